import type { Job, JobRecord } from './job.ts';

/** A way of running jobs: in this process, in others on this machine, on other machines. */
export interface Executor {
  readonly id: ExecutorId;
  /** How many jobs it is to be given at the same time. */
  readonly capacity: number;
  /**
   * Runs a job. Rejects when the job crashes, and soon after `signal` is aborted, with the signal's reason.
   * @throws JobFailedError if the job was tried as often as it may be, ExecutorError if no job can be run any more.
   */
  run(job: Job, signal: AbortSignal): Promise<JobRecord>;
  /** Told of every job whose record is safe on disk: what is held of it elsewhere may go. */
  kept?(job: Job): void;
  /** Stops what still runs and frees everything; jobs under way are lost, and run again next time. */
  close(): Promise<void>;
}

/** The executors' ids. */
export const executorIds = ['inline', 'processes', 'redis'] as const;
export type ExecutorId = (typeof executorIds)[number];

/** How often a job that crashes is tried before it counts as failed. */
export const mostAttempts = 3;

/** A job crashed as often as it may. */
export class JobFailedError extends Error {
  override readonly name = 'JobFailedError';
  readonly attempts: number;
  constructor(message: string, attempts: number) {
    super(message);
    this.attempts = attempts;
  }
}

/** The executor is broken; no job is to blame, and none is to be recorded as failed for it. */
export class ExecutorError extends Error {
  override readonly name = 'ExecutorError';
}

/** An error as a failed job's outcome has it: kind and message. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
