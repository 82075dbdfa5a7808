import { twoPointsShape } from '../../experiments/two-points/parameters.ts';
import { spread } from '../../experiments/statistics.ts';
import type { RunRow } from '../../results/run-row.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import { someRows, type FigureSource } from '../source.ts';
import { stateQuery } from '../state.ts';
import { twoPoints } from '../two-points/definition.ts';
import type { BreakdownState } from './definition.ts';

/** What became of a run and of the theory's fit to it, from good to bad. */
export const verdicts = ['holds', 'poor', 'shrinks', 'unfinished', 'diverged'] as const;
export type Verdict = (typeof verdicts)[number];

export interface BreakdownRun {
  readonly id: string;
  readonly seed: number;
  readonly verdict: Verdict;
  /** Of the fit; null where there is none. */
  readonly r2: number | null;
  readonly engine: string;
  readonly engineVersion: string;
  /** The state of the figure two-points that trains this run, as an address's query. */
  readonly live: string;
}

/** One network: a gain and a depth, and its seeds. */
export interface BreakdownCell {
  readonly gain: number;
  readonly depth: number;
  readonly runs: readonly BreakdownRun[];
  /** Whether the theory describes most of the seeds. */
  readonly holds: boolean;
  /** Over the seeds whose training ended with both targets learnt; null where fewer than half did. */
  readonly r2: number | null;
  /** The seed that a cell opens: that of the middle R². */
  readonly typical: BreakdownRun;
}

export interface BreakdownTable {
  readonly state: BreakdownState;
  readonly release: string;
  readonly gains: readonly number[];
  readonly depths: readonly number[];
  readonly cells: readonly BreakdownCell[];
}

const parameters = Object.keys(twoPointsShape) as (keyof typeof twoPointsShape)[];
const columns = ['id', 'status', 'r2', 'physical', 'endpointRatio', 'engine', 'engineVersion', ...parameters] as const;
type Row = Pick<RunRow, (typeof columns)[number]>;

/**
 * A run is judged first by whether it learnt at all. `shrinks`: the end points ask for a negative rate, so that no two
 * positive ones can fit, which is what happens where h would have to shrink.
 */
export function verdictOf({
  status,
  physical,
  endpointRatio,
}: Pick<RunRow, 'status' | 'physical' | 'endpointRatio'>): Verdict {
  if (status !== 'converged') return status;
  if (physical) return 'holds';
  return endpointRatio !== null && endpointRatio < 0 ? 'shrinks' : 'poor';
}

/** @throws DataUnavailable if the source's release has no runs of the sweep with these choices. */
export async function loadBreakdown(state: BreakdownState, source: FigureSource): Promise<BreakdownTable> {
  const { activation, width, centre } = state;
  const where = {
    ...{ experiment: 'two-points', sweep: 'breakdown' },
    ...{ activation, width: Number(width), centre: Number(centre) },
  } as const;
  const rows = await someRows(source, { where, columns }, 'The map');
  const places = new Map<string, Row[]>();
  for (const row of rows) {
    const place = `${row.gain}, ${row.depth}`;
    places.set(place, [...(places.get(place) ?? []), row]);
  }
  const ordered = (name: 'gain' | 'depth') => [...new Set(rows.map((row) => row[name]))].sort((a, b) => a - b);
  return {
    state,
    release: await source.release(),
    gains: ordered('gain'),
    depths: ordered('depth'),
    cells: [...places.values()].map(cellOf).sort((a, b) => a.depth - b.depth || a.gain - b.gain),
  };
}

function cellOf(rows: readonly Row[]): BreakdownCell {
  const runs = rows
    .map((row): BreakdownRun => {
      const { id, seed, r2, engine, engineVersion } = row;
      const state = twoPoints.state.parse(Object.fromEntries(parameters.map((name) => [name, row[name]])));
      return { id, seed, verdict: verdictOf(row), r2, engine, engineVersion, live: stateQuery(twoPoints, state) };
    })
    .sort((a, b) => a.seed - b.seed);
  const learnt = runs.filter(({ verdict, r2 }) => verdict !== 'unfinished' && verdict !== 'diverged' && r2 !== null);
  const byFit = [...runs].sort((a, b) => (a.r2 ?? -Infinity) - (b.r2 ?? -Infinity));
  return {
    gain: rows[0]!.gain,
    depth: rows[0]!.depth,
    runs,
    holds: 2 * runs.filter(({ verdict }) => verdict === 'holds').length > runs.length,
    r2: 2 * learnt.length > runs.length ? spread(learnt.map(({ r2 }) => r2!)).median : null,
    typical: byFit[Math.floor((byFit.length - 1) / 2)]!,
  };
}

/** Where a run is trained live. */
export const liveAddress = ({ live }: Pick<BreakdownRun, 'live'>): string => `/figures/two-points?${live}`;

export const breakdownColumns: readonly FigureColumn[] = [
  { name: 'depth', description: 'number of hidden layers' },
  { name: 'gain', description: 'gain of the initial weights' },
  { name: 'seed', description: 'seed of the initial weights' },
  {
    name: 'verdict',
    description:
      'holds: the fit is meaningful; poor: R² below 0.8 or rates not determined; shrinks: the end points ask for a negative ' +
      'rate; unfinished: not learnt in these steps; diverged: not finite',
  },
  { name: 'r2', description: 'R² of the fit over h, y and w; null where nothing could be fitted' },
  { name: 'run', description: 'id of the run' },
  { name: 'live', description: 'address of the live figure of the run' },
];

/** One row for each run. */
export function breakdownRows({ cells }: BreakdownTable): FigureRow[] {
  return cells.flatMap(({ depth, gain, runs }) =>
    runs.map((run) => {
      const { seed, verdict, r2, id } = run;
      return { depth, gain, seed, verdict, r2, run: id, live: liveAddress(run) };
    }),
  );
}
