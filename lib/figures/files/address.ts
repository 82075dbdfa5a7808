import type { FigureId } from '../index.ts';
import type { Format } from './formats.ts';

/** What the path of a figure's file says: which figure, of which release (null: the latest), as what. */
export interface FileName {
  readonly figure: FigureId;
  readonly release: string | null;
  readonly format: Format;
}

/** Address of a figure's file in a release, or in the latest one if that is null. */
export function fileAddress({ figure, release, format }: FileName, query: string): string {
  return `/figures/${figure}${release === null ? '' : `@${release}`}.${format}${query && `?${query}`}`;
}

/** A figure, and the release whose data it is to have; null: the latest. */
export type FigureName = Omit<FileName, 'format'>;

/** Address of a figure for the pages of others. */
export function embedAddress({ figure, release }: FigureName, query: string): string {
  return `/embed/${figure}${release === null ? '' : `@${release}`}${query && `?${query}`}`;
}

/** Address of a figure's own page, which shows the latest release. */
export const pageAddress = (figure: FigureId, query: string): string => `/figures/${figure}${query && `?${query}`}`;

/**
 * Where the build leaves the file of a figure's default state of a release: one for each theme of a picture. What the Worker
 * would answer, so that it need not draw.
 */
export function builtAddress({ figure, release, format }: FileName, theme: string): string {
  const isPicture = format === 'svg' || format === 'png';
  return `/built/${release}/${figure}${isPicture ? `.${theme}` : ''}.${format}`;
}

/**
 * Where the build leaves a run that is of no release and too large for the Worker to train: a `ComparedRun` as JSON. The
 * default states of some figures are of such runs.
 */
export const builtRunAddress = (id: string): string => `/built/runs/${id}.json`;
