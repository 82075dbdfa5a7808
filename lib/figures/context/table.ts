import { spread } from '../../experiments/statistics.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import { DataUnavailable, someRows, type DetailRow, type FigureSource } from '../source.ts';
import type { ContextState } from './definition.ts';

/** One point of the data set in the hidden layer. */
export interface ContextPoint {
  /** The coordinate that is asked for: 0 the first, 1 the second. */
  readonly context: number;
  /** Position along the feature that the context asks for, and along the other, 0 to 1. */
  readonly asked: number;
  readonly ignored: number;
  /** Coordinates along the first three principal axes; 0 where the layer has fewer. */
  readonly at: readonly [number, number, number];
}

/** One run of all: what its hidden layer has of the feature that is not asked for. */
export interface ContextRun {
  readonly id: string;
  readonly group: string;
  readonly gain: number;
  readonly seed: number;
  readonly status: string;
  readonly engine: string;
  readonly engineVersion: string;
  /** Along each feature. */
  readonly positions: number | null;
  /** Shares of the hidden variance; null where the layer does not vary. */
  readonly irrelevantInitial: number | null;
  readonly irrelevantFinal: number | null;
}

/** The hidden layer of a run. */
export interface ContextLayer {
  readonly run: ContextRun;
  readonly points: readonly ContextPoint[];
  /** Shares of the variance along the three axes; null where there is no such axis. */
  readonly explained: readonly (number | null)[];
}

export interface ContextTable {
  readonly state: ContextState;
  readonly release: string;
  /** The paper's gains, from the smallest. */
  readonly layers: readonly ContextLayer[];
  /** All runs of all gains and seeds, by gain. */
  readonly runs: readonly ContextRun[];
}

const columns = [
  ...(['id', 'group', 'gain', 'seed', 'status', 'engine', 'engineVersion', 'positions'] as const),
  ...(['irrelevantInitial', 'irrelevantFinal'] as const),
];
/** Most positions along a feature that are drawn. */
const drawn = 10;

/** @throws DataUnavailable if the source's release has no runs of context, or none of the seed. */
export async function loadContext(state: ContextState, source: FigureSource): Promise<ContextTable> {
  const where = { experiment: 'context', sweep: 'context', group: ['paper', 'scan'] };
  const rows = await someRows(source, { where, columns }, 'The two contexts');
  const known = [...rows].sort((a, b) => a.gain - b.gain || a.seed - b.seed);
  const release = await source.release();
  const shown = known.filter(({ group, seed }) => group === 'paper' && seed === state.seed);
  if (shown.length === 0) {
    throw new DataUnavailable(`Release ${release} has no run of context/paper with seed ${state.seed}.`);
  }
  const ids = shown.map(({ id }) => id);
  const [points, structures] = await Promise.all([source.details('points', ids), source.details('structures', ids)]);
  return {
    state,
    release,
    layers: shown.map((run) => ({
      run,
      points: pointsOf(
        points.filter(({ id }) => id === run.id),
        run.positions!,
        state.moment,
      ),
      explained: explainedOf(structures.find(({ id, moment }) => id === run.id && moment === state.moment)),
    })),
    runs: known,
  };
}

const explainedOf = (row: DetailRow | undefined) =>
  [1, 2, 3].map((axis) => (typeof row?.[`explained${axis}`] === 'number' ? Number(row[`explained${axis}`]) : null));

/** The points of every few positions, the ends among them. */
function pointsOf(rows: readonly DetailRow[], positions: number, moment: ContextState['moment']): ContextPoint[] {
  const count = Math.min(drawn, positions);
  const kept = new Set(Array.from({ length: count }, (_, n) => Math.round((n * (positions - 1)) / (count - 1))));
  return rows.flatMap((row): ContextPoint[] => {
    const place = [Number(row.position1), Number(row.position2)] as const;
    if (!place.every((position) => kept.has(position)) || row[`${moment}1`] === null) return [];
    const context = Number(row.label);
    const along = (feature: number) => place[feature]! / (positions - 1);
    const at = [1, 2, 3].map((axis) => Number(row[`${moment}${axis}`] ?? 0));
    return [{ context, asked: along(context), ignored: along(1 - context), at: at as [number, number, number] }];
  });
}

/** What a run has of the feature that is not asked for at the moment that is shown. */
export const shareOf = (run: ContextRun, { moment }: ContextState): number | null =>
  moment === 'initial' ? run.irrelevantInitial : run.irrelevantFinal;

/** The middle of the seeds at each gain, of the runs that learnt the task. */
export function middles(runs: readonly ContextRun[]): { gain: number; initial: number; final: number }[] {
  const learnt = runs.filter(hasLearnt);
  return [...new Set(learnt.map(({ gain }) => gain))].flatMap((gain) => {
    const own = learnt.filter((run) => run.gain === gain);
    const [initial, final] = [
      own.flatMap((run) => run.irrelevantInitial ?? []),
      own.flatMap((run) => run.irrelevantFinal ?? []),
    ];
    if (initial.length === 0 || final.length === 0) return [];
    return [{ gain, initial: spread(initial).median, final: spread(final).median }];
  });
}

/** Whether a run learnt its task: one that did not shows what was there at first. */
export const hasLearnt = ({ status }: ContextRun): boolean => status === 'converged';

export const contextColumns: readonly FigureColumn[] = [
  { name: 'what', description: 'run: what a run keeps; point: a point of a hidden layer that is drawn' },
  { name: 'run', description: 'id of the run' },
  { name: 'gain', description: 'gain of the initial weights' },
  { name: 'seed', description: 'seed of the initial weights' },
  { name: 'learnt', description: 'yes if the run learnt its task; null for points' },
  {
    name: 'ignoredBefore',
    description: 'share of the hidden variance on the feature not asked for, before training; null for points',
  },
  { name: 'ignoredAfter', description: 'the same after training; null for points' },
  { name: 'context', description: 'feature asked for, 1 or 2; null for runs' },
  { name: 'asked', description: 'position along the feature asked for, 0 to 1; null for runs' },
  { name: 'ignored', description: 'position along the other feature, 0 to 1; null for runs' },
  { name: 'axis1', description: 'coordinate of the hidden layer along its principal axis 1; null for runs' },
  { name: 'axis2', description: 'the same along axis 2; null for runs' },
  { name: 'axis3', description: 'the same along axis 3; null for runs' },
];

const noPoint = { context: null, asked: null, ignored: null, axis1: null, axis2: null, axis3: null };

/** A row for each run, then one for each point that is drawn. */
export function contextRows({ runs, layers }: ContextTable): FigureRow[] {
  const head = (what: string, { id, gain, seed }: ContextRun) => ({ what, run: id, gain, seed });
  return [
    ...runs.map((run) => ({
      ...head('run', run),
      learnt: hasLearnt(run) ? 'yes' : 'no',
      ignoredBefore: run.irrelevantInitial,
      ignoredAfter: run.irrelevantFinal,
      ...noPoint,
    })),
    ...layers.flatMap(({ run, points }) =>
      points.map(({ context, asked, ignored, at: [axis1, axis2, axis3] }) => ({
        ...head('point', run),
        ...{ learnt: null, ignoredBefore: null, ignoredAfter: null },
        ...{ context: context + 1, asked, ignored, axis1, axis2, axis3 },
      })),
    ),
  ];
}
