// Looks at a published site in a real browser, opened as files, and reports as JSON a list of faults per page and deck:
// console messages, requests that leave the machine, broken links and anchors, missing pictures, figures without a
// description, what axe-core finds (WCAG 2.2 AA) in light and dark, and slides that are cut off or have small text.
//   node site.mjs SITE
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const site = resolve(process.argv[2]);
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const files = readdirSync(site, { recursive: true }).filter(f => f.endsWith('.html')).sort();
const decks = files.filter(f => f.startsWith('slides/')), pages = files.filter(f => !f.startsWith('slides/'));
const faults = [];
const known = new Map();
let slides = 0;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
// Two at a time: as many as the smallest machine has cores.
const queue = [...pages.map(path => () => checkPage(path)), ...decks.map(path => () => checkDeck(path)), () => checkKeyboard(), () => checkSpeaker(decks[0])];
await Promise.all([1, 2].map(async () => {
  for (let job = queue.shift(); job; job = queue.shift()) await job();
}));
await browser.close();
console.log(JSON.stringify({ pages: pages.length, decks: decks.length, slides, faults }));

async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const fault = text => faults.push(`${path}: ${text}`);
  context.on('console', m => fault(`the console says: ${m.text()}`));
  page.on('pageerror', e => fault(`a script fails: ${e}`));
  context.on('request', r => { if (!/^(file|data|blob|about):/.test(r.url())) fault(`a request leaves the machine: ${r.url()}`); });
  // What is given up because the page is left again is no fault.
  page.on('requestfailed', r => { if (r.failure()?.errorText !== 'net::ERR_ABORTED') fault(`cannot be loaded: ${r.url()}`); });
  page.setDefaultTimeout(120_000);
  await page.goto(pathToFileURL(join(site, path.split('?')[0])) + (path.includes('?') ? '?' + path.split('?')[1] : ''));
  return { context, page, fault };
}

async function checkPage(path) {
  const { context, page, fault } = await open(path, { colorScheme: 'light' });
  await checkContent(path, page, fault);
  await checkAxe(page, fault, 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await checkAxe(page, fault, 'dark');
  await page.setViewportSize({ width: 390, height: 800 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 1) fault(`on a phone it is ${wide} pixels too wide`);
  await context.close();
  const bytes = gzipSync(readFileSync(join(site, path))).length + ['site.css', 'site.js', 'theme.js', 'katex/katex.min.css'].reduce((sum, f) => sum + gzipSync(readFileSync(join(site, 'assets', f))).length, 0);
  if (bytes > 400_000) fault(`it has ${bytes} bytes, compressed`);
  const still = await open(path, { javaScriptEnabled: false });
  const text = await still.page.locator('main').innerText();
  if (text.trim().length < 200) fault('without scripts it shows hardly any text');
  await still.context.close();
}

/** Links, anchors, pictures and descriptions. */
async function checkContent(path, page, fault) {
  const found = await page.evaluate(() => ({
    links: [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href')),
    broken: [...document.images].filter(i => i.loading !== 'lazy' && !(i.complete && i.naturalWidth > 0)).map(i => i.src),
    sources: [...document.images].map(i => i.getAttribute('src')).filter(s => !s.startsWith('data:')),
    nameless: [...document.querySelectorAll('figure svg, figure img')].filter(f => f.tagName === 'IMG' ? !f.alt
      : !f.getAttribute('aria-label') && !(f.getAttribute('aria-labelledby') ?? '').split(' ').some(id => document.getElementById(id)?.textContent.trim()) && !f.closest('.plotly')).length,
  }));
  for (const address of new Set(found.links)) {
    if (/^(https?|mailto|vscode):/.test(address)) continue;
    const [file, anchor] = address.split('#');
    const target = file === '' ? join(site, path) : join(site, dirname(path), decodeURIComponent(file));
    if (relative(site, target).startsWith('..') || !existsSync(target) || statSync(target).isDirectory()) fault(`a link leads nowhere: ${address}`);
    else if (anchor && !anchor.startsWith('/') && target.endsWith('.html') && !anchorsOf(target).has(decodeURIComponent(anchor))) fault(`an anchor is not there: ${address}`);
  }
  for (const source of found.sources) if (!existsSync(join(site, dirname(path), decodeURIComponent(source)))) fault(`a picture is missing: ${source}`);
  for (const source of found.broken) fault(`a picture cannot be shown: ${source}`);
  if (found.nameless > 0) fault(`${found.nameless} figures have no description`);
}

function anchorsOf(file) {
  if (!known.has(file)) known.set(file, new Set([...readFileSync(file, 'utf8').matchAll(/\sid="([^"]+)"/g)].map(m => m[1])));
  return known.get(file);
}

async function checkAxe(page, fault, theme) {
  await page.evaluate(axe);
  const violations = await page.evaluate(dark => window.axe.run({ exclude: [['.katex-html']] }, {
    preload: false, resultTypes: ['violations'],
    // What does not depend on colours is found in light.
    runOnly: dark ? { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  }).then(r => r.violations.map(v => `${v.id} at ${v.nodes.length} places, such as ${v.nodes[0].html.slice(0, 160)}: ${v.nodes[0].failureSummary}`)), theme === 'dark');
  for (const violation of violations) fault(`axe, ${theme}: ${violation}`);
}

async function checkDeck(path) {
  const { context, page, fault } = await open(path, { colorScheme: 'light' });
  await page.waitForFunction('Reveal.isReady()');
  await page.evaluate(() => document.fonts.ready);
  await checkContent(path, page, fault);
  const report = await page.evaluate(measure);
  slides += report.length;
  for (const { number, said } of report) for (const text of said) fault(`slide ${number}: ${text}`);
  for (const key of ['ArrowRight', 'ArrowDown', 'PageDown', 'End']) {
    const start = await page.evaluate(() => (window.Reveal.slide(0, 0), JSON.stringify(window.Reveal.getIndices())));
    await page.keyboard.press(key);
    const at = await page.evaluate(() => JSON.stringify(window.Reveal.getIndices()));
    if (at === start && key !== 'ArrowDown') fault(`${key} does not lead on`);
  }
  await context.close();
  // All slides at once, as they are printed.
  for (const theme of ['light', 'dark']) {
    const print = await open(path + '?print-pdf', { colorScheme: theme });
    await print.page.waitForSelector('.pdf-page');
    await checkAxe(print.page, print.fault, theme);
    const sheets = await print.page.locator('.pdf-page').count();
    if (sheets !== report.length) print.fault(`${report.length} slides are printed on ${sheets} sheets`);
    await print.context.close();
  }
}

/** Runs in the deck: every slide with all its fragments; what is cut off, and text below 20 pixels, subscripts aside. */
function measure() {
  const { Reveal } = window;
  return Reveal.getSlides().map((section, i) => {
    const said = new Set(), { h, v } = Reveal.getIndices(section);
    Reveal.slide(h, v, 999);
    const slide = section.querySelector('.slide'), edge = slide.getBoundingClientRect();
    if (slide.scrollHeight > slide.clientHeight + 1) said.add(`too high by ${slide.scrollHeight - slide.clientHeight} pixels`);
    if (slide.scrollWidth > slide.clientWidth + 1) said.add(`too wide by ${slide.scrollWidth - slide.clientWidth} pixels`);
    for (const part of slide.querySelectorAll('.part, pre, figure, .columns > div')) {
      if (part.scrollWidth > part.clientWidth + 1) said.add(`${part.className || part.tagName} is too wide by ${part.scrollWidth - part.clientWidth} pixels`);
    }
    for (const formula of slide.querySelectorAll('.katex-html')) {
      const room = (formula.closest('.formula') ?? slide).getBoundingClientRect();
      for (const piece of formula.querySelectorAll(':scope > .katex-base')) {
        const box = piece.getBoundingClientRect();
        if (box.right > room.right + 1 || box.left < room.left - 1) said.add(`a formula is too wide by ${Math.ceil(Math.max(box.right - room.right, room.left - box.left))} pixels`);
      }
    }
    for (const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT); walker.nextNode();) {
      const text = walker.currentNode, parent = text.parentElement;
      if (!text.data.trim() || parent.closest('.katex, title, desc')) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      if (box.width < 1) continue;
      if (box.right > edge.right || box.bottom > edge.bottom || box.left < edge.left || box.top < edge.top) said.add(`cut off: ${text.data.trim().slice(0, 40)}`);
      const svg = parent.closest('svg'), scale = svg ? svg.getScreenCTM().a : 1;
      const raised = parent.closest('sub, sup, tspan[dy]') ? 0.7 : 1;
      const size = parseFloat(getComputedStyle(parent).fontSize) * scale;
      if (size < 19.9 * raised) said.add(`text of ${size.toFixed(1)} pixels: ${text.data.trim().slice(0, 40)}`);
    }
    return { number: i + 1, said: [...said] };
  });
}

/** Tab reaches every link and button of a page in turn, and one sees where it is. */
async function checkKeyboard() {
  for (const path of ['index.html', pages.find(p => p.startsWith('09')) ?? pages[0]]) {
    const { context, page, fault } = await open(path);
    const all = await page.evaluate(() => [...document.querySelectorAll('a[href], button, summary, [tabindex="0"], input')].filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && !e.closest('[hidden]')).length);
    const reached = new Set();
    let unseen = 0;
    for (let i = 0; i < all + 20; i++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const e = document.activeElement, style = getComputedStyle(e);
        if (e === document.body) return null;
        const all = [...document.querySelectorAll('*')];
        return { index: all.indexOf(e), seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none' };
      });
      if (at === null) continue;
      reached.add(at.index);
      if (!at.seen) unseen++;
    }
    if (reached.size < all) fault(`Tab reaches ${reached.size} of ${all} links and buttons`);
    if (unseen > 0) fault(`${unseen} times one does not see what has the focus`);
    await context.close();
  }
}

/** The speaker's view opens from a file and shows the slide. */
async function checkSpeaker(path) {
  const { context, page, fault } = await open(path);
  await page.waitForFunction('Reveal.isReady()');
  const [view] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('s')]);
  try {
    await view.waitForFunction(() => document.querySelectorAll('iframe').length >= 2, null, { timeout: 30_000 });
  } catch {
    fault('the speaker’s view does not show the slides');
  }
  await context.close();
}
