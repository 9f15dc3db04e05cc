// Typesets and sanitizes for the publisher: lines of JSON in, lines of JSON out, in the same order.
//   {"id":1,"kind":"math","tex":"x^2","display":true}   {"id":2,"kind":"html","html":"<b>…"}   {"id":3,"kind":"svg","svg":"<svg…"}
//   {"id":1,"html":"<span class=\"katex\">…"}           {"id":1,"error":"…"}
import { createInterface } from 'node:readline';
import katex from 'katex';
import { sanitizeHtml, sanitizeSvg } from './sanitize.mjs';

const kinds = {
  math: ({ tex, display }) => katex.renderToString(tex, { displayMode: display === true, output: 'htmlAndMathml', strict: 'ignore', trust: false, maxExpand: 1000 }),
  html: ({ html }) => sanitizeHtml(html),
  svg: ({ svg }) => sanitizeSvg(svg),
};

function answer(line) {
  let id = null;
  try {
    const job = JSON.parse(line);
    id = job.id ?? null;
    if (!Object.hasOwn(kinds, job.kind)) throw new Error(`there is no kind '${job.kind}'`);
    return { id, html: kinds[job.kind](job) };
  } catch (e) {
    return { id, error: String(e.message ?? e).replace(/^KaTeX parse error: /, '') };
  }
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line.trim() !== '') process.stdout.write(JSON.stringify(answer(line)) + '\n');
}
