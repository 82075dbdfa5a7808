import { pearson, spread } from '../../experiments/statistics.ts';
import { xorPoints } from '../../experiments/xor/points.ts';
import { pairsOf } from '../../results/packing/pairs.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import type { ComparedRun } from '../source.ts';
import { pointNames, type XorGroup } from '../xor/table.ts';

/** One run of XOR with the closed form beside it, and at which step it is looked at: its last one if that is not said. */
export interface XorRunTable extends ComparedRun<'xor'> {
  readonly until?: number;
}

/** The distance, not squared, of a pair in a matrix of squared ones. */
const distanceIn = (matrix: readonly number[] | null | undefined, [first, second]: readonly [number, number]) =>
  Math.sqrt(matrix?.[first * xorPoints.size + second] ?? Number.NaN);

/** What is seen of a run at the step that it is looked at, in the form of a group of runs of the figure of XOR. */
export function groupOf({ record, comparison, until = Infinity }: Omit<XorRunTable, 'provenance'>): {
  readonly group: XorGroup;
  readonly step: number;
} {
  const { series, parameters, id, engine } = record;
  const last = Math.max(
    0,
    series.step.findLastIndex((step) => step <= until),
  );
  const pairs = pairsOf(xorPoints.size).map((pair) => ({
    ...{ first: pair[0], second: pair[1], initial: distanceIn(series.h[0], pair) },
    ...{ final: distanceIn(series.h[last], pair), theory: distanceIn(comparison.hTheory, pair) },
  }));
  const alike = (name: 'initial' | 'theory') => {
    const r = pearson(
      pairs.map((pair) => pair[name]),
      pairs.map(({ final }) => final),
    );
    return Number.isFinite(r) ? r : null;
  };
  const { gain, seed } = parameters;
  const [r, initially] = [alike('theory'), alike('initial')];
  const run = {
    ...{ id, seed, gain, pearson: r, pearsonInitial: initially },
    ...{ engine: engine.id, engineVersion: engine.version },
  };
  const group = {
    ...{ id: `seed ${seed}`, gain, runs: [run], pairs },
    pearson: r === null ? null : spread([r]),
    pearsonInitial: initially === null ? null : spread([initially]),
  };
  return { group, step: series.step[last] ?? 0 };
}

export const xorRunColumns: readonly FigureColumn[] = [
  { name: 'step', description: 'number of updates made', unit: 'step' },
  { name: 'loss', description: 'mean squared error over the four points, without a factor 1/2' },
  { name: 'pair', description: 'the two points by their inputs' },
  { name: 'distance', description: 'distance of their representations in the middle hidden layer at that step' },
  { name: 'theory', description: 'distance at the end by the closed form; null where there is no comparison' },
  { name: 'run', description: 'id of the run' },
];

/** A row for each pair at each recorded step. */
export function xorRunRows({ record, comparison }: XorRunTable): FigureRow[] {
  const { series, id } = record;
  const pairs = pairsOf(xorPoints.size);
  return series.step.flatMap((step, n) =>
    pairs.map((pair) => ({
      ...{ step, loss: series.loss[n]!, pair: `${pointNames[pair[0]]!}-${pointNames[pair[1]]!}` },
      distance: distanceIn(series.h[n], pair),
      theory: comparison.hTheory && distanceIn(comparison.hTheory, pair),
      run: id,
    })),
  );
}
