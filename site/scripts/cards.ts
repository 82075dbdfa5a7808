/**
 * Definition cards: what a symbol, a term or a citation means, shown at its place on hover, on focus, by tap and by Enter.
 * The words are those of the glossary and of the references at the end of the page, to which the same links lead without
 * script. Esc closes; Enter moves into the card, Tab out of it goes back.
 */
const triggers = 'a.symbol, a.term, a.cite, .sym';
/** Milliseconds that a pointer rests before a card opens, and that it may be away before the card closes. */
const patience = { open: 120, close: 220 };

const card = document.createElement('div');
card.className = 'card';
card.id = 'card';
card.popover = 'manual';
card.tabIndex = -1;
card.setAttribute('role', 'dialog');

let shown: HTMLElement | undefined;
/** Opened on purpose: stays when pointer or focus leave. */
let pinned = false;
/** While the focus is being given back, which is no wish for a card. */
let leaving = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The entries that explain what the pointer or the focus is on. */
function entriesOf(trigger: HTMLElement): HTMLElement[] {
  const ids =
    trigger instanceof HTMLAnchorElement
      ? [trigger.hash.slice(1)]
      : trigger.matches('.formula')
        ? (trigger.dataset.symbols ?? '').split(' ').map((id) => `symbol-${id}`)
        : [...trigger.classList].filter((name) => name.startsWith('sym-')).map((name) => `symbol-${name.slice(4)}`);
  return ids.map((id) => document.getElementById(id)).filter((entry) => entry !== null);
}

const copies = (nodes: Iterable<Node>) => [...nodes].map((node) => node.cloneNode(true));

function paragraph(className: string, ...content: (Node | string)[]): HTMLElement {
  const element = document.createElement('p');
  element.className = className;
  element.append(...content);
  return element;
}

function fill(entries: readonly HTMLElement[]): void {
  const parts = entries.flatMap((entry) => {
    const title = entry.querySelector('dt');
    const text = entry.querySelector('dd');
    if (!title || !text) return [paragraph('card-text', ...copies(entry.childNodes))];
    return [paragraph('card-title', ...copies(title.childNodes)), ...copies(text.childNodes)];
  });
  const more = document.createElement('a');
  const [first] = entries;
  more.href = `#${first!.id}`;
  more.textContent = first!.matches('li') ? 'In the references' : 'In the glossary';
  more.addEventListener('click', close);
  card.replaceChildren(...parts, paragraph('card-more', more));
  card.setAttribute('aria-label', first!.querySelector('.glossary-name')?.textContent ?? 'Reference');
}

function open(trigger: HTMLElement, pin = false): void {
  clearTimeout(timer);
  if (shown !== trigger) {
    const entries = entriesOf(trigger);
    if (entries.length === 0) return;
    close();
    fill(entries);
    shown = trigger;
    trigger.style.setProperty('anchor-name', '--card');
    trigger.setAttribute('aria-describedby', card.id);
    card.showPopover();
  }
  pinned ||= pin;
}

function close(): void {
  clearTimeout(timer);
  if (!shown) return;
  shown.style.removeProperty('anchor-name');
  shown.removeAttribute('aria-describedby');
  shown = undefined;
  pinned = false;
  card.hidePopover();
}

function closeSoon(): void {
  clearTimeout(timer);
  if (!pinned) timer = setTimeout(close, patience.close);
}

/** Closes and gives the focus back to what the card explains, if the card had it. */
function leave(): void {
  const back = card.contains(document.activeElement) ? shown : undefined;
  leaving = true;
  close();
  back?.focus();
  leaving = false;
}

const triggerAt = (target: EventTarget | null) =>
  target instanceof Element && !card.contains(target) ? target.closest<HTMLElement>(triggers) : null;

function listen(): void {
  document.addEventListener('pointerover', ({ target, pointerType }) => {
    if (pointerType === 'touch') return;
    const trigger = triggerAt(target);
    if (target instanceof Node && card.contains(target)) clearTimeout(timer);
    else if (trigger) {
      clearTimeout(timer);
      if (trigger !== shown && !pinned) timer = setTimeout(open, patience.open, trigger);
    } else if (shown) closeSoon();
    else clearTimeout(timer);
  });
  document.addEventListener('focusin', ({ target }) => {
    const trigger = triggerAt(target);
    if (!leaving && trigger?.matches(':focus-visible')) open(trigger);
  });
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    const inside = relatedTarget instanceof Node && card.contains(relatedTarget);
    if (target === shown && !inside && !pinned) close();
  });
  document.addEventListener('click', (event) => {
    const trigger = triggerAt(event.target);
    if (trigger && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(trigger, true);
      // A click without a place is the Enter key.
      if (event.detail === 0) card.focus();
    } else if (!(event.target instanceof Node && card.contains(event.target))) close();
  });
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (key === 'Escape' && shown) {
      event.preventDefault();
      leave();
    } else if (key === 'Enter' && target instanceof HTMLElement && target.matches('.formula[data-symbols]')) {
      open(target, true);
      if (shown === target) card.focus();
    } else if (key === 'Tab' && target instanceof Node && card.contains(target)) {
      const stops = [card, ...card.querySelectorAll<HTMLElement>('a[href]:not([tabindex="-1"])')];
      const next = stops[stops.indexOf(target as HTMLElement) + (event.shiftKey ? -1 : 1)];
      event.preventDefault();
      if (next) next.focus();
      else leave();
    }
  });
}

// Without popovers the links lead to the entries, as they do without script.
if ('popover' in HTMLElement.prototype) {
  document.body.append(card);
  listen();
}
