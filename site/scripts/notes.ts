/**
 * Notes: the mark unfolds its note where notes do not stand beside the text, and moves the focus to it; the arrow in the
 * note goes back. Without script both are links.
 */
const folded = matchMedia('(width < 62.5rem)');

function toNote(mark: HTMLAnchorElement, note: HTMLElement): void {
  if (folded.matches) mark.ariaExpanded = String(note.toggleAttribute('data-open'));
  if (folded.matches && !note.hasAttribute('data-open')) return;
  note.tabIndex = -1;
  note.focus({ preventScroll: !folded.matches });
}

function toMark(note: HTMLElement, mark: HTMLElement): void {
  if (folded.matches) {
    note.removeAttribute('data-open');
    mark.ariaExpanded = 'false';
  }
  mark.focus({ preventScroll: !folded.matches });
}

document.addEventListener('click', (event) => {
  const link =
    event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('.note-mark, .note-back') : null;
  const other = link && document.getElementById(link.hash.slice(1));
  if (!link || !other) return;
  event.preventDefault();
  const note = link.closest<HTMLElement>('.sidenote');
  if (note) toMark(note, other);
  else toNote(link, other);
});
