import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordPath } from '../../lib/sweeps/store.ts';
import { contents, events, start, type Ended } from './command.ts';

// Long enough to be ended midway by who hears of it late, short enough for a test: 64 runs of about 30 ms each.
const sweep = `
id: small
title: A small sweep
experiment: two-points
groups:
  - id: nets
    note: 3 x 32 in four activations
    base: { width: 32, depth: 3, steps: 12000 }
    grid: { activation: [leaky_relu, tanh, swish, linear], lr: [0.01, 0.02] }
    seeds: { from: 1, to: 8 }
`;
const jobs = 64;

let folder: string;
let file: string;
/** What an undisturbed run in one process leaves behind. */
let undisturbed: Map<string, string>;

const run = (records: string, ...flags: string[]) => [
  'run',
  file,
  '--records',
  join(folder, records),
  '--json',
  ...flags,
];
const recordsOf = (records: string) => contents(join(folder, records));

/** Runs the sweep and sends `signal` to it after `count` finished jobs. */
function interrupted(records: string, signal: NodeJS.Signals, count: number, ...flags: string[]): Promise<Ended> {
  let finished = 0;
  return start('cli.ts', run(records, ...flags), (line, child) => {
    if (line.includes('"event":"finished"') && ++finished === count) child.kill(signal);
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sweep-'));
  file = join(folder, 'small.yaml');
  await writeFile(file, sweep);
  const ended = await start('cli.ts', run('undisturbed', '--executor', 'inline'));
  expect(ended).toMatchObject({ code: 0, errors: '' });
  undisturbed = await recordsOf('undisturbed');
});
afterAll(() => rm(folder, { recursive: true }));

describe('a sweep', () => {
  it('leaves one record per job', () => {
    expect(undisturbed.size).toBe(jobs);
    for (const [name, text] of undisturbed) {
      expect(name).toMatch(/^[0-9a-f]{20}\.json$/);
      expect(text).toContain(`"id":"${name.slice(0, 20)}"`);
    }
  });

  it('gives the same bytes in several processes as in one', async () => {
    const ended = await start('cli.ts', run('processes', '--executor', 'processes', '--jobs', '2'));
    expect(ended).toMatchObject({ code: 0, errors: '' });
    expect(events(ended).at(-1)).toEqual({ event: 'end', already: 0, finished: jobs, failed: [], stopped: false });
    expect(await recordsOf('processes')).toEqual(undisturbed);
  });

  it.each([
    ['SIGKILL', 'processes', null],
    ['SIGINT', 'processes', 130],
    ['SIGTERM', 'processes', 143],
    ['SIGINT', 'inline', 130],
  ] as const)('that %s ended midway (%s) goes on where it was', async (signal, executor, code) => {
    const records = `${signal}-${executor}`;
    const ended = await interrupted(records, signal, 4, '--executor', executor, '--jobs', '2');
    expect(ended).toMatchObject({ code, signal: code === null ? signal : null, errors: '' });
    const kept = [...(await recordsOf(records)).keys()].filter((name) => name.endsWith('.json')).length;
    expect(kept).toBeGreaterThanOrEqual(4);
    expect(kept).toBeLessThan(jobs);
    if (code !== null) expect(events(ended).at(-1)).toMatchObject({ event: 'end', finished: kept, stopped: true });

    const again = await start('cli.ts', run(records, '--executor', executor));
    expect(again).toMatchObject({ code: 0, errors: '' });
    expect(events(again)[0]).toMatchObject({ event: 'start', jobs, done: kept });
    expect(await recordsOf(records)).toEqual(undisturbed);
  });

  it('is whole when every shard of a job array has run', async () => {
    const records = 'shards';
    const shards = ['1/3', '2/3', '3/3'].map((shard) =>
      start('cli.ts', run(records, '--executor', 'inline', '--shard', shard)),
    );
    const ends = (await Promise.all(shards)).map((ended) => events(ended).at(-1)!);
    expect(ends.map(({ finished }) => finished).sort()).toEqual([21, 21, 22]);
    expect(await recordsOf(records)).toEqual(undisturbed);
  });

  it('is not resumed where it was never begun', async () => {
    const [, ...rest] = run('nowhere');
    const ended = await start('cli.ts', ['resume', ...rest]);
    expect(ended.code).toBe(1);
    expect(ended.errors).toMatch(/^None of the 64 jobs has a record in .*nowhere: there is nothing to resume\./);
  });

  it('makes a damaged record anew, and says so', async () => {
    const folderName = 'undisturbed';
    const [name] = undisturbed.keys();
    await truncate(recordPath(join(folder, folderName), name!.slice(0, 20)), 1000);
    const ended = await start('cli.ts', run(folderName, '--executor', 'inline'));
    expect(events(ended).filter(({ event }) => event === 'damaged' || event === 'finished')).toMatchObject([
      { event: 'damaged', id: name!.slice(0, 20), reason: 'it is no JSON (1000 characters)' },
      { event: 'finished', id: name!.slice(0, 20) },
    ]);
    expect(await recordsOf(folderName)).toEqual(undisturbed);
  });

  it('lists its jobs without running them, and measures how long they would take', async () => {
    const listed = events(await start('cli.ts', run('dry', '--dry-run', '--jobs', '4')));
    const estimate = listed.pop();
    const plan = listed.pop();
    expect(listed.map(({ id }) => `${String(id)}.json`).sort()).toEqual([...undisturbed.keys()]);
    expect(plan).toMatchObject({ event: 'plan', jobs, left: jobs });
    expect(estimate).toMatchObject({ event: 'estimate', processes: 4, samples: [{}, {}, {}] });
    const { coreSeconds, seconds } = estimate as unknown as Record<string, number>;
    expect(coreSeconds).toBeGreaterThan(0);
    expect(seconds).toBeGreaterThanOrEqual(coreSeconds! / 4);
    await expect(recordsOf('dry')).rejects.toThrow('ENOENT');
  });

  it.each([
    ['a group that there is not', ['--only', 'nest'], 'has no group "nest". Allowed: nets.'],
    ['no processes', ['--jobs', '0'], 'Allowed is a whole number from 1.'],
    ['a shard of nothing', ['--shard', '5/4'], 'The shard is "5/4"; allowed is i/n'],
    ['an unknown executor', ['--executor', 'cloud'], 'Allowed choices are inline, processes, redis.'],
  ])('refuses %s', async (_, flags, message) => {
    const ended = await start('cli.ts', run('refused', ...flags));
    expect(ended.code).toBe(1);
    expect(ended.errors).toContain(message);
  });

  it('names a folder that cannot be written', async () => {
    const ended = await start('cli.ts', ['run', file, '--records', file]);
    expect(ended.code).toBe(1);
    expect(ended.errors).toMatch(/^Records cannot be written to .*small\.yaml: (ENOTDIR|EEXIST)/);
  });
});
