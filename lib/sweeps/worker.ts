import { engineFor } from './engines.ts';
import type { Job, JobRecord } from './job.ts';
import { runJob } from './run-job.ts';

/*
 * What a process of the `processes` executor runs: started by it alone. Only another worker may import it.
 */

// Ctrl-C reaches every process of the terminal; the one that leads the sweep decides what then happens.
process.on('SIGINT', () => undefined);
// The leader is gone, perhaps killed: nobody waits for the result.
process.on('disconnect', () => process.exit());

/** Starts engines, so that a process that does not have them says so before any job is lost. */
export async function start(engines: readonly Job['engine'][]): Promise<void> {
  for (const engine of engines) await engineFor(engine);
}

export const run = (job: Job): Promise<JobRecord> => runJob(job);
