import type { ActivationFunction } from 'vscode-notebook-renderer';
import { FigureView } from './figureView';

/** Draws `application/vnd.plotly.v1+json` in a notebook, with the plotly.js of this file: nothing is loaded. */
export const activate: ActivationFunction = () => {
  const views = new Map<string, FigureView>();
  return {
    async renderOutputItem(item, element) {
      let view = views.get(item.id);
      // A live chart arrives again and again, in the same place: it is redrawn, not replaced.
      if (!view || view.element !== element) {
        view?.dispose();
        views.set(item.id, (view = new FigureView(element)));
      }
      await view.show(item.json());
    },
    disposeOutputItem(id) {
      for (const [key, view] of views) {
        if (id !== undefined && id !== key) continue;
        view.dispose();
        views.delete(key);
      }
    },
  };
};
