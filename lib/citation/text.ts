import { placeholderOrigin } from './address.ts';
import { figureItem, releaseItem } from './cited.ts';
import type { Explainer } from './explainer.ts';
import type { CslItem } from './item.ts';

/** What of a text differs from item to item of a kind, as it stands where it is to be filled in. */
const holes = {
  title: 'TITLE-OF-IT',
  version: 'VERSION-OF-IT',
  year: '9999',
  URL: `${placeholderOrigin}/address-of-it`,
} as const;

/** Kinds of items that are cited by request. */
type Kind = 'dataset' | 'figure' | 'paper-conference';

/** The citation of each kind as text, with holes for what differs. */
export type CitationTexts = Readonly<Record<Kind, string>>;

/** Makes the texts by a processor of styles. */
export function citationTexts(explainer: Explainer, format: (item: CslItem) => string): CitationTexts {
  const withHoles = (item: CslItem) => {
    const issued = { 'date-parts': [[Number(holes.year)]] } as const;
    return format({ ...item, title: holes.title, version: holes.version, issued, URL: holes.URL });
  };
  const nothing = { title: '', query: '', words: '', release: '', date: '2000-01-01' };
  return {
    figure: withHoles(figureItem({ ...nothing, figure: 'two-points' }, explainer, '')),
    dataset: withHoles(releaseItem({ ...nothing, runs: 0 }, explainer, '')),
    'paper-conference': format(explainer.paper),
  };
}

/** Items as text, a line each. @throws TypeError if there is no text for an item's kind. */
export function writeText(items: readonly CslItem[], texts: CitationTexts): string {
  const lines = items.map(({ type, title, version = '', issued, URL = '' }) => {
    if (type === 'software') throw new TypeError('The explainer is cited by the build alone.');
    const year = String(issued['date-parts'][0][0]);
    // What is filled in is not searched again: it may hold anything.
    const values = new Map<string, string>([
      [holes.title, title],
      [holes.version, version],
      [holes.year, year],
      [holes.URL, URL],
    ]);
    return texts[type].replaceAll(new RegExp([...values.keys()].join('|'), 'g'), (hole) => values.get(hole)!);
  });
  return `${lines.join('\n')}\n`;
}
