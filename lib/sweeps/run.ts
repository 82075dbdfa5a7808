import type { RunStatus } from '../experiments/run-record.ts';
import { describeError, ExecutorError, JobFailedError, mostAttempts, type Executor } from './executor.ts';
import type { Job, JobRecord } from './job.ts';
import type { JobOutcome } from './record-file.ts';
import type { OutcomeStore } from './store.ts';

/** What happens in a sweep, as it happens. */
export type SweepEvent =
  | {
      readonly event: 'start';
      /** Jobs of the sweep, and those of them that are on disk already. */
      readonly jobs: number;
      readonly done: number;
      /** Floating-point operations of what is left. */
      readonly cost: number;
    }
  | { readonly event: 'damaged'; readonly job: Job; readonly reason: string }
  | { readonly event: 'retry'; readonly job: Job; readonly attempt: number; readonly error: string }
  | { readonly event: 'finished'; readonly job: Job; readonly status: RunStatus }
  | { readonly event: 'failed'; readonly job: Job; readonly attempts: number; readonly error: string };

export interface SweepResult {
  /** Jobs that were on disk at the start, and that finished now. */
  readonly already: number;
  readonly finished: number;
  /** Jobs that crashed every time. */
  readonly failed: readonly Job[];
  /** Whether it was stopped before the end; what was under way runs again next time. */
  readonly stopped: boolean;
}

export interface SweepOptions {
  readonly jobs: readonly Job[];
  readonly store: OutcomeStore;
  readonly executor: Executor;
  /** What runs first: the costliest, so that no core is left with a long one at the end, or what is given first. */
  readonly order?: 'costliest' | 'given';
  /** Stops the sweep: nothing new starts, jobs under way are given up. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: SweepEvent) => void;
}

/**
 * Runs those jobs whose record is not on disk, unless told otherwise the costliest first. A damaged or failed outcome is run
 * again. A job that crashes is tried three times, then recorded as failed; a run that
 * diverges is a result like any other.
 * @throws Error if an outcome cannot be written, or the executor breaks; what was written until then stays.
 */
export async function runSweep({
  jobs,
  store,
  executor,
  order = 'costliest',
  signal,
  onEvent,
}: SweepOptions): Promise<SweepResult> {
  const left: Job[] = [];
  const damaged: SweepEvent[] = [];
  for (const job of jobs) {
    const stored = await store.read(job);
    if (stored.kind === 'finished') {
      executor.kept?.(job);
      continue;
    }
    left.push(job);
    if (stored.kind === 'damaged') damaged.push({ event: 'damaged', job, reason: stored.reason });
  }
  if (order === 'costliest') left.sort((a, b) => b.cost - a.cost);
  const already = jobs.length - left.length;
  onEvent?.({ event: 'start', jobs: jobs.length, done: already, cost: left.reduce((sum, { cost }) => sum + cost, 0) });
  for (const event of damaged) onEvent?.(event);

  const broken = new AbortController();
  const stop = signal ? AbortSignal.any([signal, broken.signal]) : broken.signal;
  const failed: Job[] = [];
  let finished = 0;
  let next = 0;
  const keep = async (job: Job, outcome: JobOutcome) => {
    await store.write(outcome);
    executor.kept?.(job);
    if (outcome.kind === 'failed') {
      failed.push(job);
      onEvent?.({ event: 'failed', job, attempts: outcome.attempts, error: outcome.error });
    } else {
      finished++;
      onEvent?.({ event: 'finished', job, status: outcome.record.status });
    }
  };
  const breakOff = (error: unknown) => {
    broken.abort(error);
  };
  const lane = async () => {
    // While a record goes to the disk, the next job runs.
    let keeping: Promise<void> | undefined;
    for (let job = left[next++]; job !== undefined && !stop.aborted; job = left[next++]) {
      const outcome = await attempt(job, executor, stop, onEvent);
      await keeping;
      if (outcome === undefined) return;
      keeping = keep(job, outcome);
      keeping.catch(breakOff);
    }
    await keeping;
  };
  const lanes = Array.from({ length: Math.min(executor.capacity, left.length) }, async () => {
    try {
      await lane();
    } catch (error) {
      breakOff(error);
      throw error;
    }
  });
  const ends = await Promise.allSettled(lanes);
  const first = ends.find((end) => end.status === 'rejected');
  if (first) throw first.reason;
  return { already, finished, failed, stopped: finished + failed.length < left.length };
}

/** The outcome of a job, or undefined if the sweep was stopped meanwhile. */
async function attempt(
  job: Job,
  executor: Executor,
  stop: AbortSignal,
  onEvent: SweepOptions['onEvent'],
): Promise<JobOutcome | undefined> {
  for (let number = 1; ; number++) {
    try {
      return { kind: 'finished', record: ownRecord(job, await executor.run(job, stop)) };
    } catch (caught) {
      if (stop.aborted) return undefined;
      if (caught instanceof ExecutorError) throw caught;
      if (caught instanceof JobFailedError) {
        return { kind: 'failed', id: job.id, attempts: caught.attempts, error: caught.message };
      }
      const error = describeError(caught);
      if (number === mostAttempts) return { kind: 'failed', id: job.id, attempts: number, error };
      onEvent?.({ event: 'retry', job, attempt: number, error });
    }
  }
}

/** A job's record, if it is that: one under another id than planned would never be found again. */
export function ownRecord(job: Job, record: JobRecord): JobRecord {
  if (record.id !== job.id) throw new Error(`The record of job ${job.id} has the id ${record.id}.`);
  return record;
}
