import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker, WaitingError } from 'bullmq';
import type { RunStatus } from '../experiments/run-record.ts';
import { describeError, mostAttempts, type Executor } from './executor.ts';
import type { Job } from './job.ts';
import { queuePrefix } from './queue.ts';
import { encodeOutcome } from './record-file.ts';
import type { RedisLink } from './redis.ts';
import { ownRecord, type SweepEvent } from './run.ts';

export interface WorkOptions {
  readonly link: RedisLink;
  /** Name of the queue: see `queueName`. */
  readonly queue: string;
  /** Runs the jobs, here. */
  readonly executor: Executor;
  /** Seconds without a sign of life after which a worker's jobs go to others. */
  readonly lease: number;
  /** Ends the work: jobs under way go back to the queue. */
  readonly signal: AbortSignal;
  readonly onEvent?: (event: SweepEvent) => void;
}

/** How often a job may take its whole worker with it, or lose it by accident, before it counts as failed. */
const mostStalls = 2;

/** Milliseconds that jobs under way have to go back to the queue; after that their lease runs out instead. */
const closingTime = 5000;

/**
 * Takes jobs from the queue, as many at a time as `executor` runs, until it is stopped. Results go back through Redis with
 * their checksum; nothing is written here.
 * @throws ExecutorError when Redis has been away for too long.
 */
export async function workOnQueue({ link, queue, executor, lease, signal, onEvent }: WorkOptions): Promise<void> {
  const stop = AbortSignal.any([signal, link.lost]);
  const statuses = new WeakMap<object, RunStatus>();
  const worker = new Worker<Job, string, 'run'>(
    queue,
    async (item, token) => {
      const job = item.data;
      try {
        const record = ownRecord(job, await executor.run(job, stop));
        statuses.set(item, record.status);
        return encodeOutcome({ kind: 'finished', record });
      } catch (error) {
        if (!stop.aborted) throw new Error(describeError(error), { cause: error });
        await item.moveToWait(token);
        throw new WaitingError();
      }
    },
    {
      connection: link.client,
      prefix: queuePrefix,
      concurrency: executor.capacity,
      lockDuration: lease * 1000,
      stalledInterval: lease * 1000,
      maxStalledCount: mostStalls,
      // Its 15 s would be a pause after every restart of Redis.
      runRetryDelay: 1000,
    },
  );
  // Of the connection, which the link reports; or of a job that Redis gave to another meanwhile, which is that one's now.
  worker.on('error', () => undefined);
  worker.on('completed', (item) => {
    onEvent?.({ event: 'finished', job: item.data, status: statuses.get(item)! });
  });
  worker.on('failed', (item, { message: error }) => {
    if (!item) return;
    const [job, attempt] = [item.data, item.attemptsMade];
    if (attempt < mostAttempts) onEvent?.({ event: 'retry', job, attempt, error });
    else onEvent?.({ event: 'failed', job, attempts: attempt, error });
  });
  if (!stop.aborted) await once(stop, 'abort');
  const closing = worker.close(!link.isUp());
  await Promise.race([closing, sleep(closingTime, undefined, { ref: false })]);
  // Redis may have gone away meanwhile; then nothing of this ends by itself.
  void worker.disconnect().catch(() => undefined);
  link.close();
  link.lost.throwIfAborted();
}
