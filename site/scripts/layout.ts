/**
 * Lays out the sections that site/styles/page.css leaves for later, one by one while nothing else is to be done: a link or an
 * address that leads into a page of guessed heights would miss. Whoever follows one before has them all at once.
 */
const waiting = [...document.querySelectorAll<HTMLElement>('.sections > .section')];
/** Not every browser tells when nothing is to be done. */
const whenIdle = (work: () => void) => {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work);
  else setTimeout(work, 50);
};

function layOutNext(): void {
  const section = waiting.shift();
  if (!section) return;
  section.dataset.laidOut = '';
  whenIdle(layOutNext);
}
// Not before the reader does something: the first view has enough to do.
for (const sign of ['scroll', 'pointerdown', 'keydown']) {
  addEventListener(
    sign,
    () => {
      whenIdle(layOutNext);
    },
    { once: true, passive: true },
  );
}
document.addEventListener(
  'click',
  ({ target }) => {
    if (!(target instanceof Element) || !target.closest('a[href^="#"], a[data-claim]')) return;
    for (const section of waiting.splice(0)) section.dataset.laidOut = '';
  },
  { capture: true },
);
