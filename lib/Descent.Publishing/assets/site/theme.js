// Before the page is drawn: light or dark, as the reader chose last; without a choice, as the system says.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; then the choice is not kept.
}
