import { collapseRun, onAxis, type CollapsedRun } from '../../experiments/collapse/collapsed-run.ts';
import { predictedRise } from '../../experiments/collapse/prediction.ts';
import { spreadOfCurves } from '../../experiments/collapse/spread-of-curves.ts';
import { spread } from '../../experiments/statistics.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import { networkSets } from '../networks.ts';
import { DataUnavailable, someRows, type FigureSource } from '../source.ts';
import type { CollapseState } from './definition.ts';

/** A run without units. */
export interface CollapseRun {
  readonly id: string;
  readonly seed: number;
  /** `(t75 - t25) s`: dimensionless time in which y rises from 25 to 75 % of what it must be. */
  readonly rise: number;
  /** On the axis of the state, within its window: time, `y/dy2`, `h/h(inf)`. Null for runs that are not drawn. */
  readonly curve: {
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly h: readonly number[];
  } | null;
  readonly engine: string;
  readonly engineVersion: string;
}

export interface CollapseNetwork {
  readonly id: string;
  readonly name: string;
  readonly runs: readonly CollapseRun[];
  /** What the rise takes by the theory, at the middle C of the runs. */
  readonly predicted: number;
}

/** See `spreadOfCurves`; null where the mean of y does not rise from 1 to 99 %, so that there is no stretch to measure on. */
export type CollapseSpread = { readonly y: number; readonly h: number } | null;

export interface CollapseTable {
  readonly state: CollapseState;
  readonly release: string;
  /** Those with a run at least that the theory describes, by growing rise. */
  readonly networks: readonly CollapseNetwork[];
  /** Names of those that have runs, but none such. */
  readonly without: readonly string[];
  /** How far the curves of all runs lie from their mean, in y and in h, on each axis. */
  readonly spreads: Readonly<Record<CollapseState['axis'], CollapseSpread>>;
  /** Limits of the axis of time. */
  readonly window: readonly [number, number];
}

/** Runs of a network that count, so that networks with many seeds do not outweigh the rest, and those whose curves are drawn. */
const perNetwork = 4;
const drawnPerNetwork = 2;

const columns = [
  'id',
  'group',
  'seed',
  'steps',
  'dx2',
  'dy2',
  'etaH',
  'etaY',
  'physical',
  'halfRise',
  'engine',
  'engineVersion',
] as const;

/** @throws DataUnavailable if the source's release has fewer than two runs that the theory describes. */
export async function loadCollapse(state: CollapseState, source: FigureSource): Promise<CollapseTable> {
  const { sweeps, networks } = networkSets[state.set];
  const where = { experiment: 'two-points', sweep: sweeps, group: networks.map(({ id }) => id) };
  const rows = await someRows(source, { where, columns }, 'The curves');
  const bySeed = rows.filter(({ physical, halfRise }) => physical && halfRise !== null).sort((a, b) => a.seed - b.seed);
  const counted = networks.map(({ id }) => bySeed.filter(({ group }) => group === id).slice(0, perNetwork));
  const series = await source.series(counted.flat().map(({ id }) => id));
  const window = {
    steps: [0, Math.max(...rows.map(({ steps }) => steps ?? 0))],
    collapse: [-8, 8],
    rise: [-4, 4],
  } as const;
  const collapsed = counted.map((runs) =>
    runs.flatMap((row) => {
      const { h, y, w, step } = series.get(row.id)!;
      // A two-point run has a geometry, and a meaningful fit has rates.
      const pair = { dx2: row.dx2!, dy2: row.dy2! };
      const rates = { etaH: row.etaH!, etaY: row.etaY! };
      const run = collapseRun({ trajectory: { h, y, w, t: step }, pair, rates });
      return run ? [{ row, run }] : [];
    }),
  );
  const release = await source.release();
  const all = collapsed.flat().map(({ run }) => run);
  if (all.length < 2) {
    throw new DataUnavailable(`The curves need two runs that the theory describes; release ${release} has fewer.`);
  }
  const found = networks.flatMap(({ id, name }, n): CollapseNetwork[] => {
    const runs = collapsed[n]!;
    if (runs.length === 0) return [];
    return [
      {
        ...{ id, name },
        runs: runs.map(({ row, run }, at) => ({
          ...{ id: row.id, seed: row.seed, rise: run.rise, engine: row.engine, engineVersion: row.engineVersion },
          curve: at < drawnPerNetwork ? curveOf(run, state.axis, window[state.axis]) : null,
        })),
        // Rounded: logarithms differ in their last bits from host to host, and a figure is the same in all.
        predicted: Number(predictedRise(spread(runs.map(({ run }) => run.richness)).median).toPrecision(9)),
      },
    ];
  });
  return {
    ...{ state, release, window: window[state.axis] },
    spreads: { steps: spreadOn(all, 'steps'), collapse: spreadOn(all, 'collapse'), rise: spreadOn(all, 'rise') },
    networks: found.sort((a, b) => middleRise(a) - middleRise(b)),
    without: networks
      .filter(({ id }, n) => collapsed[n]!.length === 0 && rows.some(({ group }) => group === id))
      .map(({ name }) => name),
  };
}

export const middleRise = ({ runs }: CollapseNetwork): number => spread(runs.map(({ rise }) => rise)).median;

function spreadOn(runs: readonly CollapsedRun[], axis: CollapseState['axis']): CollapseSpread {
  try {
    return { y: spreadOfCurves(runs, axis, 'y').mean, h: spreadOfCurves(runs, axis, 'h').mean };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** What is seen of a run, in the points that a line needs: the next one lies a pixel or so further on. */
function curveOf(run: CollapsedRun, axis: CollapseState['axis'], [from, to]: readonly [number, number]) {
  const x = onAxis(run, axis);
  const far = (m: number, n: number) =>
    Math.abs(x[n]! - x[m]!) > (to - from) / 120 ||
    Math.abs(run.y[n]! - run.y[m]!) > 0.015 ||
    Math.abs(run.h[n]! - run.h[m]!) > 0.015;
  const kept: number[] = [];
  x.forEach((at, n) => {
    if (at >= from && at <= to && (kept.length === 0 || far(kept.at(-1)!, n))) kept.push(n);
  });
  const digits = (values: readonly number[]) => kept.map((n) => Number(values[n]!.toPrecision(5)));
  return { x: digits(x), y: digits(run.y), h: digits(run.h) };
}

export const collapseColumns: readonly FigureColumn[] = [
  { name: 'network', description: 'group of the run in its sweep' },
  { name: 'run', description: 'id of the run' },
  { name: 'seed', description: 'seed of its initial weights' },
  { name: 'rise', description: '(t75 - t25) s, dimensionless time of the rise of y from 25 to 75 %' },
  { name: 'predictedRise', description: 'what the theory says it is' },
  {
    name: 'spread',
    description:
      'root-mean-square distance of the curves of y/dy2 of all runs to their mean, on the axis of the figure: the same in every row',
  },
  { name: 'x', description: 'time on the axis of the figure; null for runs of which only the rise is shown' },
  { name: 'y', description: 'y/dy2, squared distance of the predictions as a share of that of the targets' },
  { name: 'h', description: 'h/h(inf), squared distance of the representations as a share of the predicted final one' },
];

/** A row for each point of each curve, and one for each run of which only the rise is shown. */
export function collapseRows({ state, networks, spreads }: CollapseTable): FigureRow[] {
  const spread = spreads[state.axis]?.y ?? null;
  return networks.flatMap(({ id: network, predicted, runs }) =>
    runs.flatMap(({ id, seed, rise, curve }): FigureRow[] => {
      const head = { network, run: id, seed, rise, predictedRise: predicted, spread };
      if (!curve) return [{ ...head, x: null, y: null, h: null }];
      return curve.x.map((x, n) => ({ ...head, x, y: curve.y[n]!, h: curve.h[n]! }));
    }),
  );
}
