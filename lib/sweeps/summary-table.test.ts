import { describe, expect, it } from 'vitest';
import type { ReleasedRun } from '../results/released-run.ts';
import { formatSummaries, median, summariseGroups } from './summary-table.ts';

const run = (group: string, status: string, r2: number | null) =>
  ({ row: { sweep: 's', group, status, r2, etaH: r2, etaY: null, physical: r2 !== null } }) as unknown as ReleasedRun;

describe('summariseGroups', () => {
  it('counts statuses and takes medians over the runs that have the number', () => {
    const runs = [
      run('b', 'converged', 0.9),
      run('a', 'diverged', null),
      run('b', 'diverged', null),
      run('b', 'unfinished', 0.5),
    ];
    expect(summariseGroups(runs)).toMatchObject([
      { group: 'b', runs: 3, converged: 1, unfinished: 1, diverged: 1, physical: 2, medianR2: 0.7, medianEtaY: null },
      { group: 'a', runs: 1, converged: 0, unfinished: 0, diverged: 1, physical: 0, medianR2: null },
    ]);
    expect(formatSummaries(summariseGroups(runs)).split('\n')).toEqual([
      'sweep  group  runs  converged  unfinished  diverged  physical  median r2  etaH  etaY',
      's      b         3          1           1         1         2        0.7   0.7     –',
      's      a         1          0           0         1         0          –     –     –',
    ]);
  });
});

describe('median', () => {
  it('is the middle, or the mean of the two middles', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, null]);
  });
});
