// Draws every NAME.json of a folder with plotly.js in a real browser, beside its NAME.svg, and reports as JSON what
// each of them shows: plot area, ticks and their places, legend texts and colours, and any console message.
//   node draw.mjs FOLDER [PICTURES]      PICTURES: a folder for PNGs of both, side by side, on white and on dark
import { readFileSync, readdirSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [folder, pictures] = process.argv.slice(2);
const plotly = fileURLToPath(import.meta.resolve('plotly.js-dist-min/plotly.min.js'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
});
const page = await browser.newPage({ viewport: { width: 1480, height: 1000 } });
let messages = [];
page.on('console', m => messages.push(m.text()));
page.on('pageerror', e => messages.push(String(e)));
await page.setContent('<!doctype html><body style="margin:10px;background:#fff"><div style="display:flex;gap:20px"><div id="svg"></div><div id="plotly"></div></div>');
await page.addScriptTag({ path: plotly });
if (pictures) mkdirSync(pictures, { recursive: true });

const report = [];
for (const file of readdirSync(folder).filter(f => f.endsWith('.json')).sort()) {
  const name = file.slice(0, -5);
  messages = [];
  const figure = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const svg = readFileSync(join(folder, name + '.svg'), 'utf8');
  const shown = await page.evaluate(show, { figure, svg });
  report.push({ name, messages, ...shown });
  if (pictures) {
    for (const [page_, color] of [['white', '#ffffff'], ['dark', '#1f1f1f']]) {
      await page.evaluate(c => { document.body.style.background = c; }, color);
      await page.screenshot({ path: join(pictures, `${name}-${page_}.png`), clip: { x: 0, y: 0, width: 1480, height: 20 + figure.layout.height } });
    }
  }
}
await browser.close();
console.log(JSON.stringify(report));

// Runs in the page.
async function show({ figure, svg }) {
  const left = document.getElementById('svg'), right = document.getElementById('plotly');
  left.innerHTML = svg;
  window.Plotly.purge(right);
  // Arguments of buttons and sliders are free-form; validate compares them by identity and calls every object in them reset.
  const invalid = (window.Plotly.validate(figure.data, figure.layout) ?? []).map(v => v.msg).filter(m => !/\.args\[\d+\] .*got reset/.test(m));
  await window.Plotly.newPlot(right, { data: figure.data, layout: figure.layout, config: { ...figure.config, staticPlot: true }, frames: figure.frames });
  const root = left.querySelector('svg');
  const center = (element, base) => {
    const a = element.getBoundingClientRect(), b = base.getBoundingClientRect();
    return { x: (a.left + a.right) / 2 - b.left, y: (a.top + a.bottom) / 2 - b.top };
  };
  const plain = text => text.replaceAll('\u200b', '').trim();
  const cells = [...root.querySelectorAll('clipPath rect')].map(r => ['x', 'y', 'width', 'height'].map(k => Number(r.getAttribute(k))));
  const ours = letter => [...root.querySelectorAll(`.${letter}ticks`)].map(group =>
    [...group.querySelectorAll('text')].map(t => ({ text: plain(t.textContent), at: center(t, root)[letter] })).sort((a, b) => a.at - b.at));
  const layout = right._fullLayout;
  const ids = [...new Set(right._fullData.map(t => `${t.xaxis ?? 'x'} ${t.yaxis ?? 'y'}`))].map(s => s.split(' '));
  if (ids.length === 0) ids.push(['x', 'y']);
  const theirs = letter => ids.map(([x, y]) => [...right.querySelectorAll(`.${letter === 'x' ? x : y}tick text`)].map(t => ({ text: plain(t.textContent), at: center(t, right)[letter] })).sort((a, b) => a.at - b.at));
  const plotlyCells = ids.map(([x, y]) => {
    const ax = layout['xaxis' + x.slice(1)], ay = layout['yaxis' + y.slice(1)];
    return [ax._offset, ay._offset, ax._length, ay._length];
  });
  const color = value => { const probe = document.createElement('i'); probe.style.color = value; return probe.style.color; };
  const legend = {
    svg: [...root.querySelectorAll('.legend text')].map(t => plain(t.textContent)),
    plotly: [...right.querySelectorAll('.legendtext')].map(t => plain(t.textContent)),
  };
  const colors = {
    svg: [...root.querySelectorAll('.legend > path:not(.points), .legend > rect[height="12"], .legend > .points use:last-child')].map(e => {
      const stroke = e.getAttribute('stroke'), fill = e.getAttribute('fill');
      return color(stroke && stroke !== 'none' ? stroke : fill);
    }),
    plotly: [...right.querySelectorAll('.legend .traces')].map(g => {
      const line = g.querySelector('.legendlines path'), shape = g.querySelector('.legendpoints path, .legendsymbols path');
      return color(line ? line.style.stroke : shape?.style.fill && shape.style.fill !== 'none' ? shape.style.fill : shape?.style.stroke);
    }),
  };
  const overlaps = [];
  const texts = [...root.querySelectorAll('text')].map(t => ({ text: t.textContent, turn: t.getAttribute('transform') ?? '', box: t.getBoundingClientRect() })).filter(t => t.box.width > 0);
  const card = root.getBoundingClientRect();
  for (let i = 0; i < texts.length; i++) {
    const a = texts[i].box;
    if (a.left < card.left - 0.5 || a.right > card.right + 0.5 || a.top < card.top - 0.5 || a.bottom > card.bottom + 0.5) overlaps.push(`cut off: ${texts[i].text}`);
    for (let j = i + 1; j < texts.length; j++) {
      const b = texts[j].box;
      if (/rotate\(-?\d\d? /.test(texts[i].turn) && !texts[i].turn.startsWith('rotate(-90')) continue; // the boxes of slanted texts say nothing
      if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3) overlaps.push(`${texts[i].text} | ${texts[j].text}`);
    }
  }
  const series = {
    svg: root.querySelectorAll('g > .line, g > .bars').length,
    plotly: right._fullData.filter(t => t.visible === true && (t.type === 'bar' || t.type === 'scatter' && t.mode.includes('lines') && t.line.width > 0)).length,
  };
  return { frames: figure.frames?.length ?? 0, invalid, cells: { svg: cells, plotly: plotlyCells }, x: { svg: ours('x'), plotly: theirs('x') }, y: { svg: ours('y'), plotly: theirs('y') }, legend, colors, series, overlaps };
}
