// HTML and SVG out of notebooks, made safe to stand in a page: what is on the lists stays, everything else goes.
// No script, event handler, frame, form or style sheet; no address that a page would load from elsewhere.
import sanitize from 'sanitize-html';

const htmlTags = [
  'a', 'abbr', 'address', 'article', 'aside', 'audio', 'b', 'bdi', 'bdo', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col',
  'colgroup', 'data', 'dd', 'del', 'details', 'dfn', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'font', 'footer', 'h1', 'h2', 'h3',
  'h4', 'h5', 'h6', 'header', 'hr', 'i', 'img', 'input', 'ins', 'kbd', 'li', 'main', 'mark', 'nav', 'ol', 'p', 'picture', 'pre', 'q',
  'rp', 'rt', 'ruby', 's', 'samp', 'section', 'small', 'source', 'span', 'strike', 'strong', 'sub', 'summary', 'sup', 'table', 'tbody',
  'td', 'tfoot', 'th', 'thead', 'time', 'tr', 'tt', 'u', 'ul', 'var', 'video', 'wbr',
];

const svgTags = [
  'svg', 'g', 'a', 'defs', 'symbol', 'use', 'title', 'desc', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text',
  'tspan', 'textPath', 'image', 'clipPath', 'mask', 'marker', 'pattern', 'linearGradient', 'radialGradient', 'stop', 'switch',
];

// An SVG inside HTML has its names in lower case here; the browser's own parser puts them right.
const inlineSvgTags = svgTags.filter(t => t !== 'title').map(t => t.toLowerCase());

// Elements that go with everything in them.
const wholly = ['script', 'style', 'noscript', 'template', 'textarea', 'select', 'option', 'iframe', 'object', 'embed', 'frame', 'frameset',
  'noframes', 'noembed', 'xmp', 'plaintext', 'foreignobject', 'metadata', 'head', 'math', 'annotation-xml', 'animate', 'animatemotion', 'animatetransform', 'set',
  'filter', 'form', 'base', 'link', 'meta', 'foreignObject', 'animateMotion', 'animateTransform'];

const htmlAttributes = ['abbr', 'align', 'alt', 'cite', 'class', 'colspan', 'color', 'controls', 'datetime', 'dir', 'headers', 'height', 'href', 'id', 'lang',
  'open', 'role', 'rowspan', 'scope', 'span', 'src', 'start', 'style', 'tabindex', 'title', 'valign', 'value', 'width', 'reversed',
  'aria-label', 'aria-labelledby', 'aria-describedby', 'aria-hidden', 'aria-level', 'type', 'checked', 'disabled', 'border'];

const svgAttributes = ['class', 'id', 'role', 'style', 'aria-label', 'aria-labelledby', 'aria-describedby', 'aria-hidden', 'focusable', 'lang',
  'xmlns', 'xmlns:xlink', 'version', 'width', 'height', 'viewBox', 'preserveAspectRatio', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry',
  'fx', 'fy', 'd', 'points', 'pathLength', 'transform', 'dx', 'dy', 'rotate', 'textLength', 'lengthAdjust', 'href', 'xlink:href',
  'fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-linecap', 'stroke-linejoin', 'stroke-miterlimit',
  'stroke-dasharray', 'stroke-dashoffset', 'opacity', 'color', 'display', 'visibility', 'overflow', 'clip-path', 'clip-rule', 'mask', 'marker-start',
  'marker-mid', 'marker-end', 'vector-effect', 'shape-rendering', 'text-rendering', 'image-rendering', 'paint-order', 'font-family', 'font-size',
  'font-style', 'font-weight', 'font-variant', 'text-anchor', 'dominant-baseline', 'alignment-baseline', 'baseline-shift', 'letter-spacing',
  'word-spacing', 'text-decoration', 'writing-mode', 'xml:space', 'clipPathUnits', 'maskUnits', 'maskContentUnits', 'markerUnits', 'markerWidth',
  'markerHeight', 'refX', 'refY', 'orient', 'patternUnits', 'patternContentUnits', 'patternTransform', 'gradientUnits', 'gradientTransform',
  'spreadMethod', 'offset', 'stop-color', 'stop-opacity', 'startOffset', 'method', 'spacing'];

// Nothing that could lay itself over the rest of the page (position, z-index) or load a file (background-image, cursor, content).
const styles = new Set(['color', 'background-color', 'background', 'border', 'border-top', 'border-right', 'border-bottom', 'border-left', 'border-color',
  'border-style', 'border-width', 'border-radius', 'border-collapse', 'border-spacing', 'margin', 'margin-top', 'margin-right', 'margin-bottom', 'margin-left',
  'padding', 'padding-top', 'padding-right', 'padding-bottom', 'padding-left', 'width', 'height', 'max-width', 'max-height', 'min-width', 'min-height',
  'text-align', 'text-indent', 'text-transform', 'text-decoration', 'vertical-align', 'white-space', 'word-break', 'overflow-wrap', 'line-height', 'font',
  'font-family', 'font-size', 'font-style', 'font-weight', 'font-variant', 'letter-spacing', 'display', 'gap', 'flex', 'flex-wrap', 'flex-direction', 'align-items',
  'justify-content', 'float', 'clear', 'list-style-type', 'table-layout', 'opacity', 'overflow', 'overflow-x', 'overflow-y', 'visibility', 'fill', 'fill-opacity',
  'fill-rule', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-linecap', 'stroke-linejoin', 'stroke-miterlimit', 'stroke-dasharray', 'stroke-dashoffset',
  'clip-path', 'clip-rule', 'mask', 'marker-start', 'marker-mid', 'marker-end', 'stop-color', 'stop-opacity', 'text-anchor', 'dominant-baseline', 'shape-rendering',
  'text-rendering', 'image-rendering', 'paint-order', 'transform', 'tab-size']);

const functions = new Set(['rgb', 'rgba', 'hsl', 'hsla', 'hwb', 'lab', 'lch', 'oklab', 'oklch', 'color-mix', 'calc', 'min', 'max', 'clamp', 'translate', 'translatex',
  'translatey', 'rotate', 'scale', 'scalex', 'scaley', 'matrix', 'skewx', 'skewy', 'var', 'linear-gradient']);

/** True for a value that loads nothing: functions are known ones, and url(…) points into the same document. */
function harmless(value) {
  if (/[\\@<>{}]|\/\*/.test(value)) return false;
  for (const [, name, argument] of value.matchAll(/([\w-]*)\s*\(([^()]*)/g)) {
    if (name.toLowerCase() === 'url' ? !/^\s*(["']?)#[\w:.-]+\1\s*$/.test(argument) : name !== '' && !functions.has(name.toLowerCase())) return false;
  }
  return true;
}

const safeStyle = style => style.split(';').map(s => s.trim()).filter(declaration => {
  const colon = declaration.indexOf(':');
  return colon > 0 && styles.has(declaration.slice(0, colon).trim().toLowerCase()) && harmless(declaration.slice(colon + 1));
}).join(';');

// Browsers skip blanks and control characters inside an address.
const bare = address => address.replace(/[\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200f\u2028-\u202f\ufeff]/g, '');
const scheme = address => /^([a-z][a-z0-9+.-]*):/i.exec(bare(address))?.[1].toLowerCase();
const isRelative = address => scheme(address) === undefined && !/^[\\/]{2}/.test(bare(address));
// An attachment lies in the notebook.
const isPicture = address => /^attachment:/i.test(bare(address)) || /^data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]/i.test(bare(address));
const isLink = address => isRelative(address) || ['http', 'https', 'mailto'].includes(scheme(address));
const isMedia = address => isRelative(address) || /^data:(audio|video)\//i.test(bare(address));

function attributes(tag, given) {
  const kept = {};
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase();
    if (key === 'style') {
      const style = safeStyle(value);
      if (style) kept.style = style;
    } else if (key === 'href' || key === 'xlink:href') {
      if (tag === 'a' ? isLink(value) : tag === 'image' ? isPicture(value) : /^#[\w:.-]+$/.test(value.trim())) kept[name] = value;
    } else if (key === 'src') {
      if (tag === 'img' ? isRelative(value) || isPicture(value) : isMedia(value)) kept[name] = value;
    } else if (key === 'id') {
      if (/^[A-Za-z_][\w:.-]*$/.test(value)) kept[name] = value;
    } else if (key === 'tabindex') {
      if (value === '0' || value === '-1') kept[name] = value;
    } else if (!/^(fill|stroke|clip-path|mask|marker-(start|mid|end)|color|stop-color)$/.test(key) || harmless(value)) {
      kept[name] = value;
    }
  }
  return kept;
}

/** In the place of a picture that would have to be fetched stand its words, and a link that a reader may follow. */
function picture(tagName, given) {
  const { src, alt } = given;
  if (src === undefined || isRelative(src) || isPicture(src)) return { tagName, attribs: given };
  const text = `picture not carried over${alt ? `: ${alt}` : ''}`;
  return isLink(src) ? { tagName: 'a', attribs: { href: src, class: 'missing' }, text } : { tagName: 'span', attribs: { class: 'missing' }, text };
}

function transform(tagName, given) {
  const tag = tagName.toLowerCase();
  if (tag === 'input') { // only the box of a task list
    const checked = 'checked' in given ? { checked: '' } : {};
    return given.type === 'checkbox' ? { tagName, attribs: { type: 'checkbox', disabled: '', ...checked, 'aria-label': 'task' } } : { tagName: 'span', attribs: {} };
  }
  const attribs = attributes(tag, given);
  if (tag === 'a' && /^https?$/.test(scheme(attribs.href ?? '') ?? '')) attribs.rel = 'noopener noreferrer';
  return { tagName, attribs };
}

const common = {
  transformTags: { img: picture, '*': transform },
  nonTextTags: [...wholly, ...wholly.map(tag => tag.toUpperCase())],
  // The addresses and styles are judged above; the library's own parsers need not do it again.
  allowedSchemes: false, allowedSchemesAppliedToAttributes: [], parseStyleAttributes: false,
  nestingLimit: 100,
};

export const sanitizeHtml = html => sanitize(html, {
  ...common,
  allowedTags: [...htmlTags, ...inlineSvgTags, 'title'],
  allowedAttributes: { '*': [...new Set([...htmlAttributes, 'rel', ...svgAttributes.map(a => a.toLowerCase())])] },
});

/** An SVG document; empty when there is no &lt;svg&gt; in it. */
export const sanitizeSvg = svg => sanitize(svg, {
  ...common,
  allowedTags: svgTags,
  allowedAttributes: { '*': [...svgAttributes, 'rel'] },
  selfClosing: ['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'use', 'image', 'stop'],
  parser: { xmlMode: true, decodeEntities: true },
}).replace(/^[^<]+/, '');
