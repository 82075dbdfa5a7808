import { describe, expect, it } from 'vitest';
import { contextBlobs } from '../../lib/datasets/context.ts';
import type { ContextData } from '../../lib/experiments/context/run.ts';
import { contextStructure } from '../../lib/experiments/context/structure.ts';
import { identify } from '../../lib/experiments/run-head.ts';
import { causeOf } from '../verify/causes.ts';
import { Finished } from '../verify/finished.ts';
import { mnistParameters } from '../verify/mnist-runs.ts';
import { planVerification, settingIds, within } from '../verify/plan.ts';
import { report } from '../verify/report.ts';
import { rangeRow, twinsOf, withinRange, type Row, type Section } from '../verify/row.ts';
import { contextSection } from '../verify/sections/context.ts';
import { mnistSection } from '../verify/sections/mnist.ts';
import { isTwin } from '../verify/twin.ts';

const plan = planVerification();

describe('the plan of the verification', () => {
  it('has ten seeds and more of every setting, and of the layers and XOR', () => {
    const seeds = (part: string, key: string) =>
      new Set(
        plan
          .filter((run) => run.part === part && run.key === key && !isTwin(run.job))
          .map(({ job }) => job.parameters.seed),
      ).size;
    for (const key of settingIds) expect(seeds('two-points', key)).toBeGreaterThanOrEqual(10);
    for (const key of ['rich', 'intermediate', 'lazy', 'shallow']) expect(seeds('xor', key)).toBe(10);
    expect(seeds('depth', 'default')).toBe(10);
    for (const key of ['high_init', 'low_init', 'vlow_init']) expect(seeds('context', key)).toBe(5);
    for (const key of ['curves', 'matrix']) expect(seeds('mnist', key)).toBe(5);
  });

  it('has each run once, twins under ids of their own', () => {
    expect(new Set(plan.map(({ job }) => job.id)).size).toBe(plan.length);
    const twins = plan.filter(({ job }) => isTwin(job));
    for (const key of settingIds) expect(twins.some((run) => run.key === key)).toBe(true);
  });

  it('takes of itself what fits into a time, the first seeds of everything first', () => {
    const quick = within(plan, 450, 2);
    expect(quick.reduce((sum, { job }) => sum + job.cost, 0)).toBeLessThanOrEqual(450 * 2 * 25e9);
    const parts = new Set(quick.map(({ part, key }) => `${part} ${key}`));
    for (const key of settingIds) expect(parts).toContain(`two-points ${key}`);
    for (const part of ['depth default', 'xor rich', 'context high_init', 'rich-structure shallow', 'centre lazy']) {
      expect(parts).toContain(part);
    }
    expect(within(plan, 0, 2)).toEqual([]);
  });

  it('trains the curves of MNIST as far as the paper does, in fewer steps', () => {
    const { lr, epochs, optimizer } = mnistParameters('curves', 1);
    expect(lr * epochs).toBeCloseTo(0.003 * 200, 12);
    expect(optimizer).toBe('sgd');
    expect(mnistParameters('matrix', 3)).toMatchObject({ optimizer: 'adam', lr: 0.005, seed: 3, images: 60_000 });
  });
});

/** Runs of the plan whose representation has the coordinate that is asked for, and `share` of its variance of the other. */
function madeUp(seeds: readonly number[], share: number): Finished {
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
  const data: ContextData = { series: { step: [0], loss: [1e-4] }, initial: structure, final: structure };
  const runs = plan.filter(
    ({ job, part }) => part === 'context' && !isTwin(job) && seeds.includes(Number(job.parameters.seed)),
  );
  return new Finished(
    runs.map((run) => ({
      run,
      record: {
        ...identify('context', run.job.parameters, { id: 'kernel', version: 'test' }),
        ...{ status: 'converged', divergedAt: null, ...data },
      },
    })),
  );
}

const verdicts = (finished: Finished): Record<string, string> =>
  Object.fromEntries(
    contextSection(finished)
      .rows.filter(({ id }) => id.endsWith('/irrelevant'))
      .map(({ id, verdict }): [string, string] => [id.split('/')[1]!, verdict]),
  );

describe('the verification of the two contexts', () => {
  it('judges each setting by the share of what is not asked for', () => {
    const five = [1, 2, 3, 4, 5];
    expect(verdicts(madeUp(five, 0.3))).toEqual({ high_init: 'agrees', low_init: 'differs', vlow_init: 'differs' });
    expect(verdicts(madeUp(five, 0.01))).toEqual({ high_init: 'differs', low_init: 'agrees', vlow_init: 'differs' });
    expect(verdicts(madeUp(five, 1e-4))).toEqual({ high_init: 'differs', low_init: 'agrees', vlow_init: 'agrees' });
    expect(verdicts(madeUp([1], 1e-4))).toMatchObject({ high_init: 'differs', low_init: 'undecided' });
    expect(verdicts(madeUp([], 0))).toEqual({ high_init: 'not run', low_init: 'not run', vlow_init: 'not run' });
  });

  it("shows the reference's values of every seed beside ours", () => {
    const row = contextSection(madeUp([1, 2], 0.3)).rows.find(({ id }) => id === 'context/high_init/irrelevant')!;
    expect(row).toMatchObject({ reference: '0.301, 0.313', ours: '0.300 [0.300, 0.300]', seeds: 2 });
    expect(row.twins).toBeUndefined();
  });
});

describe('the verification of MNIST', () => {
  it('has rows of both before any run is there, and says how many epochs there are', () => {
    const { rows, text } = mnistSection(madeUp([], 0));
    expect(rows.map(({ figure }) => figure)).toContain('MNIST, two digits');
    expect(rows.every(({ verdict }) => verdict === 'not run')).toBe(true);
    expect(text).toContain('take 20 at ten times its rate (0.03)');
    expect(text).toContain('take 5:');
  });
});

describe('a line', () => {
  const head = { id: 'a/b', figure: 'a', quantity: 'b' };

  it('agrees if all of the reference lies in our range, widened by a tenth', () => {
    expect(withinRange([1, 2], [0.91, 2.19])).toBe(true);
    expect(withinRange([1, 2], [0.89])).toBe(false);
    expect(withinRange([-2, -1], [-2.1, -0.95])).toBe(true);
    expect(withinRange([-2, -1], [-0.8])).toBe(false);
    expect(rangeRow(head, [1.5], [1, 1.2, 1.4, 1.8, 2]).verdict).toBe('agrees');
    expect(rangeRow(head, [1.5, 3], [1, 1.2, 1.4, 1.8, 2]).verdict).toBe('differs');
    expect(rangeRow(head, [1.5], [1, 2]).verdict).toBe('undecided');
    expect(rangeRow(head, [1.5], []).verdict).toBe('not run');
  });

  it('has twins once every run of the reference has one, and tells how far the nearest are off', () => {
    expect(twinsOf([10, 20], [[11, 10.1], []])).toBeUndefined();
    const twins = twinsOf([10, 20], [[11, 10.1], [21]])!;
    expect(twins.values).toBe('10.6 [10.1, 11], 21');
    expect(twins.deviation).toBeCloseTo(0.05, 12);
  });

  it('differs for a cause that was checked, or says that it was not', () => {
    const row: Row = rangeRow(head, [3], [1, 1.2, 1.4, 1.8, 2]);
    expect(causeOf(row)).toContain('Not checked');
    expect(causeOf({ ...row, twins: { values: '3.01', deviation: 0.01 / 3 } })).toMatch(/^\*\*Seeds\.\*\* .* 3\.01/);
    expect(causeOf({ ...row, twins: { values: '2', deviation: 1 / 3 } })).toContain('do not explain it');
  });
});

describe('the report', () => {
  const rows: Row[] = [
    rangeRow({ id: 'x/1', figure: 'x', quantity: 'one' }, [1.5], [1, 1.2, 1.4, 1.8, 2], twinsOf([1.5], [[1.5001]])),
    rangeRow({ id: 'x/2', figure: 'x', quantity: 'two' }, [3], [1, 1.2, 1.4, 1.8, 2], twinsOf([3], [[3.02]])),
  ];
  const section: Section = { id: 'x', title: 'A part', text: 'What it is.', rows, after: 'And more.' };
  const options = { done: 2, planned: 3, engine: { id: 'kernel', version: '1' }, initialisation: 'ours' };
  const text = report([section], options);

  it('begins with what agrees and what does not, with links to every part', () => {
    const short = text.slice(0, text.indexOf('## How it is compared'));
    expect(short).toContain('Of 2 numbers 1 agree');
    expect(short).toContain('1 differ;');
    expect(short).toContain('[A part](#x)');
    expect(short).toContain('- [A part](#x): x (two).');
    expect(short).toContain('1 come within 0.1 % of the reference, 2 within 1 %');
    expect(text).toContain('<a id="x"></a>');
  });

  it('has every number in a row, and each that differs once more with its cause', () => {
    expect(text).toContain('| x | one | 1.50 | 1.50 | 1.40 [1, 2] | 5 | in our range | agrees |');
    expect(text.slice(text.indexOf('## Disagreements'))).toMatch(/\*\*x, two\*\*.*\*\*Seeds\.\*\*/);
    expect(text).not.toMatch(/\*\*x, one\*\*/);
  });
});
