// What scripts add to a page that can be read without them: copying, the theme, search, and figures that react.
(() => {
  'use strict';
  const root = document.documentElement;
  const toRoot = root.dataset.root;

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const scripts = new Map();
  const load = address => {
    if (!scripts.has(address)) {
      scripts.set(address, new Promise((resolve, reject) => {
        document.head.append(make('script', { src: address, onload: resolve, onerror: () => reject(new Error(`${address} is missing`)) }));
      }));
    }
    return scripts.get(address);
  };

  // Light and dark.
  const systemDark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : systemDark.matches);
  // An interactive figure has the colours of the theme in which it was drawn.
  const toPictures = () => { for (const frame of document.querySelectorAll('figure[data-state=interactive]')) deactivate(frame); };
  systemDark.addEventListener('change', toPictures);
  const themeButton = document.querySelector('button.theme');
  themeButton.hidden = false;
  themeButton.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    toPictures();
    try {
      localStorage.setItem('theme', root.dataset.theme);
    } catch {
      // As in theme.js.
    }
  });

  // A button that copies on every piece of code.
  for (const code of document.querySelectorAll('pre.code')) {
    const frame = make('div', { className: 'copyable' });
    code.replaceWith(frame);
    const button = make('button', { type: 'button', className: 'copy', textContent: 'Copy' });
    button.setAttribute('aria-label', 'Copy this code');
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = 'Copied';
      } catch {
        getSelection().selectAllChildren(code);
        button.textContent = 'Selected';
      }
      setTimeout(() => { button.textContent = 'Copy'; }, 1600);
    });
    frame.append(code, button);
  }

  // What scrolls sideways can be reached with the keyboard, and shows that it goes on.
  const fade = wide => wide.toggleAttribute('data-more', wide.scrollWidth - wide.scrollLeft > wide.clientWidth + 2);
  const scrolling = new ResizeObserver(entries => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
      else target.removeAttribute('tabindex');
      fade(target);
    }
  });
  for (const wide of document.querySelectorAll('main pre, main .table, main .formula, main .rich, main .wide')) {
    scrolling.observe(wide);
    wide.addEventListener('scroll', () => fade(wide), { passive: true });
  }

  // The contents show where the reader is.
  const links = new Map();
  for (const link of document.querySelectorAll('.contents a')) links.set(decodeURIComponent(link.hash.slice(1)), link);
  if (links.size > 0) {
    const headings = [...document.querySelectorAll('main h2[id], main h3[id]')].filter(heading => links.has(heading.id));
    let current = null;
    const mark = () => {
      const passed = headings.filter(heading => heading.getBoundingClientRect().top < 120);
      const link = links.get((passed.at(-1) ?? headings[0])?.id);
      if (link === current) return;
      current?.removeAttribute('aria-current');
      link?.setAttribute('aria-current', 'location');
      link?.scrollIntoView({ block: 'nearest' });
      current = link;
    };
    let waiting = false;
    addEventListener('scroll', () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; mark(); });
    }, { passive: true });
    mark();
  }
  document.querySelector('#course [aria-current=page]')?.scrollIntoView({ block: 'nearest' });

  // A link within the page closes the menu that it is in.
  const course = document.getElementById('course');
  course.addEventListener('click', event => {
    if (event.target.closest('a') && course.matches(':popover-open')) course.hidePopover();
  });

  // On paper everything is open.
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details:not([open])')) {
      details.open = true;
      details.dataset.printed = '';
    }
  });
  addEventListener('afterprint', () => {
    for (const details of document.querySelectorAll('details[data-printed]')) {
      details.open = false;
      delete details.dataset.printed;
    }
  });

  // Figures: a picture that becomes interactive under the mouse, or at the press of its button.
  const figures = new Map();
  window.descentFigure = (name, figure) => figures.set(name, figure);

  // On a narrow screen the legend goes below, and the title into several lines.
  const narrow = layout => {
    const title = typeof layout.title === 'string' ? { text: layout.title } : { ...layout.title };
    const lines = [];
    for (const word of (title.text ?? '').split(' ')) {
      if (lines.length > 0 && lines.at(-1).length + word.length < 38) lines[lines.length - 1] += ` ${word}`;
      else lines.push(word);
    }
    const top = 20 + 19 * lines.length;
    return {
      ...layout,
      height: layout.height + 80,
      margin: { ...layout.margin, r: 18, t: top, b: 104, autoexpand: false },
      legend: { ...layout.legend, orientation: 'h', xref: 'container', x: 0.03, xanchor: 'left', yref: 'container', y: 0.01, yanchor: 'bottom' },
      title: { ...title, text: lines.join('<br>'), font: { ...title.font, size: 14 }, x: 0.03, xanchor: 'left', yref: 'container', y: 0.945, yanchor: 'top' },
    };
  };

  // In the dark a chart of ours gets the colours that figures.css gives to the lines and letters of its picture.
  const recolored = (figure, picture) => {
    const svg = picture.querySelector('svg') ?? picture;
    const card = getComputedStyle(picture.parentElement).backgroundColor;
    if (!svg.matches('svg[fill="#1f2328"]') || card === 'rgb(255, 255, 255)') return figure;
    const place = document.createElementNS('http://www.w3.org/2000/svg', 'g'), probe = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    place.append(probe);
    svg.append(place);
    const known = new Map();
    const color = written => {
      if (!known.has(written)) {
        const attribute = /^#(1f2328|454b54)$/i.test(written) ? 'fill' : 'stroke';
        probe.setAttribute(attribute, written);
        known.set(written, getComputedStyle(probe)[attribute]);
        probe.removeAttribute(attribute);
      }
      return known.get(written);
    };
    const text = JSON.stringify(figure), { layout = {}, ...others } = JSON.parse(text.replace(/"#[0-9a-f]{6}"/gi, written => `"${color(written.slice(1, -1))}"`));
    const ink = color('#1f2328');
    place.remove();
    // A black path on a light map stays black, and so does its sample.
    const legend = svg.querySelector('.band, image') && text.includes('"#111111"') ? { bgcolor: '#ffffff', font: { color: '#1f2328' } } : {};
    return { ...others, layout: { ...layout, paper_bgcolor: card, plot_bgcolor: card, font: { ...layout.font, color: ink }, legend: { ...layout.legend, ...legend } } };
  };

  const activate = async frame => {
    if (frame.dataset.state) return;
    frame.dataset.state = 'loading';
    const dark = isDark();
    const button = frame.querySelector('.figure-button');
    try {
      await Promise.all([load(`${toRoot}assets/plotly/plotly.min.js`), load(frame.dataset.source)]);
      // There may be one for wide screens and one for phones.
      const picture = [...frame.children].find(child => child.getBoundingClientRect().width > 0);
      const { data, layout = {}, frames } = recolored(figures.get(frame.dataset.figure), picture);
      const width = picture.getBoundingClientRect().width;
      const scale = Math.max(width / (layout.width || 700), 0.75);
      const plot = make('div', { className: 'plot' });
      plot.setAttribute('role', 'img');
      plot.setAttribute('aria-label', frame.querySelector('desc')?.textContent ?? picture.getAttribute('aria-label') ?? 'Figure');
      frame.append(plot);
      const shown = { ...layout, width, height: (layout.height || 420) * scale };
      // No bar of buttons over the title: dragging zooms, a double click goes back.
      await window.Plotly.newPlot(plot, { data, layout: width < 560 ? narrow(shown) : shown, frames, config: { displaylogo: false, displayModeBar: false } });
      frame.dataset.state = 'interactive';
      button.textContent = 'Picture';
      if (isDark() !== dark) deactivate(frame); // its colours are of the other theme
    } catch (error) {
      delete frame.dataset.state;
      button.textContent = 'Interactive';
      button.title = String(error.message ?? error);
      button.disabled = true;
      frame.querySelector('.plot')?.remove();
    }
  };
  const deactivate = frame => {
    const plot = frame.querySelector('.plot');
    window.Plotly.purge(plot);
    plot.remove();
    delete frame.dataset.state;
    frame.querySelector('.figure-button').textContent = 'Interactive';
  };
  for (const frame of document.querySelectorAll('figure[data-figure]')) {
    const button = make('button', { type: 'button', className: 'figure-button', textContent: 'Interactive' });
    button.addEventListener('click', () => (frame.dataset.state === 'interactive' ? deactivate(frame) : activate(frame)));
    frame.append(button);
    let soon;
    frame.addEventListener('pointerenter', event => {
      if (event.pointerType === 'mouse' && !frame.dataset.left) soon = setTimeout(() => activate(frame), 250);
    });
    frame.addEventListener('pointerleave', () => clearTimeout(soon));
    // Who went back to the picture wants the picture.
    button.addEventListener('click', () => { clearTimeout(soon); frame.dataset.left = 'true'; });
  }
  addEventListener('resize', () => {
    for (const frame of document.querySelectorAll('figure[data-state=interactive]')) {
      const plot = frame.querySelector('.plot');
      const width = frame.clientWidth;
      if (Math.abs(plot.clientWidth - width) > 4) window.Plotly.relayout(plot, { width });
    }
  });

  // Search over the whole course, without a server: the index is a script that is loaded at the first search.
  const openers = document.querySelectorAll('.search-open');
  let dialog, input, results, status, search;

  const words = text => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(word => word.length > 0);

  const excerpt = (text, terms) => {
    const plain = text.replace(/\\[a-zA-Z]+|[{}$\\]/g, ' ').replace(/\s+/g, ' ');
    const lower = plain.toLowerCase();
    const at = Math.max(0, Math.min(...terms.map(term => lower.indexOf(term)).filter(index => index >= 0).concat(plain.length)));
    const start = at === plain.length ? 0 : Math.max(0, at - 50);
    const piece = plain.slice(start, start + 170);
    const pattern = terms.length > 0 ? new RegExp(`(${terms.map(term => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'giu') : null;
    const line = make('span', { className: 'excerpt' }, start > 0 ? '… ' : '');
    for (const [index, part] of (pattern ? piece.split(pattern) : [piece]).entries()) line.append(index % 2 === 1 ? make('mark', {}, part) : part);
    line.append(start + 170 < plain.length ? ' …' : '');
    return line;
  };

  const show = () => {
    const terms = words(input.value);
    const found = terms.length === 0 || !search ? [] : search.search(input.value).slice(0, 30);
    results.replaceChildren(...found.map(({ id, terms: matched }) => {
      const entry = window.descentSearchIndex[id];
      const link = make('a', { href: toRoot + entry.page },
        make('span', { className: 'where' }, entry.title), make('strong', {}, (entry.heading || entry.title).replace(/\\([a-zA-Z]+)/g, '$1')), excerpt(entry.text, [...new Set([...terms, ...matched])]));
      link.addEventListener('click', () => dialog.close());
      return make('li', {}, link);
    }));
    status.textContent = terms.length === 0 ? 'Words, names of functions, symbols: everything on the pages of the course.'
      : found.length === 0 ? 'Nothing found.' : found.length === 1 ? '1 place' : found.length === 30 ? 'The first 30 places' : `${found.length} places`;
  };

  const openSearch = async () => {
    if (!dialog) {
      input = make('input', { type: 'search', placeholder: 'Search the course', autocomplete: 'off', spellcheck: false });
      input.setAttribute('aria-label', 'Search the course');
      results = make('ol', { className: 'results' });
      status = make('p', { className: 'status' });
      status.setAttribute('role', 'status');
      const close = make('button', { type: 'button', className: 'close', textContent: 'Close' });
      dialog = make('dialog', { className: 'search' }, make('div', { className: 'field' }, input, close), status, results);
      dialog.setAttribute('aria-label', 'Search');
      close.addEventListener('click', () => dialog.close());
      dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
      input.addEventListener('input', show);
      dialog.addEventListener('keydown', event => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
        const stops = [input, ...results.querySelectorAll('a')];
        const next = stops[stops.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1)];
        if (next) { next.focus(); event.preventDefault(); }
      });
      input.addEventListener('keydown', event => { if (event.key === 'Enter') results.querySelector('a')?.click(); });
      document.body.append(dialog);
    }
    if (!dialog.open) dialog.showModal();
    input.select();
    try {
      await Promise.all([load(`${toRoot}assets/minisearch/minisearch.js`), load(`${toRoot}assets/search-index.js`)]);
      if (!search) {
        search = new window.MiniSearch({
          fields: ['title', 'heading', 'text'],
          tokenize: words,
          searchOptions: { boost: { heading: 4, title: 2 }, prefix: true, combineWith: 'AND', fuzzy: term => (term.length > 4 ? 0.2 : false) },
        });
        search.addAll(window.descentSearchIndex);
      }
      show();
    } catch (error) {
      status.textContent = `The search cannot start: ${error.message}`;
    }
  };
  for (const opener of openers) {
    opener.hidden = false;
    opener.addEventListener('click', openSearch);
  }
  addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      openSearch();
    }
  });
})();
