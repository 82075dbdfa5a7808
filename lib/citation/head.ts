import type { CslItem } from './item.ts';
import { highwireTags } from './highwire.ts';
import type { JsonLd } from './json-ld.ts';
import type { TypedLink } from './signposting.ts';

/** What a page says to machines of what it shows. */
export interface CitationHead {
  /** What the page is of; null for a page that is not cited itself. */
  readonly item: CslItem | null;
  /** What it refers to. */
  readonly references: readonly CslItem[];
  readonly links: readonly TypedLink[];
  readonly jsonLd: JsonLd;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const attribute = (text: string) => text.replaceAll(/[&<>"]/g, (character) => escapes[character]!);

/** A data block: nothing that runs, so the content policy need not know it; no text in it can end it. */
const dataBlock = (data: JsonLd) =>
  `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', String.raw`\u003c`)}</script>`;

/**
 * The elements of a page's head that let it be cited: tags for Google Scholar, typed links, JSON-LD. HTML in which all that is
 * given is text.
 */
export function citationHead({ item, references, links, jsonLd }: CitationHead): string {
  const tags = item === null ? [] : highwireTags(item, references);
  return [
    ...tags.map(([name, content]) => `<meta name="${name}" content="${attribute(content)}">`),
    ...links.map(
      ({ rel, href, type }) =>
        `<link rel="${rel}" href="${attribute(href)}"${type === undefined ? '' : ` type="${type}"`}>`,
    ),
    dataBlock(jsonLd),
  ].join('\n');
}
