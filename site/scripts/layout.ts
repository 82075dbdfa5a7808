/**
 * Lays out the sections that site/styles/page.css leaves for later, one by one while nothing else is to be done: a link or an
 * address that leads into a page of guessed heights would miss. Whoever follows one before has them all at once.
 */
import { bringForms } from './forms.ts';

const waiting = [...document.querySelectorAll<HTMLElement>('.sections > .section')];
/** Not every browser tells when nothing is to be done. */
const whenIdle = (work: () => void) => {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work);
  else setTimeout(work, 50);
};

function layOut(section: HTMLElement): void {
  bringForms(section);
  section.dataset.laidOut = '';
}
/**
 * Lets what a reader sees stand where it is while something above it gets its height: browsers' own scroll anchoring does not
 * see to that here.
 */
function keepingPlace(work: () => void): void {
  const seen = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  const topOf = () => seen?.getBoundingClientRect().top ?? 0;
  const before = topOf();
  work();
  const moved = topOf() - before;
  if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: 'instant' });
}
function layOutNext(): void {
  const section = waiting.shift();
  if (!section) return;
  // What is below moves nothing, and is not worth a look.
  if (section.getBoundingClientRect().top > innerHeight) layOut(section);
  else {
    keepingPlace(() => {
      layOut(section);
    });
  }
  whenIdle(layOutNext);
}
function layOutAll(): void {
  for (const section of waiting.splice(0)) layOut(section);
}

/** Whether site/styles/page.css leaves anything for later. */
const lazily = CSS.supports('content-visibility', 'auto') && document.documentElement.dataset.led === undefined;
if (lazily) {
  // Not before the reader does something: the first view has enough to do.
  for (const sign of ['scroll', 'pointerdown', 'keydown', 'focusin']) {
    addEventListener(
      sign,
      () => {
        whenIdle(layOutNext);
      },
      { once: true, passive: true },
    );
  }
  for (const section of waiting) {
    section.addEventListener('contentvisibilityautostatechange', (event) => {
      // Near the window before its turn.
      if (event.target === section && !(event as ContentVisibilityAutoStateChangeEvent).skipped) layOut(section);
    });
    // A reader may be there before this script.
    if (section.firstElementChild?.checkVisibility({ contentVisibilityAuto: true })) layOut(section);
  }
  document.addEventListener(
    'click',
    ({ target }) => {
      if (target instanceof Element && target.closest('a[href^="#"], a[data-claim]')) layOutAll();
    },
    { capture: true },
  );
  // So far that what is on the way would stop it.
  document.addEventListener(
    'keydown',
    ({ key }) => {
      if (key === 'End') layOutAll();
    },
    { capture: true },
  );
  addEventListener('beforeprint', layOutAll);
} else {
  layOutAll();
  // What has grown above the place that the address names has moved it.
  if (document.documentElement.dataset.led === '') document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
