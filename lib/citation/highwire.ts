import { wholeName, type CslItem } from './item.ts';

/** A meta tag: its name and its content. */
export type MetaTag = readonly [name: string, content: string];

/** 2026/11/30: the form of a date that Google Scholar asks for. */
const slashed = ({ issued }: CslItem) =>
  issued['date-parts'][0].map((part, n) => (n === 0 ? String(part) : String(part).padStart(2, '0'))).join('/');

/** A work that the page refers to, in the one tag that there is for it: its parts, with semicolons between. */
function reference(work: CslItem): string {
  const [first, last] = (work.page ?? '').split('-');
  const parts: [string, string | undefined][] = [
    ['citation_title', work.title],
    ...work.author.map((name): [string, string] => ['citation_author', wholeName(name)]),
    ['citation_publication_date', slashed(work)],
    ['citation_conference_title', work['container-title']],
    ['citation_volume', work.volume],
    ['citation_firstpage', first],
    ['citation_lastpage', last],
    ['citation_doi', work.DOI],
  ];
  return parts
    .filter(([, content]) => content !== undefined && content !== '')
    .map(([name, content]) => `${name}=${content}`)
    .join('; ');
}

/**
 * What a page says of itself to Google Scholar and to reference managers, in the tags of Highwire Press ("Inclusion Guidelines
 * for Webmasters", Indexing Guidelines): title, every author, date, and the works that it refers to. They are there without
 * a DOI as well.
 */
export function highwireTags(item: CslItem, references: readonly CslItem[]): MetaTag[] {
  return [
    ['citation_title', item.title],
    ...item.author.map((name): MetaTag => ['citation_author', wholeName(name)]),
    ['citation_publication_date', slashed(item)],
    ...(item.DOI === undefined ? [] : [['citation_doi', item.DOI] as const]),
    ...(item.URL === undefined ? [] : [['citation_public_url', item.URL] as const]),
    ['citation_language', 'en'],
    ...references.map((work): MetaTag => ['citation_reference', reference(work)]),
  ];
}
