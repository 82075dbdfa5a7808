/**
 * Numbers in the text that are links to what proves them: the figure is set to that state where it stands, without a new page,
 * and the way back is the browser's.
 */
document.addEventListener('click', (event) => {
  const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
  if (!(target instanceof Element) || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return;
  const link = target.closest<HTMLAnchorElement>('a[data-claim]');
  const figure = link && document.getElementById(link.hash.slice(1));
  if (!figure) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  // Whoever reads by keyboard or ear goes on at the figure.
  figure.tabIndex = -1;
  figure.focus({ preventScroll: true });
  figure.scrollIntoView({ block: 'start' });
  // Figures that are not live yet read the address when they are.
  dispatchEvent(new Event('figureaddress'));
});
