import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import type { CitationFormat } from './formats.ts';
import type { CslItem } from './item.ts';

/** The fields of one record by their tags, of which some stand many times. */
type RisRecord = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** The plugins' outputs, whose types the package does not know. */
const format = plugins.output.format as (name: string, items: unknown, options: object) => unknown;

/** A text in the letters that TeX sets without further packages: ½ as 1/2, ² as 2. */
const plain = (text: string) => text.normalize('NFKC').replaceAll('\u2044', '/');

/** BibTeX has no days, its keys are ours. */
function bibtex(items: readonly CslItem[]): string {
  const known = items.map((item) => ({
    ...item,
    title: plain(item.title),
    'citation-key': item.id,
    issued: { 'date-parts': [[item.issued['date-parts'][0][0]]] },
  }));
  return (format('bibtex', known, {}) as string).replaceAll('\t', '  ');
}

/**
 * RIS (https://en.wikipedia.org/wiki/RIS_(file_format)), a field in a line however long: the plugin would break words and
 * addresses after 70 characters, and readers put a space where a line was broken. Without its `ID`, which it cuts short.
 */
function ris(items: readonly CslItem[]): string {
  const records = format('ris', items, { format: 'object' }) as RisRecord[];
  return records
    .map(({ TY, ...fields }) => {
      const own = Object.entries(fields).filter(([tag]) => tag !== 'ID');
      const lines = own.flatMap(([tag, value]) => [value].flat().map((one) => `${tag}  - ${one}`));
      return [`TY  - ${String(TY)}`, ...lines, 'ER  - ', ''].join('\r\n');
    })
    .join('');
}

/**
 * Items as a file of that format, in the order given. Loads citation-js: import this module only when it is needed. For text see
 * `writeText`.
 */
export function writeCitation(items: readonly CslItem[], as: Exclude<CitationFormat, 'txt'>): string {
  if (as === 'json') return `${JSON.stringify(items, null, 2)}\n`;
  const own = structuredClone(items);
  return as === 'bib' ? bibtex(own) : ris(own);
}
