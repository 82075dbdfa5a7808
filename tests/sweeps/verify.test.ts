import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { csvParse } from 'd3-dsv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dictionary } from '../../lib/results/dictionary.ts';
import { readParquet } from '../../lib/results/parquet.ts';
import { makeRelease, readRelease, type Release } from '../../lib/results/release.ts';
import type { ReleasedRun } from '../../lib/results/released-run.ts';
import { columnsOf } from '../../lib/results/run-tables.ts';
import { loadRelease, writeRelease } from '../../lib/sweeps/release-folder.ts';
import { events, start } from './command.ts';

const sweep = `
id: tiny
title: Tiny
experiment: two-points
groups:
  - id: kernel
    note: learns, with the altered systems fitted beside
    base: { width: 32, lr: 0.05, steps: 500 }
    seeds: { from: 1, to: 4 }
    also: [alternatives]
    keep: 20
  - id: tfjs
    note: what the kernel cannot train
    base: { architecture: gru, width: 8, lr: 0.02, steps: 30 }
    seeds: [1]
`;

let folder: string;
let made: Release;
let runs: ReleasedRun[];
const at = (name: string) => join(folder, name);
const sweepFile = () => at('tiny.yaml');
const verify = (release: string, ...flags: string[]) =>
  start('cli.ts', ['verify', release, '--jobs', '1', '--json', ...flags]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-'));
  await writeFile(sweepFile(), sweep);
  const records = ['--records', at('records')];
  const ran = await start('cli.ts', ['run', sweepFile(), ...records, '--executor', 'inline']);
  expect(ran).toMatchObject({ code: 0, errors: '' });
  const released = await start('release-cli.ts', [sweepFile(), ...records, '--out', at('releases'), '--json']);
  expect(released).toMatchObject({ code: 0, errors: '' });
  const { release } = JSON.parse(released.lines.join('')) as { release: string };
  made = await loadRelease(at('releases'), release);
  runs = await readRelease(made);
});
afterAll(() => rm(folder, { recursive: true }));

/** The release with something changed in its first run on an engine; its hashes are right. @returns its folder. */
async function forge(engine: string, change: (run: ReleasedRun) => ReleasedRun): Promise<[string, ReleasedRun]> {
  const victim = runs.find(({ row }) => row.engine === engine)!;
  const { date, title, sweeps } = made.manifest;
  const forged = makeRelease(
    runs.map((run) => (run === victim ? change(run) : run)),
    { date, title, sweeps, software: { authors: 'Someone', title: 'Something' } },
  );
  await writeRelease(at('forged'), forged);
  return [join(at('forged'), forged.manifest.release), victim];
}

describe('sweep verify', () => {
  it('finds what was released, bit for bit', async () => {
    const release = join(at('releases'), made.manifest.release);
    const ended = await verify(release);
    expect(ended).toMatchObject({ code: 0, errors: '' });
    expect(events(ended).at(-1)).toEqual({
      ...{ event: 'verification', release: basename(release), runs: 5, sample: 5, seed: 1 },
      ...{ bits: 5, tolerance: 0, different: 0, crashed: 0 },
    });
    const some = events(await verify(release, '--sample', '2', '--seed', '7')).filter(
      ({ event }) => event === 'verified',
    );
    expect(some).toHaveLength(2);
  });

  it('finds a single bit of the kernel that is another', async () => {
    const [release, victim] = await forge('kernel', (run) => {
      const trajectories = run.tables.trajectories!;
      const h = (trajectories.h as readonly number[]).map((value, n) =>
        n === 7 ? Math.fround(value * (1 + 2 ** -22)) : value,
      );
      return { ...run, tables: { ...run.tables, trajectories: { ...trajectories, h } } };
    });
    const ended = await verify(release);
    expect(ended).toMatchObject({ code: 1, errors: '' });
    expect(events(ended).filter(({ verdict }) => verdict === 'different')).toMatchObject([
      { id: victim.row.id, differences: [{ column: 'trajectories.h', cells: 1, of: 20 }] },
    ]);
    expect(events(ended).at(-1)).toMatchObject({ event: 'verification', bits: 4, different: 1 });
  });

  it('leaves TF.js what engines differ in, and no more', async () => {
    const lossOf = (factor: number) =>
      forge('tfjs-wasm', (run) => {
        const trajectories = run.tables.trajectories!;
        const loss = (trajectories.loss as readonly number[]).map((value) => Math.fround(value * factor));
        return { ...run, tables: { ...run.tables, trajectories: { ...trajectories, loss } } };
      });
    const [near] = await lossOf(1.0001);
    expect(events(await verify(near)).at(-1)).toMatchObject({ bits: 4, tolerance: 1, different: 0 });
    const [far] = await lossOf(1.01);
    expect(await verify(far)).toMatchObject({ code: 1 });
  });

  it('says of a release of other software that it is', async () => {
    const [release] = await forge('kernel', (run) => ({ ...run, row: { ...run.row, engineVersion: '0' } }));
    const ended = await verify(release);
    expect(ended).toMatchObject({ code: 1, lines: [] });
    expect(ended.errors).toMatch(/^Run [0-9a-f]{20} was made by other software: on kernel 0, /);
  });

  it('says that there is no such release', async () => {
    const ended = await verify('0123456789ab');
    expect(ended.code).toBe(1);
    expect(ended.errors).toMatch(/^There is no release 0123456789ab in .*releases; there are /);
  });
});

describe('sweep export', () => {
  const write = (out: string, ...flags: string[]) =>
    start('cli.ts', ['export', sweepFile(), '--records', at('records'), '--out', at(out), ...flags]);

  it('writes the same runs in every format', async () => {
    for (const name of ['runs.csv', 'runs.ndjson', 'runs.parquet']) {
      expect(await write(name)).toMatchObject({ code: 0, errors: '', lines: [`${at(name)}: 5 of 5 runs.`] });
    }
    const lines = (await readFile(at('runs.ndjson'), 'utf8')).trimEnd().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const byId = new Map(runs.map(({ row }) => [row.id, row]));
    expect(rows.map(({ id }) => byId.get(String(id)))).toEqual(rows);
    const csv = csvParse(await readFile(at('runs.csv'), 'utf8'));
    expect(csv.columns).toEqual(dictionary.map(({ name }) => name));
    expect(csv.map(({ id, r2 }) => [id, r2])).toEqual(
      rows.map(({ id, r2 }) => [id, String((r2 as number | null) ?? '')]),
    );
    const parquet = await readParquet(dictionary, new Uint8Array(await readFile(at('runs.parquet'))));
    for (const { name } of dictionary) expect(parquet[name]).toEqual(rows.map((row) => row[name]));
  });

  it('writes trajectories too', async () => {
    const ended = await write('trajectories.parquet', '--table', 'trajectories', '--json');
    expect(ended).toMatchObject({ code: 0, errors: '' });
    const out = at('trajectories.parquet');
    expect(events(ended)).toEqual([{ event: 'exported', out, table: 'trajectories', runs: 5, missing: 0 }]);
    const bytes = new Uint8Array(await readFile(at('trajectories.parquet')));
    const { id, h } = await readParquet(columnsOf('trajectories'), bytes);
    for (const { row, tables } of runs) {
      expect(h!.filter((_, n) => id![n] === row.id)).toEqual(tables.trajectories!.h);
    }
  });

  it('says what is missing, and what it cannot write', async () => {
    const some = await start('cli.ts', ['export', sweepFile(), '--records', at('none'), '--out', at('none.csv')]);
    expect(some).toMatchObject({ code: 1, errors: 'None of the 5 runs is finished; there is nothing to export.\n' });
    const odd = await write('runs.xlsx');
    expect(odd.errors).toContain('allowed are names that end with .csv, .ndjson, .parquet.');
  });
});
