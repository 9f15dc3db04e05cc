import Plotly, { type Figure, type Json } from 'plotly.js-cartesian-dist-min';
import { isObject, merge, repaint, themeTemplate } from './theme';

/** Height of a figure that gives none, in pixels: plotly.js's own. */
const defaultHeight = 450;

/** No button that leads to the network, or to a download that a notebook's outputs cannot start. */
const ownConfig: Json = {
  responsive: false,
  displaylogo: false,
  showLink: false,
  plotlyServerURL: '',
  modeBarButtonsToRemove: ['toImage', 'sendChartToCloud'],
  modeBarButtonsToAdd: [],
};

/** One figure in one output: as wide as it asks for where there is room, narrower where there is not, in VS Code's colours. */
export class FigureView {
  private readonly plot = document.createElement('div');
  private readonly note = document.createElement('div');
  private readonly sizes = new ResizeObserver(() => this.schedule());
  private readonly themes = new MutationObserver(() => this.schedule());
  private figure: Figure | undefined;
  private drawn = '';
  private frame = 0;

  constructor(readonly element: HTMLElement) {
    element.replaceChildren(this.plot, this.note);
    this.sizes.observe(element);
    for (const node of [document.documentElement, document.body])
      this.themes.observe(node, { attributes: true, attributeFilter: ['class', 'style'] });
  }

  async show(figure: unknown): Promise<void> {
    if (!isObject(figure) || !Array.isArray(figure['data'])) throw new Error('This is not a Plotly figure: it has no data.');
    this.figure = {
      data: figure['data'].filter(isObject),
      layout: isObject(figure['layout']) ? figure['layout'] : {},
      ...(Array.isArray(figure['frames']) && { frames: figure['frames'].filter(isObject) }),
      ...(isObject(figure['config']) && { config: figure['config'] }),
    };
    const title = this.figure.layout['title'];
    this.plot.setAttribute('role', 'figure');
    this.plot.setAttribute('aria-label', String((isObject(title) ? title['text'] : title) ?? 'Chart'));
    this.drawn = '';
    await this.draw();
  }

  dispose(): void {
    this.sizes.disconnect();
    this.themes.disconnect();
    cancelAnimationFrame(this.frame);
    Plotly.purge(this.plot);
    this.element.replaceChildren();
  }

  private schedule(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => void this.draw());
  }

  private async draw(): Promise<void> {
    const room = this.element.clientWidth;
    if (!this.figure || room === 0) return; // hidden: the observer calls when it is shown
    const { layout, config } = this.figure;
    const width = Math.min(positive(layout['width']) ?? room, room);
    const height = positive(layout['height']) ?? defaultHeight;
    const template = merge(layout['template'], themeTemplate());
    const state = JSON.stringify([width, template]);
    if (state === this.drawn) return;
    this.drawn = state;
    this.plot.style.height = `${height}px`; // keeps its place while it is drawn
    const copy = structuredClone(this.figure); // plotly.js writes into what it is given
    repaint(copy, template);
    const shown = await Plotly.react(this.plot, {
      ...copy,
      layout: { uirevision: 'kept', ...copy.layout, width, height, autosize: false, template } as Json,
      config: { ...config, ...ownConfig },
    });
    const unknown = this.figure.data.map(trace => String(trace['type'] ?? 'scatter'))
      .filter((type, index) => (shown._fullData?.[index]?.type ?? type) !== type);
    this.note.textContent = unknown.length === 0 ? '' :
      `Not drawn as meant: ${unknown.join(', ')}. "Change Presentation" in the menu beside this output shows its picture.`;
  }
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}
