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
const known = new Map(), sizes = new Map();
let slides = 0, figures = 0;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
// The long jobs first, and two at a time: as many as the smallest machine has cores.
const queue = [...decks.map(path => [checkDeck, path]), ...pages.map(path => [checkPage, path]), [checkReading], [checkKeyboard], [checkUse], [checkMouse]];
if (decks.length > 0) queue.push([checkSpeaker, decks[0]]);
await Promise.all([1, 2].map(async () => {
  for (let job = queue.shift(); job; job = queue.shift()) {
    const [check, path] = job;
    // What cannot even be tried is a fault of its own, and hides no other.
    await check(path).catch(e => faults.push(`${path ?? 'the site'}: ${check.name} gives up: ${e.message}`));
  }
}));
await browser.close();
console.log(JSON.stringify({ pages: pages.length, decks: decks.length, slides, figures, faults: faults.sort() }));

/** Opens a page of the site in a tab of its own; `say` reports a fault of it. */
async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, colorScheme: 'light', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const say = text => faults.push(`${path}: ${text}`);
  context.on('console', m => say(`the console says: ${m.text()}`));
  context.on('weberror', e => say(`a script fails: ${e.error()}`));
  const loaded = new Set();
  context.on('request', r => loaded.add(r.url()));
  context.on('request', r => { if (!/^(file|data|blob|about):/.test(r.url())) say(`a request leaves the machine: ${r.url()}`); });
  // What is given up because the page is left again is no fault.
  context.on('requestfailed', r => { if (r.failure()?.errorText !== 'net::ERR_ABORTED') say(`cannot be loaded: ${r.url()}`); });
  page.setDefaultTimeout(120_000);
  await page.goto(addressOf(path));
  return { context, page, say, loaded };
}

function addressOf(path) {
  const [file, query] = path.split('?');
  return pathToFileURL(join(site, file)) + (query ? '?' + query : '');
}

async function checkPage(path) {
  const { context, page, say, loaded } = await open(path);
  await checkContent(path, page, say);
  const bytes = [...loaded].filter(address => address.startsWith('file:')).reduce((sum, address) => sum + compressed(fileURLToPath(address)), 0);
  if (bytes > 400_000) say(`with what it loads it has ${bytes} bytes, compressed`);
  await checkAxe(page, say);
  await page.setViewportSize({ width: 390, height: 800 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 1) say(`on a phone it is ${wide} pixels too wide`);
  const cut = await page.evaluate(() => [...document.querySelectorAll('.formula')].filter(f => f.scrollWidth > f.clientWidth + 1).map(f => (f.querySelector('annotation') ?? f).textContent.trim()));
  for (const formula of cut) say(`on a phone a formula is cut: ${formula}`);
  await context.close();
}

function compressed(file) {
  if (!sizes.has(file)) sizes.set(file, existsSync(file) ? gzipSync(readFileSync(file)).length : 0);
  return sizes.get(file);
}

/** Every page shows its text without scripts. */
async function checkReading() {
  const { context, page } = await open(pages[0], { javaScriptEnabled: false });
  for (const path of pages) {
    await page.goto(addressOf(path), { waitUntil: 'domcontentloaded' });
    const text = await page.locator('main').innerText();
    if (text.trim().length < 200) faults.push(`${path}: without scripts it shows hardly any text`);
  }
  await context.close();
}

/** Links, anchors, pictures and descriptions. */
async function checkContent(path, page, say) {
  const found = await page.evaluate(async () => {
    // A picture that waits until it comes into view is shown too.
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = 'eager';
    await Promise.all(pictures.map(picture => picture.decode().catch(() => {})));
    const drawn = [...document.querySelectorAll('figure svg, figure img')].filter(f => !f.parentElement.closest('svg'));
    return {
      links: [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href')),
      broken: pictures.filter(i => !(i.complete && i.naturalWidth > 0)).map(i => i.src.slice(0, 200)),
      figures: drawn.length,
      nameless: drawn.filter(f => f.tagName === 'IMG' ? !f.alt.trim()
        : !f.getAttribute('aria-label')?.trim() && !(f.getAttribute('aria-labelledby') ?? '').split(' ').some(id => document.getElementById(id)?.textContent.trim())).length,
      twice: [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i),
    };
  });
  figures += found.figures;
  for (const address of new Set(found.links)) {
    if (/^(https?|mailto|vscode):/.test(address)) continue;
    const [file, anchor] = address.split('#');
    const target = file === '' ? join(site, path) : join(site, dirname(path), decodeURIComponent(file));
    if (relative(site, target).startsWith('..') || !existsSync(target) || statSync(target).isDirectory()) say(`a link leads nowhere: ${address}`);
    else if (anchor && !anchor.startsWith('/') && target.endsWith('.html') && !anchorsOf(target).has(decodeURIComponent(anchor))) say(`an anchor is not there: ${address}`);
  }
  for (const source of found.broken) say(`a picture cannot be shown: ${source}`);
  for (const id of new Set(found.twice)) say(`two parts are called ${id}`);
  if (found.nameless > 0) say(`${found.nameless} figures have no description`);
}

function anchorsOf(file) {
  if (!known.has(file)) known.set(file, new Set([...readFileSync(file, 'utf8').matchAll(/\sid="([^"]+)"/g)].map(m => m[1])));
  return known.get(file);
}

/** All of WCAG 2.2 AA in light; in dark what depends on colours. A deck on paper has to be laid out anew for that. */
async function checkAxe(page, say, again = async () => {}) {
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme });
    if (theme === 'dark') await again();
    if (!await page.evaluate('!!window.axe')) await page.evaluate(axe);
    const violations = await page.evaluate(dark => window.axe.run({ exclude: [['.katex-html']] }, {
      preload: false, elementRef: false, resultTypes: ['violations'],
      runOnly: dark ? { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
    }).then(r => r.violations.map(v => `${v.id} at ${v.nodes.length} places, such as ${v.nodes[0].html.slice(0, 160)}: ${v.nodes[0].failureSummary}`)), theme === 'dark');
    for (const violation of violations) say(`axe, ${theme}: ${violation}`);
    for (const label of await page.evaluate(faintLabels)) say(`${theme}: one can hardly read a figure's ${label}`);
  }
}

async function checkDeck(path) {
  const { context, page, say } = await open(path);
  await page.waitForFunction('Reveal.isReady()');
  await page.evaluate(() => document.fonts.ready);
  await checkContent(path, page, say);
  const report = await page.evaluate(measure);
  slides += report.length;
  for (const { number, said } of report) for (const text of said) say(`slide ${number}: ${text}`);
  const at = () => page.evaluate(() => JSON.stringify(window.Reveal.getIndices()));
  for (const [keys, start, way] of [[['ArrowRight', 'PageDown', 'Space', 'n', 'End'], 0, 'on'], [['ArrowLeft', 'PageUp', 'p', 'Home'], -1, 'back']]) {
    for (const key of keys) {
      await page.evaluate(index => { const all = window.Reveal.getHorizontalSlides(); window.Reveal.slide(all.indexOf(all.at(index)), 0); }, start);
      const before = await at();
      await page.keyboard.press(key);
      if (await at() === before) say(`${key} does not lead ${way}`);
    }
  }
  for (const [key, shown] of [['o', '.reveal.overview'], ['Shift+Slash', '.r-overlay-help'], ['d', ':root[data-theme=dark]']]) {
    await page.keyboard.press(key);
    if (await page.locator(shown).count() === 0) say(`${key} shows nothing`);
    await page.keyboard.press(key === 'd' ? key : 'Escape');
  }
  await context.close();
  // All slides at once, as they are printed.
  const print = await open(path + '?print-pdf');
  await print.page.waitForSelector('.pdf-page');
  const sheets = await print.page.locator('.pdf-page').count();
  if (sheets !== report.length) print.say(`${report.length} slides are printed on ${sheets} sheets`);
  // reveal hides all slides but one from screen readers, and with that from axe: here all of them are looked at.
  const unhide = () => print.page.evaluate(() => { for (const slide of document.querySelectorAll('.slides section')) slide.removeAttribute('aria-hidden'); });
  await unhide();
  await checkAxe(print.page, print.say, async () => { await print.page.reload(); await print.page.waitForSelector('.pdf-page'); await unhide(); });
  await print.context.close();
}

/** Runs in the page: the labels of charts that have not the contrast of 4.5 to the chart's ground, which axe does not look at; black and white ones stand on colours. */
function faintLabels() {
  const luminance = color => {
    const [r, g, b] = color.match(/[\d.]+/g).map(part => part / 255).map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return [...document.querySelectorAll('figure svg > rect:first-of-type')].flatMap(ground => {
    const colored = element => getComputedStyle(element).fill.startsWith('rgb');
    if (!colored(ground)) return [];
    const under = luminance(getComputedStyle(ground).fill);
    return [...ground.parentElement.querySelectorAll('text:not([fill="#000000"], [fill="#ffffff"])')].filter(colored).filter(text => {
      const [low, high] = [under, luminance(getComputedStyle(text).fill)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05) < 4.5;
    }).map(text => text.textContent);
  });
}

/** Runs in the deck: every slide with all its fragments; what is cut off, and text below 20 pixels, subscripts aside. */
function measure() {
  const { Reveal } = window;
  return Reveal.getSlides().map((section, i) => {
    const said = new Set(), { h, v } = Reveal.getIndices(section);
    Reveal.slide(h, v, 999);
    const slide = section.querySelector('.slide');
    if (slide.scrollHeight > slide.clientHeight + 1) said.add(`too high by ${slide.scrollHeight - slide.clientHeight} pixels`);
    if (slide.scrollWidth > slide.clientWidth + 1) said.add(`too wide by ${slide.scrollWidth - slide.clientWidth} pixels`);
    for (const part of slide.querySelectorAll('.part, pre, figure, .columns > div')) {
      if (part.scrollWidth > part.clientWidth + 1) said.add(`${part.className || part.tagName} is too wide by ${part.scrollWidth - part.clientWidth} pixels`);
      if (part.scrollHeight > part.clientHeight + 1 && getComputedStyle(part).overflowY !== 'visible') said.add(`${part.className || part.tagName} is too high by ${part.scrollHeight - part.clientHeight} pixels`);
    }
    for (const formula of slide.querySelectorAll('.katex-html')) {
      const size = parseFloat(getComputedStyle(formula).fontSize);
      if (size < 19.9) said.add(`a formula of ${size.toFixed(1)} pixels`);
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
      // Of the slide and of every box in it that hides what is beyond its edge.
      let over = 0;
      for (let around = parent; around !== section; around = around.parentElement) {
        if (around !== slide && getComputedStyle(around).overflow === 'visible' || around.closest('svg')) continue;
        const edge = around.getBoundingClientRect();
        over = Math.max(over, Math.ceil(Math.max(box.right - edge.right, box.bottom - edge.bottom, edge.left - box.left, edge.top - box.top) - 0.5));
      }
      if (over > 0) said.add(`cut off by ${over} pixels: ${text.data.trim().slice(0, 40)}`);
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
  for (const path of new Set(['index.html', pages.find(p => p.startsWith('09')) ?? pages[0]])) {
    const { context, page, say } = await open(path);
    const all = await page.evaluate(() => {
      window.stops = [...document.querySelectorAll('a[href], button, summary, [tabindex="0"], input')].filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && !e.closest('[hidden]'));
      window.reached = new Set();
      window.unseen = new Set();
      addEventListener('focusin', ({ target }) => {
        const style = getComputedStyle(target);
        window.reached.add(target);
        if (!(style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none')) window.unseen.add(target);
      });
      return window.stops.length;
    });
    for (let i = 0; i < all + 20; i++) await page.keyboard.press('Tab');
    const { missed, unseen } = await page.evaluate(() => ({
      missed: window.stops.filter(e => !window.reached.has(e)).map(e => e.outerHTML.slice(0, 80)),
      unseen: [...window.unseen].map(e => e.outerHTML.slice(0, 80)),
    }));
    if (missed.length > 0) say(`Tab does not reach ${missed.length} of ${all} links and buttons, such as ${missed[0]}`);
    if (unseen.length > 0) say(`at ${unseen.length} places one does not see what has the focus, such as ${unseen[0]}`);
    await context.close();
  }
}

/** With the keyboard alone: the search finds a place and leads there, a figure becomes interactive and a picture again. */
async function checkUse() {
  const { context, page, say } = await open('index.html');
  await page.keyboard.press('Control+k');
  await page.locator('dialog.search input').waitFor();
  await page.keyboard.type('gradient');
  await page.locator('dialog.search .results a').first().waitFor();
  await checkAxe(page, say);
  await page.keyboard.press('ArrowDown');
  await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')]);
  if (page.url() === addressOf('index.html')) say('the search leads nowhere');
  await context.close();
  const path = pages.find(p => readFileSync(join(site, p), 'utf8').includes('data-figure='));
  if (!path) return;
  const chart = await open(path);
  const button = chart.page.locator('figure[data-figure] .figure-button').first();
  const press = async () => { await button.focus(); await chart.page.keyboard.press('Enter'); };
  const interactive = () => chart.page.locator('figure[data-state=interactive] .plot .main-svg').first().waitFor();
  const picture = () => chart.page.locator('figure .plot').waitFor({ state: 'detached' });
  await press();
  await interactive();
  await press();
  await picture();
  // A change of the theme brings the picture back; in the dark the interactive figure is as dark as the picture.
  const frame = chart.page.locator('figure[data-figure]').first();
  for (const theme of ['light', 'dark']) {
    await chart.page.emulateMedia({ colorScheme: theme });
    await picture();
    await press();
    await interactive();
    const [shown, card] = await frame.evaluate(figure => [figure.querySelector('.main-svg'), figure].map(part => getComputedStyle(part).backgroundColor));
    if (shown !== card) chart.say(`${theme}: an interactive figure has the ground ${shown} instead of ${card}`);
  }
  await chart.context.close();
}

/** With the mouse: the way back to the picture can be clicked, whether the figure has a title beside the button or not. */
async function checkMouse() {
  const untitled = p => readFileSync(join(site, p), 'utf8').split('<figure class="chart" data-figure').slice(1)
    .some(figure => !figure.split('</figure>', 1)[0].includes('font-size="16"'));
  const path = pages.find(untitled);
  if (!path) return;
  const { context, page, say } = await open(path);
  const title = 'text[font-size="16"]';
  for (const kind of [`:has(${title})`, `:not(:has(${title}))`]) {
    const figure = page.locator(`figure[data-figure]${kind}`).first();
    await figure.hover();
    await figure.locator('.plot .main-svg').first().waitFor();
    await figure.locator('.figure-button').click({ timeout: 10_000 }).catch(e => say(`the button of a figure cannot be clicked: ${e.message.split('\n', 1)[0]}`));
  }
  await context.close();
}

/** The speaker's view opens from a file and shows the slide. */
async function checkSpeaker(path) {
  const { context, page, say } = await open(path);
  await page.waitForFunction('Reveal.isReady()');
  const [view] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('s')]);
  try {
    await view.waitForFunction(() => document.querySelectorAll('iframe').length >= 2, null, { timeout: 30_000 });
  } catch {
    say('the speaker’s view does not show the slides');
  }
  await context.close();
}
