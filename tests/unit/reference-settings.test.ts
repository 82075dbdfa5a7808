import { beforeAll, describe, expect, it } from 'vitest';
import { paperParameters } from '../../lib/experiments/two-points/parameters.ts';
import { runTwoPoints } from '../../lib/experiments/two-points/run.ts';
import { kernelEngine } from '../../lib/training/kernel/index.ts';
import { compiledKernel } from '../../lib/training/kernel/testing/compiled-kernel.ts';
import { Finished } from '../verify/finished.ts';
import { planVerification } from '../verify/plan.ts';
import type { Row } from '../verify/row.ts';
import { twoPointsSection } from '../verify/sections/two-points.ts';
import { isTwin } from '../verify/twin.ts';

/*
 * The part of verify:paper that takes seconds: the settings of small networks, by our own seeds, judged by its own rules.
 */

const engine = kernelEngine(compiledKernel());
const seeds = { shallow: 10, narrow: 20, two_layer: 10 } as const;
type Fast = keyof typeof seeds;
const keys = Object.keys(seeds) as Fast[];

describe("the authors' runs lie in the range of ours, widened by a tenth", () => {
  let rows: readonly Row[];

  beforeAll(async () => {
    const runs = [];
    for (const run of planVerification()) {
      const key = keys.find((name) => run.part === 'two-points' && run.key === name);
      const seed = Number(run.job.parameters.seed);
      if (key === undefined || isTwin(run.job) || seed > seeds[key]) continue;
      runs.push({ run, record: await runTwoPoints(paperParameters(key, seed), { engine }) });
    }
    ({ rows } = twoPointsSection(new Finished(runs)));
  }, 300_000);

  it.each(keys)('in the time of the rise, the final h, both rates and R²: %s', (key) => {
    const found = rows.filter(({ id }) => id.startsWith(`two-points/${key}/`));
    expect(found.map(({ quantity, verdict }) => `${quantity}: ${verdict}`)).toEqual([
      'step where y passes ½ dy²: agrees',
      'final h: agrees',
      'η_h: agrees',
      'η_y: agrees',
      'pooled R²: agrees',
    ]);
    for (const row of found) expect(row.seeds).toBe(seeds[key]);
  });

  it('and those that were not trained are not said to agree', () => {
    const others = rows.filter(({ id }) => !keys.some((key) => id.startsWith(`two-points/${key}/`)));
    expect(new Set(others.map(({ verdict }) => verdict))).toEqual(new Set(['not run']));
  });
});
