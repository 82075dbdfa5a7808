/** Puts the forms of a part of the page, which site/build/later-forms.ts has put aside, where they belong. */
export function bringForms(part: ParentNode): void {
  for (const place of part.querySelectorAll('noscript[data-form]')) {
    place.insertAdjacentHTML('beforebegin', place.textContent.replaceAll(/<!--(\/?noscript)-->/g, '<$1>'));
    place.remove();
  }
}
