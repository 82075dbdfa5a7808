import { figureIds, figures, isFigureId } from '../../lib/figures/index.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import { fileAddress, type FileName } from '../../lib/figures/files/address.ts';
import { formats, type Format } from '../../lib/figures/files/formats.ts';
import type { RunRow } from '../../lib/results/run-row.ts';
import { Problem } from '../problems/problem.ts';
import { pictureKernel } from './kernel.ts';

/** The last part of a figure's address, as Hono's router matches it. */
export const picturePattern = String.raw`[^/]+\.(?:${formats.join('|')})`;

const fileName = new RegExp(String.raw`^([^@.]+)(?:@([^@.]+))?\.(${formats.join('|')})$`);

/** Reads `two-points.svg` or `two-points@0123456789ab.svg`. @throws Problem if there is no such figure. */
export function readFileName(text: string): FileName {
  const match = fileName.exec(text);
  const figure = match?.[1];
  if (!figure || !isFigureId(figure)) {
    const detail = `There is no figure ${text}; there are ${figureIds.join(', ')}, as ${formats.join(', ')}.`;
    throw new Problem('not-found', detail, { links: { figures: '/api/v1/figures' } });
  }
  return { figure, release: match[2] ?? null, format: match[3] as Format };
}

/** Address of the figure of a run in a release, or null if no figure's address can name the run: one of another engine. */
export function figureAddressOf(row: RunRow, release: string): string | null {
  const { id, version } = pictureKernel;
  if (row.engine !== id || row.engineVersion !== version || row.experiment !== 'two-points') return null;
  const figure = figures['two-points'];
  const state = Object.fromEntries(Object.keys(figure.shape).map((name) => [name, row[name as keyof RunRow]]));
  const query = stateQuery(figure, figure.state.parse(state));
  return fileAddress({ figure: 'two-points', release, format: 'svg' }, query);
}
