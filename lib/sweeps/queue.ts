import { createHash } from 'node:crypto';
import { Queue, type JobsOptions, type JobType } from 'bullmq';
import { initialisation } from '../networks/initialise.ts';
import { engineIdentities, nodeEngineIds } from '../training/identities.ts';
import { mostAttempts } from './executor.ts';
import type { Job } from './job.ts';
import type { RedisLink } from './redis.ts';

/** The jobs of all sweeps in Redis: `Job` goes in, the text of its record file comes out. */
export type JobQueue = Queue<Job, string, 'run'>;

/** Before every key in Redis, so that the project can share one. */
export const queuePrefix = 'representations-align';

/** Every state that a job may be in, in the order in which it comes into them. */
export const everywhere: readonly JobType[] = ['waiting', 'prioritized', 'delayed', 'active', 'completed', 'failed'];

/** Jobs that are added at a time. */
const bundle = 500;

/**
 * Name of the queue of software that has some engines, by id and version, and starts networks in some way. Machines whose
 * software would give a run other numbers have another queue, and never take its job.
 */
export function queueName(engines: readonly Job['engine'][], start: string): string {
  const versions = engines.map(({ id, version }) => `${id}@${version}`).sort();
  const hash = createHash('sha256').update([...versions, start].join());
  return `runs-${hash.digest('hex').slice(0, 12)}`;
}

/** Name of the queue of the software that is running. */
export const queueOfThisSoftware = (): string =>
  queueName(
    nodeEngineIds.map((id) => engineIdentities[id]),
    initialisation,
  );

/** The id of a job in the queue. Not the run's own: BullMQ refuses ids that could be numbers. */
export const itemId = (id: string) => `run-${id}`;

/** A job that crashes goes to whatever worker is free next. */
const options: JobsOptions = { attempts: mostAttempts };

export function openQueue({ client }: RedisLink, name: string): JobQueue {
  const queue: JobQueue = new Queue(name, { connection: client, prefix: queuePrefix });
  // The link reports what happens to the connection.
  queue.on('error', () => undefined);
  return queue;
}

/** Adds jobs, in their order. One that is in the queue already, in whatever state, stays as it is. */
export async function addJobs(queue: JobQueue, jobs: readonly Job[]): Promise<void> {
  for (let start = 0; start < jobs.length; start += bundle) {
    const some = jobs.slice(start, start + bundle);
    await queue.addBulk(some.map((job) => ({ name: 'run', data: job, opts: { ...options, jobId: itemId(job.id) } })));
  }
}

/** Run ids of all jobs in some states. */
export async function idsIn(queue: JobQueue, states: readonly JobType[]): Promise<string[]> {
  // Without its limits it is two of each.
  return (await queue.getRanges([...states], 0, -1)).map((item) => item.slice(itemId('').length));
}

/** What is in the queue. */
export interface QueueCounts {
  readonly waiting: number;
  readonly running: number;
  /** Done, and not yet on the disk of who asked for them. */
  readonly finished: number;
  readonly failed: number;
  readonly workers: number;
}

export async function countQueue(queue: JobQueue): Promise<QueueCounts> {
  const [counts, workers] = await Promise.all([queue.getJobCounts(...everywhere), queue.getWorkersCount()]);
  const of = (...states: JobType[]) => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  return {
    waiting: of('waiting', 'prioritized', 'delayed'),
    running: of('active'),
    finished: of('completed'),
    failed: of('failed'),
    workers,
  };
}

/** Counts as a line. */
export const formatQueue = ({ waiting, running, finished, failed, workers }: QueueCounts): string =>
  `queue: ${waiting} waiting, ${running} running, ${finished} finished and ${failed} failed to be collected; ${workers} workers`;
