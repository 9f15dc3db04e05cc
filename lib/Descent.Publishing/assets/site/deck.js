// Starts a deck. Everything it needs is on the page already: it works from a file and fetches nothing.
/* global Reveal, RevealNotes */
(() => {
  'use strict';
  Reveal.initialize({
    width: 1280, height: 720, margin: 0, minScale: 0.1, maxScale: 4,
    center: false, hash: true, respondToHashChanges: true, transition: 'none', backgroundTransition: 'none',
    controls: true, controlsTutorial: false, progress: true, slideNumber: 'c/t', overview: true, help: true,
    pdfSeparateFragments: false, pdfMaxPagesPerSlide: 1,
    plugins: [RevealNotes],
  });
  Reveal.addKeyBinding({ keyCode: 68, key: 'D', description: 'Change between light and dark' }, () => {
    const dark = getComputedStyle(document.documentElement).colorScheme === 'dark';
    document.documentElement.dataset.theme = dark ? 'light' : 'dark';
    try { localStorage.setItem('theme', dark ? 'light' : 'dark'); } catch { /* then the choice is not kept */ }
  });
})();
