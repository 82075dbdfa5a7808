import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimate, pickSamples, secondsOf, type Measured } from './calibrate.ts';
import { jobOf } from './fixtures.ts';
import type { Job } from './job.ts';

/** A job of some cost. */
const job = (cost: number, group = 'one'): Job => ({ ...jobOf(cost), group, cost });

describe('pickSamples', () => {
  it('takes the cheapest, the middle and the costliest job of every group', () => {
    const jobs = [5, 1, 4, 2, 3].flatMap((cost) => [job(cost, 'a'), job(10 * cost, 'b')]);
    expect(pickSamples(jobs).map(({ group, cost }) => [group, cost])).toEqual([
      ...[1, 3, 5].map((cost) => ['a', cost]),
      ...[10, 30, 50].map((cost) => ['b', cost]),
    ]);
  });

  it('takes no job twice', () => {
    expect(pickSamples([job(1), job(2)])).toHaveLength(2);
    expect(pickSamples([job(1)])).toHaveLength(1);
    expect(pickSamples([])).toEqual([]);
  });

  it('takes the middle job only where there are many groups', () => {
    const jobs = Array.from({ length: 90 }, (_, n) => job(1 + n, `group ${n % 30}`));
    expect(pickSamples(jobs).map(({ cost }) => cost)).toEqual(Array.from({ length: 30 }, (_, n) => 31 + n));
  });
});

const positive = fc.double({ min: 1e-3, max: 1e3, noNaN: true });

describe('secondsOf', () => {
  it('gives what was measured where it was measured', () => {
    const points = fc.uniqueArray(fc.record({ cost: positive, seconds: positive }), {
      minLength: 1,
      maxLength: 4,
      selector: ({ cost }) => cost,
    });
    fc.assert(
      fc.property(points, (measured) => {
        for (const { cost, seconds } of measured) expect(secondsOf(cost, measured)).toBeCloseTo(seconds, 9);
      }),
    );
  });

  it('goes in proportion to the cost outside, and by a power of it between', () => {
    const measured = [
      { cost: 100, seconds: 10 },
      { cost: 1, seconds: 1 },
    ];
    expect(secondsOf(0.5, measured)).toBeCloseTo(0.5, 12);
    expect(secondsOf(200, measured)).toBeCloseTo(20, 12);
    expect(secondsOf(10, measured)).toBeCloseTo(Math.sqrt(10), 12);
  });
});

describe('estimate', () => {
  const measured: Measured[] = [
    { job: job(10, 'a'), seconds: 1 },
    { job: job(10, 'b'), seconds: 3 },
  ];

  it('adds up what the jobs of every group take', () => {
    const jobs = [job(10, 'a'), job(20, 'a'), job(10, 'b')];
    expect(estimate(jobs, measured, 2)).toEqual({ coreSeconds: 6, seconds: 3 });
  });

  it('is never less than the longest job takes', () => {
    expect(estimate([job(10, 'a'), job(100, 'b')], measured, 8)).toEqual({ coreSeconds: 31, seconds: 30 });
  });
});
