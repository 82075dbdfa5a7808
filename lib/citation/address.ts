import type { FigureId } from '../figures/index.ts';
import type { CitationFormat } from './formats.ts';

/** A figure in a state: what is looked at, and what is cited. */
export interface FigureState {
  readonly figure: FigureId;
  /** The release that its runs are of; null if that is to be found, or there is none. */
  readonly release: string | null;
  /** The query of the state. */
  readonly query: string;
}

const withQuery = (path: string, query: string) => (query === '' ? path : `${path}?${query}`);

/** The page of a figure: with a release in its name it shows that release for ever, and is the address to cite. */
export const figurePage = ({ figure, release, query }: FigureState) =>
  withQuery(`/figures/${figure}${release === null ? '' : `@${release}`}`, query);

/** Address of a figure's citation. */
export const figureCitation = ({ figure, release, query }: FigureState, format: CitationFormat) =>
  withQuery(`${figurePage({ figure, release, query: '' })}/cite.${format}`, query);

/** The landing page of a release's data. */
export const releasePage = (release: string) => `/data/${release}`;

/** Address of a release's citation. */
export const releaseCitation = (release: string, format: CitationFormat) => `${releasePage(release)}/cite.${format}`;

/**
 * Stands for this site's host where the host is not known: in a page that is built once and served by any. No host has this
 * name (RFC 2606); the Worker puts the real one in its place.
 */
export const placeholderOrigin = 'https://host.invalid';
