import type { Job, JobRecord } from './job.ts';

/** A way of running jobs: in this process, in others on this machine, later on other machines. */
export interface Executor {
  readonly id: ExecutorId;
  /** How many jobs may run at the same time. */
  readonly capacity: number;
  /** Runs a job. Rejects when it crashes, and soon after `signal` is aborted, with the signal's reason. */
  run(job: Job, signal: AbortSignal): Promise<JobRecord>;
  /** Stops what still runs and frees everything; jobs under way are lost, and run again next time. */
  close(): Promise<void>;
}

/** The executors' ids. */
export const executorIds = ['inline', 'processes'] as const;
export type ExecutorId = (typeof executorIds)[number];
