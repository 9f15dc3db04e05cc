/** The part of plotly.js that the renderer calls. */
declare module 'plotly.js-cartesian-dist-min' {
  export type Json = Record<string, unknown>;

  export interface Figure {
    data: Json[];
    layout: Json;
    frames?: Json[];
    config?: Json;
  }

  /** The element with the traces as they were understood. */
  export interface PlotElement extends HTMLElement {
    _fullData?: { type: string }[];
  }

  const Plotly: {
    react(element: HTMLElement, figure: Figure): Promise<PlotElement>;
    relayout(element: HTMLElement, changes: Json): Promise<PlotElement>;
    purge(element: HTMLElement): void;
  };
  export default Plotly;
}
