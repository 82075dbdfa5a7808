import { describe, expect, it } from 'vitest';
import { twoPointsExperiment as experiment } from '../experiments/two-points/index.ts';
import type { TwoPointsParameters } from '../experiments/two-points/parameters.ts';
import { kernelEngine } from '../training/kernel/index.ts';
import { compiledKernel } from '../training/kernel/testing/compiled-kernel.ts';
import { restoreRun } from './released-run.ts';
import { makeRelease, readRelease, type ReleasedRun } from './release.ts';
import { runRow } from './run-row.ts';

const engine = kernelEngine(compiledKernel());

async function released(change: Partial<TwoPointsParameters>): Promise<ReleasedRun> {
  const record = await experiment.run(experiment.parameters.parse({ width: 16, steps: 300, ...change }), { engine });
  const outcome = experiment.summarise(record, experiment.compare(record));
  return { row: runRow(record, outcome, { sweep: 'test', group: 'all' }), series: record.series };
}

const about = { date: '2026-01-01', title: 'Test', sweeps: [{ id: 'test', title: 'Test' }] };
const runs = await Promise.all([
  released({}),
  released({ seed: 4294967295, activation: 'tanh' }),
  released({ lr: 10, gain: 3 }),
  released({ depth: 32, gain: 10, width: 512, steps: 2 }),
]);

describe('makeRelease', () => {
  it('gives back every run as it was, diverged ones too', async () => {
    const release = makeRelease(runs, about);
    const byId = (a: ReleasedRun, b: ReleasedRun) => (a.row.id < b.row.id ? -1 : 1);
    expect(runs.map(({ row }) => row.status)).toContain('diverged');
    expect(runs.map(({ row }) => row.divergedAt)).toContain(0);
    expect(await readRelease(release)).toEqual([...runs].sort(byId));
  });

  it('has an id that depends on the runs alone, not on their order or the day', () => {
    const { release } = makeRelease(runs, about).manifest;
    expect(makeRelease([...runs].reverse(), { ...about, date: '2030-12-31' }).manifest.release).toBe(release);
    expect(makeRelease(runs.slice(1), about).manifest.release).not.toBe(release);
  });

  it('refuses no runs and one run twice', () => {
    expect(() => makeRelease([], about)).toThrow('0 were given');
    expect(() => makeRelease([runs[0], runs[0]], about)).toThrow(`Run ${runs[0].row.id} was given twice`);
  });
});

describe('readRelease', () => {
  it('refuses a file that is missing or has other bytes', async () => {
    const { manifest, files } = makeRelease(runs, about);
    const without = new Map(files);
    without.delete('runs.parquet');
    await expect(readRelease({ manifest, files: without })).rejects.toThrow('lacks its file runs.parquet');
    const bytes = Uint8Array.from(files.get('trajectories.parquet')!);
    bytes[100]! ^= 1;
    const damaged = new Map(files).set('trajectories.parquet', bytes);
    await expect(readRelease({ manifest, files: damaged })).rejects.toThrow('SHA-256');
  });
});

describe('restoreRun', () => {
  it('gives the record that the experiment first gave, with the released fit', async () => {
    const parameters = experiment.parameters.parse({ width: 16, steps: 300 });
    const record = await experiment.run(parameters, { engine });
    expect(restoreRun(runs[0])).toEqual({ record, comparison: experiment.compare(record) });
  });
});
