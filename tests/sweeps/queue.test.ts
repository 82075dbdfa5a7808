import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'bullmq';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Executor } from '../../lib/sweeps/executor.ts';
import { jobOf, recordOf } from '../../lib/sweeps/fixtures.ts';
import type { Job, JobRecord } from '../../lib/sweeps/job.ts';
import { memoryStore } from '../../lib/sweeps/memory-store.ts';
import { addJobs, openQueue, queueName, queuePrefix, type JobQueue } from '../../lib/sweeps/queue.ts';
import { queueExecutor } from '../../lib/sweeps/queue-executor.ts';
import { workOnQueue } from '../../lib/sweeps/queue-worker.ts';
import { linkRedis, type RedisLink } from '../../lib/sweeps/redis.ts';
import { runSweep, type SweepEvent } from '../../lib/sweeps/run.ts';
import { startRedis, type RedisServer } from '../support/redis-server.ts';

const name = 'runs-test';
const jobs = [1, 2, 3, 4, 5, 6].map((seed) => jobOf(seed));
const [first] = jobs as [Job];
const finished = (job: Job) => ({ kind: 'finished', record: recordOf(job) }) as const;

let redis: RedisServer;
/** What a test leaves running. */
let endings: (() => unknown)[];
beforeEach(async () => {
  endings = [];
  redis = await startRedis({ appendOnly: false });
});
afterEach(async () => {
  for (const end of endings.reverse()) await end();
  await redis.remove();
});

const patience = 20;

/** The queue, to look into it. */
async function openAnother(): Promise<JobQueue> {
  const link = await linkRedis(redis.url, { patience });
  endings.push(() => {
    link.close();
  });
  return openQueue(link, name);
}

/** Starts a worker whose jobs are done by `run`; `stop` ends it in good order. */
async function startWorker(run: (job: Job, signal: AbortSignal) => Promise<JobRecord>, patient = patience) {
  const executor: Executor = { id: 'inline', capacity: 2, run, close: () => Promise.resolve() };
  const controller = new AbortController();
  const events: SweepEvent[] = [];
  const work = workOnQueue({
    link: await linkRedis(redis.url, { patience: patient }),
    ...{ queue: name, executor, lease: 1, signal: controller.signal },
    onEvent: (event) => events.push(event),
  });
  const stop = async () => {
    controller.abort(new Error('enough'));
    await work;
  };
  endings.push(() => stop().catch(() => undefined));
  return { events, work, stop };
}

/** Leads a sweep to its end. */
async function lead({ store = memoryStore(), link, signal }: Partial<Lead> = {}) {
  const executor = await queueExecutor(link ?? (await linkRedis(redis.url, { patience })), name);
  try {
    return { store, result: await runSweep({ jobs, store, executor, ...(signal && { signal }) }) };
  } finally {
    await executor.close();
  }
}
interface Lead {
  readonly store: ReturnType<typeof memoryStore>;
  readonly link: RedisLink;
  readonly signal: AbortSignal;
}

const done = (job: Job) => Promise.resolve(recordOf(job));
const never = (_: Job, signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });

/** Waits until `holds` does. */
async function until(holds: () => boolean | Promise<boolean>) {
  while (!(await holds())) await sleep(20);
}

const nothing = { waiting: 0, active: 0, completed: 0, failed: 0 };

describe('a sweep over Redis', () => {
  it('brings every record home, and leaves nothing in Redis', async () => {
    const workers = [await startWorker(done), await startWorker(done)];
    const { store, result } = await lead();
    expect(result).toEqual({ already: 0, finished: jobs.length, failed: [], stopped: false });
    for (const job of jobs) expect(store.outcomes.get(job.id)).toEqual(finished(job));
    expect(await (await openAnother()).getJobCounts()).toMatchObject(nothing);
    const events = workers.flatMap(({ events }) => events);
    expect(events).toHaveLength(jobs.length);
    for (const event of events) expect(event).toMatchObject({ event: 'finished', status: 'converged' });
  });

  it('repeats a job that crashes, records it as failed after the third time, and tries it again when asked to', async () => {
    let asked = 0;
    await startWorker((job) => {
      if (job.id !== first.id) return done(job);
      asked++;
      return Promise.reject(new RangeError('no memory'));
    });
    const { store, result } = await lead();
    expect(result).toMatchObject({ finished: jobs.length - 1, failed: [first] });
    expect(asked).toBe(3);
    const error = 'RangeError: no memory';
    expect(store.outcomes.get(first.id)).toEqual({ kind: 'failed', id: first.id, attempts: 3, error });
    expect((await lead({ store })).result).toMatchObject({ already: jobs.length - 1, failed: [first] });
    expect(asked).toBe(6);
  });

  it('collects what was finished while nobody led it, without running it again', async () => {
    const controller = new AbortController();
    const leading = lead({ signal: controller.signal });
    const queue = await openAnother();
    await until(async () => (await queue.getWaitingCount()) === jobs.length);
    controller.abort(new Error('Ctrl-C'));
    expect((await leading).result).toMatchObject({ finished: 0, stopped: true });
    let asked = 0;
    await startWorker((job) => (asked++, done(job)));
    await until(async () => (await queue.getCompletedCount()) === jobs.length);
    const { store, result } = await lead();
    expect(result).toMatchObject({ finished: jobs.length, stopped: false });
    expect(store.outcomes.size).toBe(jobs.length);
    expect(asked).toBe(jobs.length);
  });

  it('takes out of Redis what is on disk already', async () => {
    const queue = await openAnother();
    await addJobs(queue, jobs);
    const store = memoryStore();
    for (const job of jobs) await store.write(finished(job));
    expect((await lead({ store })).result).toMatchObject({ already: jobs.length, finished: 0 });
    expect(await queue.getJobCounts()).toMatchObject(nothing);
  });

  it('gives jobs back to the queue at once when their worker is stopped', async () => {
    const { stop } = await startWorker(never);
    const leading = lead();
    const queue = await openAnother();
    await until(async () => (await queue.getActiveCount()) === 2);
    await stop();
    expect(await queue.getJobCounts()).toMatchObject({ ...nothing, waiting: jobs.length });
    await startWorker(done);
    expect((await leading).result).toMatchObject({ finished: jobs.length, failed: [] });
  });

  it('gives Redis again what it forgot in a restart', async () => {
    const notices: string[] = [];
    const link = await linkRedis(redis.url, { patience, onNotice: (text) => notices.push(text) });
    const leading = lead({ link });
    const queue = await openAnother();
    await until(async () => (await queue.getWaitingCount()) === jobs.length);
    await redis.kill();
    await redis.start();
    await startWorker(done);
    expect((await leading).result).toMatchObject({ finished: jobs.length, failed: [] });
    expect(notices).toEqual([
      `Redis at ${redis.url} has gone away; waiting for it up to ${patience} s.`,
      `Redis at ${redis.url} is back.`,
    ]);
  });

  it('has a job done anew whose result came back damaged', async () => {
    const queue = await openAnother();
    await addJobs(queue, [first]);
    const bad = new Worker(name, () => Promise.resolve('{"format":'), {
      ...{ connection: { url: redis.url }, prefix: queuePrefix },
    });
    await until(async () => (await queue.getCompletedCount()) === 1);
    await bad.close();
    await startWorker(done);
    const { store, result } = await lead();
    expect(result).toMatchObject({ finished: jobs.length, failed: [] });
    expect(store.outcomes.get(first.id)).toEqual(finished(first));
  });

  it('ends with a clear error, and no failed job, when Redis stays away', async () => {
    const link = await linkRedis(redis.url, { patience: 1 });
    const store = memoryStore();
    const leading = lead({ link, store });
    const queue = await openAnother();
    await until(async () => (await queue.getWaitingCount()) === jobs.length);
    await redis.kill();
    const message = `Redis at ${redis.url} has been away for 1 s: connect ECONNREFUSED`;
    await expect(leading).rejects.toThrow(message);
    expect(store.outcomes.size).toBe(0);
  });

  it('ends a worker with a clear error when Redis stays away', async () => {
    const { work } = await startWorker(never, 1);
    const queue = await openAnother();
    await addJobs(queue, [first]);
    await until(async () => (await queue.getActiveCount()) === 1);
    await redis.kill();
    await expect(work).rejects.toThrow(`Redis at ${redis.url} has been away for 1 s: connect ECONNREFUSED`);
  });

  it('ends with what Redis objects to, when its memory is full', async () => {
    const link = await linkRedis(redis.url, { patience });
    await link.client.config('SET', 'maxmemory', '1');
    const store = memoryStore();
    await expect(lead({ link, store })).rejects.toThrow(`Redis at ${redis.url} refuses: OOM`);
    expect(store.outcomes.size).toBe(0);
  });

  it('stops while Redis is away', async () => {
    const controller = new AbortController();
    const leading = lead({ signal: controller.signal });
    const { stop } = await startWorker(never);
    const queue = await openAnother();
    await until(async () => (await queue.getActiveCount()) === 2);
    await redis.kill();
    controller.abort(new Error('Ctrl-C'));
    expect((await leading).result).toMatchObject({ finished: 0, stopped: true });
    await stop();
  });
});

describe('linkRedis', () => {
  it('says where it found no Redis, but no password', async () => {
    await redis.kill();
    const url = redis.url.replace('//', '//:secret@');
    await expect(linkRedis(url, { patience })).rejects.toThrow(
      `Redis does not answer at ${redis.url.replace('//', '//:…@')}: connect ECONNREFUSED`,
    );
    await expect(linkRedis('localhost:6379', { patience })).rejects.toThrow(
      '"localhost:6379" is no address of Redis; allowed is redis://host:port, or rediss:// for TLS.',
    );
  });
});

describe('queueName', () => {
  it('differs between machines that would give a run other numbers', () => {
    const kernel = (version: string) => ({ id: 'kernel', version }) as const;
    const cpu = { id: 'tfjs-cpu', version: '1' } as const;
    const name = queueName([kernel('1'), cpu], 'normal/1');
    expect(queueName([cpu, kernel('1')], 'normal/1')).toBe(name);
    expect(queueName([kernel('2'), cpu], 'normal/1')).not.toBe(name);
    expect(queueName([kernel('1'), cpu], 'normal/2')).not.toBe(name);
  });
});
