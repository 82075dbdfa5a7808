import type { Job, JobRecord } from '../../lib/sweeps/job.ts';
import { run as runJob } from '../../lib/sweeps/worker.ts';
import { isTwin, runTwin } from './twin.ts';

/*
 * What a process of the verification runs: a worker of the sweeps that can run twins too. Started by the executor alone.
 */
export { start } from '../../lib/sweeps/worker.ts';

export const run = (job: Job): Promise<JobRecord> => (isTwin(job) ? runTwin(job) : runJob(job));
