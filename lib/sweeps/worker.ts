import { experiments } from '../experiments/index.ts';
import type { Engine } from '../training/trainer.ts';
import type { Job, JobRecord } from './job.ts';
import { loadKernel } from './kernel.ts';

/*
 * What a process of the `processes` executor runs: started by it alone, never imported.
 */

// Ctrl-C reaches every process of the terminal; the one that leads the sweep decides what then happens.
process.on('SIGINT', () => undefined);
// The leader is gone, perhaps killed: nobody waits for the result.
process.on('disconnect', () => process.exit());

let engine: Promise<Engine> | undefined;
const load = () => (engine ??= loadKernel());

/** The engine that this process runs jobs with. */
export async function identify(): Promise<Pick<Engine, 'id' | 'version'>> {
  const { id, version } = await load();
  return { id, version };
}

export async function run(job: Job): Promise<JobRecord> {
  return experiments[job.experiment].run(job.parameters, { engine: await load() });
}
