import type { Figure, Json } from 'plotly.js-cartesian-dist-min';

/**
 * VS Code's colours as a Plotly template. What a figure says outside of its own template is its author's choice and stays.
 */
export function themeTemplate(): Json {
  const style = getComputedStyle(document.documentElement);
  const color = (...names: string[]) => {
    for (const name of names) {
      const value = style.getPropertyValue(`--vscode-${name}`).trim();
      if (value !== '') return value;
    }
    return 'gray';
  };
  const highContrast = /high-contrast/.test(document.body.className);
  const text = color('editor-foreground', 'foreground');
  const background = color('editor-background');
  const line = fade(text, highContrast ? 1 : 0.5);
  const grid = fade(text, highContrast ? 0.35 : 0.14);
  const widget = color('editorHoverWidget-background', 'editor-background');
  const button = color('button-secondaryBackground', 'editorWidget-background', 'editor-background');
  const border = color('contrastBorder', 'widget-border', 'editorHoverWidget-border');
  const axis = { gridcolor: grid, linecolor: line, zerolinecolor: line, tickcolor: line, tickfont: { color: text } };
  const control = { bgcolor: button, bordercolor: border, font: { color: text } };
  return {
    layout: {
      font: { color: text },
      title: { font: { color: text } },
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      xaxis: axis,
      yaxis: axis,
      coloraxis: { colorbar: { outlinecolor: line, tickcolor: line } },
      legend: { bgcolor: 'rgba(0,0,0,0)', font: { color: text } },
      hoverlabel: { bgcolor: widget, bordercolor: border, font: { color: color('editorHoverWidget-foreground', 'foreground') } },
      modebar: {
        bgcolor: 'rgba(0,0,0,0)',
        color: fade(text, 0.6),
        activecolor: color('textLink-activeForeground', 'textLink-foreground'),
      },
      annotationdefaults: { font: { color: text }, arrowcolor: line },
      shapedefaults: { line: { color: line } },
      updatemenudefaults: control,
      sliderdefaults: { ...control, tickcolor: line, activebgcolor: fade(text, 0.3) },
      newshape: { line: { color: text } },
      selectiondefaults: { line: { color: text } },
    },
    data: Object.fromEntries(['heatmap', 'contour', 'histogram2d', 'histogram2dcontour'].map(type =>
      [type, [{ colorbar: { outlinecolor: line, tickcolor: line, bgcolor: background } }]])),
  };
}

/**
 * Writes VS Code's text colour where a figure repeats its template's: on colour bars, arrows and notes beside the plot.
 * Notes among the data stay, for they may lie on a colour of their own.
 */
export function repaint(figure: Figure, template: unknown): void {
  const written = at(figure.layout, 'template', 'layout', 'xaxis', 'tickfont', 'color');
  const text = at(template, 'layout', 'font', 'color');
  if (typeof written !== 'string') return;
  const paint = (part: unknown, key: string) => {
    if (isObject(part) && part[key] === written) part[key] = text;
  };
  for (const owner of [...figure.data.flatMap(trace => [trace, trace['marker']]), figure.layout['coloraxis']])
    paint(at(owner, 'colorbar', 'tickfont'), 'color');
  const notes = figure.layout['annotations'];
  for (const note of Array.isArray(notes) ? notes : []) {
    paint(note, 'arrowcolor');
    if (at(note, 'xref') === 'paper') paint(at(note, 'font'), 'color');
  }
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((part, key) => (isObject(part) ? part[key] : undefined), value);
}

/** The figure's own template with VS Code's colours laid over it. */
export function merge(below: unknown, above: unknown): unknown {
  if (!isObject(below) || !isObject(above)) return above === undefined ? below : above;
  const merged: Json = { ...below };
  for (const [key, value] of Object.entries(above)) merged[key] = merge(below[key], value);
  return merged;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The colour, whatever way it is written, with another opacity. */
function fade(color: string, opacity: number): string {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d');
  if (!context) return color;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
  return `rgba(${r}, ${g}, ${b}, ${opacity})`;
}
