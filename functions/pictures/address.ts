import { figureIds, figures, isFigureId } from '../../lib/figures/index.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import { fileAddress, type FigureName, type FileName } from '../../lib/figures/files/address.ts';
import { formats, type Format } from '../../lib/figures/files/formats.ts';
import type { RunRow } from '../../lib/results/run-row.ts';
import { Problem } from '../problems/problem.ts';
import { pictureKernel } from './kernel.ts';

/** The last part of a figure's address, as Hono's router matches it. */
export const picturePattern = String.raw`[^/]+\.(?:${formats.join('|')})`;

/** Reads `two-points` or `two-points@0123456789ab`. @throws Problem if there is no such figure. */
export function readFigureName(text: string): FigureName {
  const match = /^([^@.]+)(?:@([^@.]+))?$/.exec(text);
  const figure = match?.[1];
  if (!figure || !isFigureId(figure)) {
    const detail = `There is no figure ${text}; there are ${figureIds.join(', ')}, as ${formats.join(', ')}.`;
    throw new Problem('not-found', detail, { links: { figures: '/api/v1/figures' } });
  }
  return { figure, release: match[2] ?? null };
}

/** Reads `two-points.svg` or `two-points@0123456789ab.svg`, which match `picturePattern`. @throws Problem as `readFigureName`. */
export function readFileName(text: string): FileName {
  const at = text.lastIndexOf('.');
  return { ...readFigureName(text.slice(0, at)), format: text.slice(at + 1) as Format };
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
