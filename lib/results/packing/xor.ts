import type { XorComparison } from '../../experiments/xor/compare.ts';
import type { XorParameters } from '../../experiments/xor/parameters.ts';
import { xorPoints } from '../../experiments/xor/points.ts';
import type { XorData } from '../../experiments/xor/run.ts';
import { column, pick, repeated, type Packing } from './packing.ts';
import { entries, matrix, pairsOf } from './pairs.ts';

const { size } = xorPoints;
const pairs = pairsOf(size);
const firsts = pairs.map(([first]) => first);
const seconds = pairs.map(([, second]) => second);

/** Runs on four points: the loss, and the six distances of representations and of predictions at each kept step. */
export const xorPacking: Packing<XorParameters, XorData, XorComparison> = {
  pack({ series }, { hInitial, hFinal, hTheory }, kept) {
    const step = pick(series.step, kept);
    const nothing = repeated(null, step.length);
    const distances = (matrices: readonly (readonly number[])[]) =>
      pick(matrices, kept).flatMap((seen) => entries(seen, size, pairs));
    return {
      trajectories: { step, h: nothing, y: nothing, w: nothing, loss: pick(series.loss, kept) },
      'pair-trajectories': {
        step: step.flatMap((at) => repeated(at, pairs.length)),
        first: step.flatMap(() => firsts),
        second: step.flatMap(() => seconds),
        h: distances(series.h),
        y: distances(series.y),
      },
      pairs: {
        first: firsts,
        second: seconds,
        initial: entries(hInitial, size, pairs),
        final: entries(hFinal, size, pairs),
        theory: entries(hTheory, size, pairs),
      },
    };
  },
  unpack({ trajectories, 'pair-trajectories': seen }) {
    const step = column(trajectories, 'step');
    const matrices = (name: string) => {
      const values = column(seen, name);
      return step.map((_, n) => matrix(values.slice(n * pairs.length, (n + 1) * pairs.length), size, pairs)!);
    };
    return { series: { step, loss: column(trajectories, 'loss'), h: matrices('h'), y: matrices('y') } };
  },
};
