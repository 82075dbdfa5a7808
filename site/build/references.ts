import { readFileSync } from 'node:fs';
import { Cite, type CSL } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';

const file = 'content/references.bib';

/** A work of content/references.bib. */
export interface Reference {
  readonly key: string;
  /** Anchor of its entry in the list; never renamed. */
  readonly anchor: string;
  /** "van Rossem &amp; Saxe, 2024", as HTML. */
  readonly label: string;
  /** The full entry, with its addresses as links. */
  readonly html: string;
}

const linked = (html: string) =>
  html.replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url.replace(/^https?:\/\//, '')}</a>`);

/** How a text names a work: by its first author, or by both if there are two, and the year. */
function labelOf({ author = [], issued }: CSL): string {
  const names = author.map((name) => [name['non-dropping-particle'], name.family].filter(Boolean).join(' '));
  const [first = '', second] = names;
  const who = names.length > 2 ? `${first} et al.` : second ? `${first} &amp; ${second}` : first;
  return `${who}, ${String(issued?.['date-parts']?.[0]?.[0])}`;
}

function readReferences(): readonly Reference[] {
  const works = new Cite(readFileSync(file, 'utf8'));
  const formatted = works.format('bibliography', {
    template: 'apa',
    lang: 'en-US',
    format: 'html',
    asEntryArray: true,
  });
  const html = new Map(formatted);
  return works.data.map((work) => {
    const key = String(work.id);
    const entry = html
      .get(key)!
      .replace(/<\/?div[^>]*>/g, '')
      .trim();
    return { key, anchor: `ref-${key}`, label: labelOf(work), html: linked(entry) };
  });
}

let references: readonly Reference[] | undefined;

/** All works by their labels, which begin with the first author's name. */
export function allReferences(): readonly Reference[] {
  references ??= readReferences().toSorted((a, b) => a.label.localeCompare(b.label));
  return references;
}

/** @throws Error if content/references.bib has no such work. */
export function reference(key: string): Reference {
  const found = allReferences().find((work) => work.key === key);
  if (found) return found;
  throw new Error(
    `${file} has no ${key}. It has: ${allReferences()
      .map((work) => work.key)
      .join(', ')}.`,
  );
}
