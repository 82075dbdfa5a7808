/*
 * Before first paint: whether the address leads to a place in the page, and later whether the reader has left for another;
 * whether our fonts have been kept for the reader; and the theme of their own, if they chose one.
 */
if (location.hash) {
  const { dataset } = document.documentElement;
  dataset.led = '';
  for (const sign of ['wheel', 'touchmove', 'pointerdown', 'keydown']) {
    addEventListener(sign, () => (dataset.led = 'away'), { once: true, passive: true });
  }
}
if (navigator.serviceWorker?.controller) document.documentElement.dataset.fonts = 'kept';
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  /* Storage is off: the system's theme holds. */
}
