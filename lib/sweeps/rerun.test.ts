import { describe, expect, it } from 'vitest';
import { experimentIds, released, smallRecord } from '../results/testing/runs.ts';
import type { ReleasedRun } from '../results/released-run.ts';
import { compareRuns } from './difference.ts';
import { jobOfRun, releasedAgain, sampleRuns } from './rerun.ts';

const exact = { seen: 0, derived: 0 };

describe.each(experimentIds)('a run of %s that is made again', (id) => {
  it('is what was released, from its job to its last number', async () => {
    const record = await smallRecord(id);
    const run = released(record, { keep: 10 });
    const job = jobOfRun(run);
    expect(job).toMatchObject({ id: record.id, experiment: id, parameters: record.parameters, engine: record.engine });
    const again = releasedAgain(run, await smallRecord(id));
    expect(compareRuns(run, again, exact)).toEqual([]);
    expect(again).toEqual(run);
  });
});

describe('a run that is made again', () => {
  it('is compared as a whole if it diverged at once', async () => {
    const record = await smallRecord('two-points', { lr: 10, gain: 3 });
    expect(record.status).toBe('diverged');
    const run = released(record);
    expect(releasedAgain(run, record)).toEqual(run);
  });

  it('is refused if this software starts networks in another way', async () => {
    const run = released(await smallRecord('two-points'));
    const foreign = { ...run, row: { ...run.row, id: '0'.repeat(20), initialisation: 'other/1' } };
    expect(() => jobOfRun(foreign)).toThrow(
      `Run ${'0'.repeat(20)} was made by other software: on kernel ${run.row.engineVersion}, started by other/1. ` +
        `The same parameters are run ${run.row.id} here.`,
    );
  });
});

describe('sampleRuns', () => {
  const runs = Array.from({ length: 50 }, (_, n) => ({ row: { id: String(n) } }) as ReleasedRun);
  const ids = (count: number, seed: number) => sampleRuns(runs, count, seed).map(({ row }) => row.id);

  it('takes different runs, the same for the same seed', () => {
    expect(new Set(ids(20, 1)).size).toBe(20);
    expect(ids(20, 1)).toEqual(ids(20, 1));
    expect(ids(20, 1)).not.toEqual(ids(20, 2));
  });

  it('takes all where there are no more', () => {
    expect(ids(80, 1).sort()).toEqual(runs.map(({ row }) => row.id).sort());
  });
});
