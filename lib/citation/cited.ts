import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { figurePage, releasePage, type FigureState } from './address.ts';
import type { Explainer } from './explainer.ts';
import { licence } from './licence.ts';
import { cslDate, namesInText, type CslItem } from './item.ts';

/** A figure in a state in a release, as far as its citation names it. */
export interface CitedFigure extends FigureState {
  /** What the figure says, in a line. */
  readonly title: string;
  /** The state in words; empty for the default one. */
  readonly words: string;
  /** Day of the release; null for a state of no release: one that is trained when it is asked for. */
  readonly date: string | null;
}

/** A release, as far as its citation names it: a part of its manifest. */
export interface CitedRelease {
  readonly release: string;
  readonly title: string;
  readonly date: string;
  readonly runs: number;
}

/** Key of an entry: letters, digits and underscores, which no program takes offence at. */
const key = (...parts: readonly (string | null)[]) =>
  ['representations-align', ...parts]
    .filter((part) => part !== null)
    .join('_')
    .replaceAll(/\W/g, '_');

/** Tells the states of a figure apart in a key, where a query cannot stand. */
const stateKey = (query: string) => bytesToHex(sha256(utf8ToBytes(query))).slice(0, 8);

/** What every citation of ours says besides its own: the makers, the version, the language, the licence. */
const common = ({ authors, version }: Explainer) => ({
  author: authors,
  version,
  language: 'en',
  license: licence.id,
});

const explains = ({ paper }: Explainer) =>
  `Explains ${namesInText(paper)} (${String(paper.issued['date-parts'][0][0])}).`;

/**
 * The explainer itself, with the release that it shows.
 * @param origin of the site, as https://example.org; null in a page that any host may serve.
 */
export function explainerItem(explainer: Explainer, release: string, origin: string | null): CslItem {
  return {
    id: key(explainer.version),
    type: 'software',
    title: explainer.title,
    ...common(explainer),
    issued: cslDate(explainer.date),
    note: `Version ${explainer.version}, data release ${release}. ${explains(explainer)}`,
    ...(explainer.doi !== undefined && { DOI: explainer.doi }),
    ...(origin !== null && { URL: `${origin}/` }),
  };
}

/**
 * A figure in a state. Its title says which figure, which state and which release, because most styles print nothing else of it.
 * One state in one release has one key and one address.
 */
export function figureItem(cited: CitedFigure, explainer: Explainer, origin: string): CslItem {
  const { figure, release, query, title, words, date } = cited;
  const shown = `figure ${figure}, ${words === '' ? 'default state' : words}`;
  const from = release === null ? `state of no release, ${query}` : `data release ${release}`;
  return {
    id: key(figure, release, words === '' ? null : stateKey(query)),
    type: 'figure',
    title: `${title} (${shown}; ${from})`,
    'container-title': explainer.title,
    ...common(explainer),
    issued: cslDate(date ?? explainer.date),
    note: `Figure ${figure} of ${explainer.title}, version ${explainer.version}; ${from}; state ${query}. ${explains(explainer)}`,
    URL: origin + figurePage(cited),
  };
}

/** The data of a release. */
export function releaseItem(cited: CitedRelease, explainer: Explainer, origin: string): CslItem {
  const { release, title, date, runs } = cited;
  return {
    id: key('data', release),
    type: 'dataset',
    title: `${explainer.title}: data. ${title}`,
    ...common(explainer),
    version: release,
    issued: cslDate(date),
    note: `${runs} runs of neural networks. ${explains(explainer)}`,
    URL: origin + releasePage(release),
  };
}
