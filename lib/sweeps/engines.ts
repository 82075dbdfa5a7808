import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { nodeEngineIds } from '../training/identities.ts';
import type { Engine } from '../training/trainer.ts';
import type { Job } from './job.ts';
import { loadKernel } from './kernel.ts';
import { loadTfjsCpu, loadTfjsWasm } from './tfjs.ts';

type NodeEngineId = (typeof nodeEngineIds)[number];

const loaders: Readonly<Record<NodeEngineId, () => Promise<Engine>>> = {
  kernel: loadKernel,
  'tfjs-wasm': loadTfjsWasm,
  'tfjs-cpu': loadTfjsCpu,
};
const loaded = new Map<string, Promise<Engine>>();

/**
 * The engine that a job was planned for, started once in this process.
 * @throws RangeError if Node does not have it or has another version of it: its runs would have other ids.
 */
export async function engineFor({ id, version }: Job['engine']): Promise<Engine> {
  const known = nodeEngineIds.find((name) => name === id);
  if (known === undefined) throw new RangeError(`Node has no engine ${id}; it has ${nodeEngineIds.join(', ')}.`);
  let engine = loaded.get(id);
  if (!engine) loaded.set(id, (engine = loaders[known]()));
  const found = await engine;
  if (found.version !== version) {
    throw new RangeError(`This process has ${id} ${found.version}; the job is planned for ${id} ${version}.`);
  }
  return found;
}

/**
 * Builds the kernel if its sources changed: records must never be labelled with the version of a kernel other than the one
 * that made them. Once before jobs are run, by the process that leads.
 */
export async function buildKernel(): Promise<void> {
  const script = fileURLToPath(new URL('../training/kernel/build.mjs', import.meta.url));
  await promisify(execFile)(process.execPath, [script]);
}

/** The engines that some jobs are planned for. */
export function enginesOf(jobs: readonly Pick<Job, 'engine'>[]): Job['engine'][] {
  return [...new Map(jobs.map(({ engine }) => [`${engine.id}@${engine.version}`, engine])).values()];
}
