import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobOf, recordOf } from './fixtures.ts';
import { openStore, readStore, recordPath } from './store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'));
});
afterEach(() => rm(folder, { recursive: true }));

const job = jobOf(1);
const shelf = job.id.slice(0, 2);
const finished = { kind: 'finished', record: recordOf(job) } as const;

describe('openStore', () => {
  it('keeps an outcome in one file and nothing besides', async () => {
    const store = await openStore(join(folder, 'deep', 'er'));
    expect(await store.read(job)).toEqual({ kind: 'missing' });
    await store.write(finished);
    expect(await store.read(job)).toEqual(finished);
    expect(await readdir(store.folder, { recursive: true })).toEqual([shelf, join(shelf, `${job.id}.json`)]);
    expect(recordPath(store.folder, job.id)).toBe(join(store.folder, shelf, `${job.id}.json`));
  });

  it('says of a damaged file why it is', async () => {
    const store = await openStore(folder);
    await store.write(finished);
    await truncate(recordPath(folder, job.id), 100);
    expect(await store.read(job)).toEqual({ kind: 'damaged', reason: 'it is no JSON (100 characters)' });
  });

  it('removes the drafts of processes of this machine that are gone, and no others', async () => {
    const gone = spawnSync(process.execPath, ['--version']).pid;
    await mkdir(join(folder, 'a0'));
    const host = encodeURIComponent(hostname());
    const others = [`b.json@${host}@${process.pid}.draft`, `c.json@elsewhere@${gone}.draft`];
    for (const name of [`a.json@${host}@${gone}.draft`, ...others]) await writeFile(join(folder, 'a0', name), '');
    await openStore(folder);
    expect((await readdir(join(folder, 'a0'))).sort()).toEqual(others);
  });

  it('names a folder that cannot be written', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(openStore(join(file, 'sweep'))).rejects.toThrow(
      `Records cannot be written to ${join(file, 'sweep')}: ENOTDIR`,
    );
    const store = await openStore(join(folder, 'sweep'));
    await rm(store.folder, { recursive: true });
    await expect(store.write(finished)).rejects.toThrow(`Records cannot be written to ${store.folder}: ENOENT`);
  });
});

describe('readStore', () => {
  it('takes every job for missing where there is no folder, and makes none', async () => {
    expect(await readStore(join(folder, 'none')).read(job)).toEqual({ kind: 'missing' });
    expect(await readdir(folder)).toEqual([]);
  });
});
