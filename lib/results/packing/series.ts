import type { RunSeries, SeriesData } from '../../experiments/run-record.ts';
import type { Columns } from '../tables.ts';
import { column, pick, type Packing } from './packing.ts';

/** Curves at the kept steps, as a table has them. */
export function packSeries({ step, h, y, w, loss }: RunSeries, kept: readonly number[]): Columns {
  return { step: pick(step, kept), h: pick(h, kept), y: pick(y, kept), w: pick(w, kept), loss: pick(loss, kept) };
}

export function unpackSeries(trajectories: Columns | undefined): RunSeries {
  const [step, h, y, w, loss] = ['step', 'h', 'y', 'w', 'loss'].map((name) => column(trajectories, name));
  return { step: step!, h: h!, y: y!, w: w!, loss: loss! };
}

/** Runs of which curves are seen and nothing else: two-points and rich-structure. */
export const seriesPacking: Packing<unknown, SeriesData, unknown> = {
  pack: ({ series }, _, kept) => ({ trajectories: packSeries(series, kept) }),
  unpack: ({ trajectories }) => ({ series: unpackSeries(trajectories) }),
};
