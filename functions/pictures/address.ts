import { figureIds, figures, isFigureId, type FigureId } from '../../lib/figures/index.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import type { RunRow } from '../../lib/results/run-row.ts';
import { withQuery } from '../links.ts';
import { Problem } from '../problems/problem.ts';
import { formats, type Format } from './formats.ts';
import { pictureKernel } from './kernel.ts';

/** What the last part of a figure's address says: which figure, of which release (null: the latest), as what. */
export interface PictureName {
  readonly figure: FigureId;
  readonly release: string | null;
  readonly format: Format;
}

/** The last part of a figure's address, as Hono's router matches it. */
export const picturePattern = String.raw`[^/]+\.(?:svg|png|csv|json)`;

/** Reads `two-points.svg` or `two-points@0123456789ab.svg`. @throws Problem if there is no such figure. */
export function readPictureName(text: string): PictureName {
  const match = /^([^@.]+)(?:@([^@.]+))?\.(svg|png|csv|json)$/.exec(text);
  const figure = match?.[1];
  if (!figure || !isFigureId(figure)) {
    const detail = `There is no figure ${text}; there are ${figureIds.join(', ')}, as ${formats.join(', ')}.`;
    throw new Problem('not-found', detail, { links: { figures: '/api/v1/figures' } });
  }
  return { figure, release: match[2] ?? null, format: match[3] as Format };
}

/** Address of a figure's file in a release, or in the latest one if that is null. */
export function pictureAddress({ figure, release, format }: PictureName, query: string): string {
  return withQuery(`/figures/${figure}${release === null ? '' : `@${release}`}.${format}`, query);
}

/** Address of the figure of a run in a release, or null if no figure's address can name the run: one of another engine. */
export function figureAddressOf(row: RunRow, release: string): string | null {
  const { id, version } = pictureKernel;
  if (row.engine !== id || row.engineVersion !== version || row.experiment !== 'two-points') return null;
  const figure = figures['two-points'];
  const state = Object.fromEntries(Object.keys(figure.shape).map((name) => [name, row[name as keyof RunRow]]));
  const query = stateQuery(figure, figure.state.parse(state));
  return pictureAddress({ figure: 'two-points', release, format: 'svg' }, query);
}
