import { mean, pearson, spread } from '../../experiments/statistics.ts';
import type { XorComparison } from '../../experiments/xor/compare.ts';
import { xorPoints } from '../../experiments/xor/points.ts';
import type { XorRecord } from '../../experiments/xor/run.ts';
import { pairsOf } from '../../results/packing/pairs.ts';
import { cutTo, formatNumber } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { drawMatrices } from '../xor/matrices.ts';
import type { XorGroup } from '../xor/table.ts';

/** One run of XOR with the closed form beside it, and at which step it is looked at: its last one if that is not said. */
export interface XorRunTable {
  readonly record: XorRecord;
  readonly comparison: XorComparison;
  readonly until?: number;
}

/** What is seen of a run at that step, in the form of a group of runs of the figure of XOR. */
function groupOf({ record, comparison, until = Infinity }: XorRunTable): {
  readonly group: XorGroup;
  readonly step: number;
} {
  const { series, parameters, id, engine } = record;
  const last = Math.max(
    0,
    series.step.findLastIndex((step) => step <= until),
  );
  const distance = (matrix: readonly number[] | undefined, first: number, second: number) =>
    Math.sqrt(matrix?.[first * xorPoints.size + second] ?? Number.NaN);
  const pairs = pairsOf(xorPoints.size).map(([first, second]) => ({
    ...{ first, second, initial: distance(series.h[0], first, second) },
    ...{
      final: distance(series.h[last], first, second),
      theory: distance(comparison.hTheory ?? undefined, first, second),
    },
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
    id,
    seed,
    gain,
    pearson: r,
    pearsonInitial: initially,
    engine: engine.id,
    engineVersion: engine.version,
  };
  const group = {
    ...{ id: `seed ${seed}`, gain, runs: [run], pairs },
    pearson: r === null ? null : spread([r]),
    pearsonInitial: initially === null ? null : spread([initially]),
  };
  return { group, step: series.step[last] ?? 0 };
}

/** The matrices at the start and at that step, and the closed form's. */
export function drawXorRun(table: XorRunTable, options: DrawOptions): SVGSVGElement {
  const { group, step } = groupOf(table);
  return drawMatrices({ groups: [group] }, options, { initial: 'start', final: `step ${step}`, theory: 'theory, end' });
}

/** What is seen, in a sentence made from the numbers. */
export function describeXorRun(table: XorRunTable): string {
  const { group, step } = groupOf(table);
  const { record, comparison } = table;
  if (record.status === 'diverged') return `Training diverged at step ${record.divergedAt}.`;
  const { targets } = xorPoints;
  const apart = (alike: boolean) =>
    formatNumber(
      mean(
        group.pairs
          .filter(({ first, second }) => (targets[first] === targets[second]) === alike)
          .map(({ final }) => final),
      ),
    );
  const r = (value: XorGroup['pearson']) => (value ? cutTo(value.median, 2) : 'not defined');
  return (
    `At step ${step.toLocaleString('en')} points with the same target are ${apart(true)} apart, the others ${apart(false)}. ` +
    `Pearson’s r of the six distances is ${r(group.pearson)} with the theory’s end and ${r(group.pearsonInitial)} with the start.` +
    (comparison.reason === null ? '' : ` ${comparison.reason}`)
  );
}
