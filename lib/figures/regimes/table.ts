import { spread } from '../../experiments/statistics.ts';
import { dimensionless } from '../../theory/index.ts';
import { verdictOf, type Verdict } from '../breakdown/table.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import { someRows, type FigureSource } from '../source.ts';
import type { RegimesState } from './definition.ts';

export interface RegimesRun {
  readonly id: string;
  readonly gain: number;
  readonly seed: number;
  readonly verdict: Verdict;
  readonly h0: number | null;
  readonly hFinal: number | null;
  /** At the fitted rates, where the fit is meaningful: the closed form's h(inf), and its parts. */
  readonly hTheory: number | null;
  readonly aLow: number | null;
  readonly aHigh: number | null;
  readonly r2: number | null;
  readonly engine: string;
  readonly engineVersion: string;
}

export interface RegimesTable {
  readonly state: RegimesState;
  readonly release: string;
  readonly gains: readonly number[];
  /** By gain, then by seed. */
  readonly runs: readonly RegimesRun[];
}

const columns = [
  ...(['id', 'gain', 'seed', 'status', 'physical', 'endpointRatio', 'r2', 'engine', 'engineVersion'] as const),
  ...(['h0', 'y0', 'w0', 'hFinal', 'hTheory', 'etaH', 'etaY', 'dx2', 'dy2'] as const),
] as const;

/** @throws DataUnavailable if the source's release has no scan of this network. */
export async function loadRegimes(state: RegimesState, source: FigureSource): Promise<RegimesTable> {
  const { activation, depth, width, centre } = state;
  const where = {
    ...{ experiment: 'two-points', sweep: 'breakdown', activation },
    ...{ depth: Number(depth), width: Number(width), centre: Number(centre) },
  } as const;
  const rows = await someRows(source, { where, columns }, 'The regimes');
  const runs = rows.map((row): RegimesRun => {
    const { id, gain, seed, r2, h0, y0, w0, hFinal, hTheory, engine, engineVersion } = row;
    const verdict = verdictOf(row);
    const head = { id, gain, seed, verdict, h0, hFinal, r2, engine, engineVersion };
    // Of a fit that is not meaningful, or of a run that has not ended, the closed form means nothing.
    if (verdict !== 'holds') return { ...head, hTheory: null, aLow: null, aHigh: null };
    const rates = { etaH: row.etaH!, etaY: row.etaY! };
    const pair = { dx2: row.dx2!, dy2: row.dy2! };
    const { heightUnit, richness } = dimensionless({ h: h0!, y: y0!, w: w0! }, rates, pair);
    return { ...head, hTheory, aLow: heightUnit, aHigh: richness * heightUnit };
  });
  return {
    state,
    release: await source.release(),
    gains: [...new Set(runs.map(({ gain }) => gain))].sort((a, b) => a - b),
    runs: runs.sort((a, b) => a.gain - b.gain || a.seed - b.seed),
  };
}

/** The middle of a number over the seeds of each gain that have it. */
export function middleOf(
  { gains, runs }: RegimesTable,
  name: 'hFinal' | 'hTheory' | 'aLow' | 'aHigh' | 'r2',
): { gain: number; value: number }[] {
  return gains.flatMap((gain) => {
    const values = runs.flatMap((run) => (run.gain === gain && run[name] !== null ? [run[name]] : []));
    return values.length > 0 ? [{ gain, value: spread(values).median }] : [];
  });
}

export const regimesColumns: readonly FigureColumn[] = [
  { name: 'gain', description: 'gain of the initial weights' },
  { name: 'seed', description: 'seed of the initial weights' },
  {
    name: 'verdict',
    description: 'holds: the fit is meaningful; else poor, shrinks, unfinished or diverged, as in the figure breakdown',
  },
  { name: 'h0', description: 'h before the first update' },
  { name: 'hFinal', description: 'last observed h' },
  {
    name: 'hTheory',
    description: 'h(inf) by the closed form at the fitted rates; null where the fit is not meaningful',
  },
  { name: 'aLow', description: 'sqrt((etaH/etaY) dx2 dy2), what the targets alone make of h; null likewise' },
  { name: 'aHigh', description: 'h0 - (etaH/etaY) dx2 y0/h0, what the start alone makes of h; null likewise' },
  { name: 'r2', description: 'R² of the fit over h, y and w; null where nothing could be fitted' },
  { name: 'run', description: 'id of the run' },
];

/** One row for each run. */
export function regimesRows({ runs }: RegimesTable): FigureRow[] {
  return runs.map(({ id, gain, seed, verdict, h0, hFinal, hTheory, aLow, aHigh, r2 }) => {
    return { gain, seed, verdict, h0, hFinal, hTheory, aLow, aHigh, r2, run: id };
  });
}
