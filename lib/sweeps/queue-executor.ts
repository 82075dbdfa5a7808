import { setTimeout as sleep } from 'node:timers/promises';
import { ExecutorError, JobFailedError, type Executor } from './executor.ts';
import type { Job, JobRecord } from './job.ts';
import { addJobs, everywhere, idsIn, itemId, openQueue } from './queue.ts';
import { decodeOutcome } from './record-file.ts';
import type { RedisLink } from './redis.ts';

/** Milliseconds between two looks at what has ended, and at whether Redis still knows all that was given to it. */
const lookInterval = 250;
const checkInterval = 5000;

/** Milliseconds for the last requests, if Redis goes away just when they are made. */
const closingTime = 2000;

/** Jobs that are in Redis at the same time, at most: it holds all of its data in memory. */
const mostInQueue = 10_000;

/** Requests that are under way at a time. */
const bundle = 100;

interface Waiter {
  readonly job: Job;
  readonly resolve: (record: JobRecord) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Has jobs run by `sweep work`, anywhere. Redis is a letter box, not the truth: a job that it forgot (a restart without its
 * file, someone's clean-up) is given to it again, and a result leaves it only when its record is on disk here. So whichever
 * process dies, the next executor goes on from the records and from what is in the queue.
 * @param link is closed with the executor, and if there is none.
 * @param name of the queue: see `queueName`.
 */
export async function queueExecutor(link: RedisLink, name: string): Promise<Executor> {
  const queue = openQueue(link, name);
  /** Jobs that are in Redis or were so: all that can be removed from there. */
  const present = new Set(
    await idsIn(queue, everywhere).catch((error: unknown) => {
      link.close();
      throw error;
    }),
  );
  const waiting = new Map<string, Waiter>();
  /** Not yet given to Redis, and no longer needed there. */
  const toAdd = new Map<string, Job>();
  const toRemove = new Set<string>();
  const closed = new AbortController();
  let broken: ExecutorError | undefined;

  const fail = (error: ExecutorError) => {
    broken ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  link.lost.addEventListener('abort', () => {
    fail(link.lost.reason as ExecutorError);
  });

  /** Out of the queue before it is tried again: the next try would find this end of it. */
  const tryAgain = async (id: string, reason: string) => {
    await queue.remove(itemId(id));
    reject(id, new Error(reason));
  };
  const reject = (id: string, error: Error) => {
    const waiter = waiting.get(id);
    if (waiting.delete(id)) waiter?.reject(error);
  };

  const takeCompleted = async (id: string) => {
    const waiter = waiting.get(id);
    const item = waiter && (await queue.getJob(itemId(id)));
    if (!item) return;
    let outcome;
    try {
      outcome = decodeOutcome(item.returnvalue, waiter.job);
    } catch (error) {
      await tryAgain(id, `What a worker sent cannot be used: ${(error as Error).message}`);
      return;
    }
    if (outcome.kind === 'failed') reject(id, new JobFailedError(outcome.error, outcome.attempts));
    else if (waiting.delete(id)) waiter.resolve(outcome.record);
  };

  const takeFailed = async (id: string) => {
    const item = await queue.getJob(itemId(id));
    if (item) reject(id, new JobFailedError(item.failedReason, Math.max(1, item.attemptsStarted)));
  };

  const take = async (state: 'completed' | 'failed', one: (id: string) => Promise<void>) => {
    const ended = await idsIn(queue, [state]);
    await inBundles(
      ended.filter((id) => waiting.has(id)),
      one,
    );
  };

  const look = async () => {
    if (toAdd.size > 0) {
      const jobs = [...toAdd.values()];
      toAdd.clear();
      await addJobs(queue, jobs);
      for (const { id } of jobs) present.add(id);
    }
    await take('completed', takeCompleted);
    await take('failed', takeFailed);
    await removeKept();
  };

  const removeKept = async () => {
    const ids = [...toRemove];
    toRemove.clear();
    await inBundles(ids, (id) => queue.remove(itemId(id)));
  };

  const addForgotten = async () => {
    const given = [...waiting.keys()].filter((id) => !toAdd.has(id));
    const known = new Set(await idsIn(queue, everywhere));
    for (const id of given) {
      const waiter = waiting.get(id);
      if (waiter && !known.has(id)) toAdd.set(id, waiter.job);
    }
  };

  const watch = async () => {
    let checked = performance.now();
    try {
      while (!closed.signal.aborted && !broken) {
        await look();
        if (performance.now() - checked > checkInterval) {
          await addForgotten();
          checked = performance.now();
        }
        await sleep(lookInterval, undefined, { signal: closed.signal }).catch(() => undefined);
      }
      await removeKept();
    } catch (error) {
      // Once it is closed, what is left to do is done by the next executor.
      if (closed.signal.aborted) return;
      fail(new ExecutorError(`Redis at ${link.place} refuses: ${(error as Error).message}`, { cause: error }));
    }
  };
  const watching = watch();

  return {
    id: 'redis',
    capacity: mostInQueue,
    run: (job, signal) =>
      new Promise((resolve, reject) => {
        if (broken) throw broken;
        signal.throwIfAborted();
        const stop = () => {
          if (waiting.delete(job.id)) reject(signal.reason as Error);
          toAdd.delete(job.id);
        };
        signal.addEventListener('abort', stop, { once: true });
        const settled = <T>(then: (value: T) => void) => {
          return (value: T) => {
            signal.removeEventListener('abort', stop);
            then(value);
          };
        };
        waiting.set(job.id, { job, resolve: settled(resolve), reject: settled(reject) });
        toAdd.set(job.id, job);
      }),
    kept: ({ id }) => {
      if (present.delete(id)) toRemove.add(id);
    },
    close: async () => {
      closed.abort();
      // Without Redis its requests never end: ioredis forgets them if it is closed between two attempts to connect.
      if (link.isUp()) await Promise.race([watching, sleep(closingTime, undefined, { ref: false })]);
      link.close();
      await queue.close();
    },
  };
}

async function inBundles(ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < ids.length; start += bundle) {
    await Promise.all(ids.slice(start, start + bundle).map(work));
  }
}
