import { describe, expect, it } from 'vitest';
import { jobOf } from './fixtures.ts';
import { followProgress, formatDuration, formatProgress } from './progress.ts';

const job = (cost: number) => ({ ...jobOf(1), cost });

describe('followProgress', () => {
  it('estimates the time left from what is left, not from counts', () => {
    let time = 1000;
    const progress = followProgress(() => time);
    progress.see({ event: 'start', jobs: 12, done: 2, cost: 1000 });
    expect(progress.now().secondsLeft).toBeNull();
    time += 8000;
    progress.see({ event: 'finished', job: job(800), status: 'converged' });
    // A tenth of the jobs took 8 s, but of 1000 operations only 200 are left.
    expect(progress.now()).toMatchObject({ done: 3, jobs: 12, rate: 1 / 8, secondsLeft: 2 });
    time += 2000;
    progress.see({ event: 'failed', job: job(100), attempts: 3, error: 'Error: no' });
    expect(progress.now()).toMatchObject({ done: 3, failed: 1, rate: 0.2, statuses: { converged: 1 } });
    expect(progress.now().secondsLeft).toBeCloseTo(10 / 9, 12);
  });

  it('has no time left when nothing is left', () => {
    const progress = followProgress(() => 0);
    progress.see({ event: 'start', jobs: 3, done: 3, cost: 0 });
    expect(formatProgress(progress.now())).toBe('3 of 3 done');
  });
});

describe('formatProgress', () => {
  it('is one line with counts, pace and time left', () => {
    const state = { jobs: 9, done: 4, failed: 1, statuses: { converged: 3, diverged: 1 }, rate: 0.5, secondsLeft: 130 };
    expect(formatProgress(state)).toBe(
      '4 of 9 done, about 2 min 10 s left, 30.0 jobs/min, 3 converged, 1 diverged, 1 failed',
    );
  });
});

describe('formatDuration', () => {
  it('gives two units at most', () => {
    expect([0.4, 59.6, 200, 7500].map(formatDuration)).toEqual(['0 s', '1 min 0 s', '3 min 20 s', '2 h 5 min']);
  });
});
