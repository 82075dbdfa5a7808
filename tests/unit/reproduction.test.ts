import { describe, expect, it } from 'vitest';
import { contextBlobs } from '../../lib/datasets/context.ts';
import { identify } from '../../lib/experiments/run-head.ts';
import { contextStructure } from '../../lib/experiments/context/structure.ts';
import type { ContextRecord } from '../../lib/experiments/context/run.ts';
import { contextPlan, contextRows } from '../reproduction/context.ts';
import { mnistPlan, mnistRows } from '../reproduction/mnist.ts';

/** Runs of the plan whose representation has the coordinate that is asked for, and `share` of its variance of the other. */
function madeUp(seeds: readonly number[], share: number): ContextRecord[] {
  const positions = 30;
  const { targets } = contextBlobs({ positions, pixels: 5 });
  const half = positions * positions;
  // In the other context the same picture's target is the other coordinate.
  const hidden = Float32Array.from(
    [...targets].flatMap((target, n) => [
      Math.sqrt(1 - share) * target,
      Math.sqrt(share) * targets[(n + half) % (2 * half)]!,
    ]),
  );
  const structure = contextStructure(hidden, positions);
  return contextPlan(seeds).map(({ parameters }) => ({
    ...identify('context', parameters, { id: 'kernel', version: 'test' }),
    ...{ status: 'converged', divergedAt: null, series: { step: [0], loss: [1e-4] } },
    ...{ initial: structure, final: structure },
  }));
}

const verdicts = (records: readonly ContextRecord[]): Record<string, string> =>
  Object.fromEntries(
    contextRows(records)
      .filter(({ id }) => id.endsWith('/irrelevant'))
      .map(({ id, verdict }): [string, string] => [id.split('/')[1]!, verdict]),
  );

describe('the reproduction of the two contexts', () => {
  it('judges each setting by the share of what is not asked for', () => {
    const five = [1, 2, 3, 4, 5];
    expect(verdicts(madeUp(five, 0.3))).toEqual({ high_init: 'agrees', low_init: 'differs', vlow_init: 'differs' });
    expect(verdicts(madeUp(five, 0.01))).toEqual({ high_init: 'differs', low_init: 'agrees', vlow_init: 'differs' });
    expect(verdicts(madeUp(five, 1e-4))).toEqual({ high_init: 'differs', low_init: 'agrees', vlow_init: 'agrees' });
    expect(verdicts(madeUp([1], 1e-4))).toMatchObject({ high_init: 'differs', low_init: 'undecided' });
    expect(verdicts([])).toEqual({ high_init: 'not run', low_init: 'not run', vlow_init: 'not run' });
  });

  it("shows the reference's values of every seed beside ours", () => {
    const row = contextRows(madeUp([1, 2], 0.3)).find(({ id }) => id === 'context/high_init/irrelevant')!;
    expect(row.reference).toBe('0.301, 0.313');
    expect(row.ours).toBe('0.300 [0.300, 0.300]');
    expect(row.seeds).toBe(2);
  });
});

describe('the reproduction of MNIST', () => {
  it('has a run for the curves and one for the matrix of each seed, and rows for both', () => {
    const plan = mnistPlan([1, 2]);
    expect(plan.map(({ optimizer, seed }) => `${optimizer} ${seed}`)).toEqual(['sgd 1', 'adam 1', 'sgd 2', 'adam 2']);
    // Rate times steps is the paper's.
    expect(plan[0]!.lr * plan[0]!.epochs).toBeCloseTo(0.003 * 200, 12);
    expect(mnistRows([]).every(({ verdict }) => verdict === 'not run')).toBe(true);
  });
});
