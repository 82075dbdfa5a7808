/* Before first paint: the reader's own choice of theme, if they made one. */
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  /* Storage is off: the system's theme holds. */
}
