import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planSweep, type SweepPlan } from './plan.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Folder of the records of all runs: see `OutcomeStore`. Not in git: a release is. */
export const recordsRoot = join(root, '.cache', 'records');

/** Folder of the sweep files. */
export const sweepsRoot = join(root, 'content', 'sweeps');

/** How the software is cited (Citation File Format). */
export const citationFile = join(root, 'CITATION.cff');

/** Folder of the releases. */
export const releasesRoot = join(root, 'content', 'releases');

/** Reads and plans a sweep file. @throws Error naming the file if it cannot be read; see `planSweep` for the rest. */
export async function loadPlan(file: string): Promise<SweepPlan> {
  let text;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(`The sweep file cannot be read: ${(error as Error).message}`, { cause: error });
  }
  return planSweep(text, { file: relative(process.cwd(), file) });
}
