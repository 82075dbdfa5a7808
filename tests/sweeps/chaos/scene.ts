import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordPath } from '../../../lib/sweeps/store.ts';
import { contents, start } from '../command.ts';
import type { Chance } from './chance.ts';

/** A sweep in a folder of its own, and what it leaves behind when nothing disturbs it. */
export interface Scene {
  readonly folder: string;
  /** The sweep's file. */
  readonly file: string;
  /** The text of every record by the name of its file. */
  readonly undisturbed: ReadonlyMap<string, string>;
}

/** Runs of some 100 ms: long enough to be killed midway. */
const sweepOf = (jobs: number) => `
id: chaos
title: A sweep to be disturbed
experiment: two-points
groups:
  - id: nets
    note: 4 x 48
    base: { width: 48, depth: 4, steps: 8000 }
    seeds: { from: 1, to: ${jobs} }
`;

/** Makes a sweep of some jobs and runs it in one process. */
export async function setScene(jobs: number): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-'));
  const file = join(folder, 'chaos.yaml');
  await writeFile(file, sweepOf(jobs));
  const records = join(folder, 'undisturbed');
  const { code, errors } = await start('cli.ts', ['run', file, '--records', records, '--executor', 'inline']);
  if (code !== 0) throw new Error(`The undisturbed sweep ended with ${code}: ${errors}`);
  return { folder, file, undisturbed: await contents(records) };
}

export const removeScene = ({ folder }: Scene): Promise<void> => rm(folder, { recursive: true });

/** Cuts a record on disk off somewhere, as a disk that lies would. @returns the run's id. */
export async function truncateOne(records: string, chance: Chance): Promise<string> {
  const names = [...(await contents(records)).keys()].filter((name) => name.endsWith('.json'));
  const id = chance.one(names).replace('.json', '');
  const path = recordPath(records, id);
  // Without its last line break alone it would still be whole.
  await truncate(path, chance.below((await readFile(path)).length - 1));
  return id;
}
