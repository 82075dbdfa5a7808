import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contents, events, start } from './command.ts';

/** Records of some 6 kB each. */
const sweep = `
id: disk
title: More than fits
experiment: two-points
groups:
  - id: nets
    note: tiny
    base: { width: 8, depth: 2, steps: 200 }
    seeds: { from: 1, to: 40 }
`;

let folder: string;
let file: string;
let disk: string;
let isMounted = false;
const mount = (...args: string[]) => execFileSync('mount', [...args, disk], { stdio: 'ignore' });
const run = (verb: string, records: string) =>
  start('cli.ts', [verb, file, '--records', records, '--executor', 'inline', '--json']);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'disk-'));
  file = join(folder, 'disk.yaml');
  await writeFile(file, sweep);
  disk = join(folder, 'disk');
  await mkdir(disk);
  try {
    mount('-t', 'tmpfs', '-o', 'size=128k', 'tmpfs');
    isMounted = true;
  } catch {
    // Not allowed here: there is no small disk to fill.
  }
});
afterAll(async () => {
  if (isMounted) execFileSync('umount', [disk]);
  await rm(folder, { recursive: true });
});

describe('a sweep on a full disk', () => {
  it('ends with a clear error, keeps what was written, and goes on when there is room', async (test) => {
    if (!isMounted) test.skip('a small disk cannot be mounted here');
    const records = join(disk, 'records');
    const full = await run('run', records);
    expect(full.code).toBe(1);
    expect(full.errors).toMatch(/^Records cannot be written to .*records: ENOSPC: no space left on device/);
    const kept = await contents(records);
    expect(kept.size).toBeGreaterThan(0);
    for (const name of kept.keys()) expect(name).toMatch(/\.json$/);
    const still = await run('resume', records);
    expect(still.errors).toMatch(/^Records cannot be written to .*ENOSPC/);
    expect(await contents(records)).toEqual(kept);

    mount('-o', 'remount,size=16m');
    const done = await run('resume', records);
    expect(done).toMatchObject({ code: 0, errors: '' });
    expect(events(done)[0]).toMatchObject({ event: 'start', jobs: 40, done: kept.size });
    const elsewhere = join(folder, 'elsewhere');
    await run('run', elsewhere);
    expect(await contents(records)).toEqual(await contents(elsewhere));
  });

  it('does not begin where nothing may be written', async (test) => {
    if (!isMounted) test.skip('a disk cannot be mounted here');
    const records = join(disk, 'more');
    await mkdir(records);
    mount('-o', 'remount,ro');
    const ended = await run('run', records);
    expect(ended).toMatchObject({ code: 1, lines: [] });
    expect(ended.errors).toMatch(/^Records cannot be written to .*more: EROFS/);
  });
});
