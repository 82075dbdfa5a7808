/**
 * Browsers look through all fields of a page that has come, for what they might fill in, and lay out every section that has one,
 * however far from the window it is. So the fields of such a section wait in a `noscript`, which is text to a browser with
 * script, until site/scripts/layout.ts comes to the section; without script they are where they are.
 */
const fields = /<(form|fieldset|select)\b[\s\S]*?<\/\1>/g;

/** A `noscript` within one would end it. */
const inner = [
  [/<noscript>/g, '<!--noscript-->'],
  [/<\/noscript>/g, '<!--/noscript-->'],
] as const;

/** Puts the forms, and the fields outside of forms, of a part of a page where they wait. */
export const laterForms = (html: string) =>
  html.replace(fields, (form) => {
    const text = inner.reduce((said, [tag, mark]) => said.replace(tag, mark), form);
    return `<noscript data-form>${text}</noscript>`;
  });
