import { describe, expect, it } from 'vitest';
import type { ReleasedRun } from '../results/released-run.ts';
import { released, smallRecord } from '../results/testing/runs.ts';
import { compareRuns, toleranceOf } from './difference.ts';

const run = released(await smallRecord('two-points'));
const trajectories = run.tables.trajectories!;
const h = trajectories.h as readonly number[];

const withRow = (change: object): ReleasedRun => ({ ...run, row: { ...run.row, ...change } });
const withH = (values: readonly number[]): ReleasedRun => ({
  ...run,
  tables: { ...run.tables, trajectories: { ...trajectories, h: values } },
});
/** h with its last value off by a part of the greatest. */
const off = (part: number) => withH(h.with(-1, h.at(-1)! + part * Math.max(...h)));

const kernel = toleranceOf('kernel');
const tfjs = toleranceOf('tfjs-wasm');

describe('compareRuns', () => {
  it('finds nothing in the same run', () => {
    expect(compareRuns(run, run, { seen: 0, derived: 0 })).toEqual([]);
  });

  it('wants the very bits of what was seen on the kernel, and less of TF.js', () => {
    const [difference] = compareRuns(run, off(2 ** -23), kernel);
    expect(difference).toMatchObject({ column: 'trajectories.h', cells: 1, of: h.length });
    expect(difference!.worst).toBeCloseTo(2 ** -23, 12);
    expect(compareRuns(run, off(5e-4), tfjs)).toEqual([]);
    expect(compareRuns(run, off(2e-3), tfjs)).toHaveLength(1);
  });

  it('leaves the last digits of what the theory adds to the engine of JavaScript', () => {
    const etaH = run.row.etaH!;
    expect(compareRuns(run, withRow({ etaH: etaH * (1 + 1e-9) }), kernel)).toEqual([]);
    expect(compareRuns(run, withRow({ etaH: etaH * (1 + 1e-5) }), kernel)).toMatchObject([
      { column: 'runs.etaH', cells: 1, of: 1 },
    ]);
  });

  it('tolerates nothing in what is no real number', () => {
    const column = 'runs.status';
    expect(compareRuns(run, withRow({ status: 'diverged' }), tfjs)).toEqual([{ column, cells: 1, of: 1, worst: null }]);
    expect(compareRuns(run, withRow({ divergedAt: 3 }), tfjs)).toMatchObject([
      { column: 'runs.divergedAt', worst: null },
    ]);
    expect(compareRuns(run, withRow({ etaH: null }), tfjs)).toMatchObject([{ column: 'runs.etaH', worst: null }]);
  });

  it('counts what one of the two does not have', () => {
    expect(compareRuns(run, withH(h.slice(0, -3)), tfjs)).toMatchObject([{ cells: 3, of: h.length }]);
    expect(compareRuns(run, { ...run, tables: {} }, tfjs)[0]).toMatchObject({ column: 'trajectories.step' });
  });
});
