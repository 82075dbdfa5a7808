import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Engine } from '../training/trainer.ts';
import { loadKernel } from './kernel.ts';
import { planSweep, type SweepPlan } from './plan.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Folder of the records of all sweeps, one folder per sweep in it. Not in git: a release is. */
export const recordsRoot = join(root, '.cache', 'sweeps');

/** Folder of the releases. */
export const releasesRoot = join(root, 'content', 'releases');

/**
 * Builds the kernel if its sources changed, and loads it: records must never be labelled with the version of a kernel
 * other than the one that made them.
 */
export async function currentKernel(): Promise<Engine> {
  await promisify(execFile)(process.execPath, [join(root, 'lib', 'training', 'kernel', 'build.mjs')]);
  return loadKernel();
}

/** Reads and plans a sweep file. @throws Error naming the file if it cannot be read; see `planSweep` for the rest. */
export async function loadPlan(file: string, engine: Pick<Engine, 'id' | 'version'>): Promise<SweepPlan> {
  let text;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(`The sweep file cannot be read: ${(error as Error).message}`, { cause: error });
  }
  return planSweep(text, { file: relative(process.cwd(), file), engine });
}
