import { describe, expect, it } from 'vitest';
import { ExecutorError, JobFailedError, type Executor } from './executor.ts';
import { jobOf, recordOf } from './fixtures.ts';
import type { Job } from './job.ts';
import { memoryStore } from './memory-store.ts';
import { runSweep, type SweepEvent } from './run.ts';

/** Runs jobs by `work`, which also counts how often each was asked for. */
function executorOf(work: (job: Job, attempt: number) => Promise<ReturnType<typeof recordOf>>, capacity = 2) {
  const asked: string[] = [];
  const executor: Executor = {
    id: 'inline',
    capacity,
    run: (job) => {
      asked.push(job.id);
      return work(job, asked.filter((id) => id === job.id).length);
    },
    close: () => Promise.resolve(),
  };
  return { executor, asked };
}

const jobs = [1, 2, 3, 4, 5].map((seed) => jobOf(seed));
const [first, second] = jobs as [Job, Job];
const finished = (job: Job) => ({ kind: 'finished', record: recordOf(job) }) as const;

describe('runSweep', () => {
  it('runs what has no record, what is damaged and what failed, and nothing else', async () => {
    const store = memoryStore({
      [jobs[0]!.id]: finished(jobs[0]!),
      [jobs[1]!.id]: { kind: 'damaged', reason: 'it is no JSON' },
      [jobs[2]!.id]: { kind: 'failed', id: jobs[2]!.id, attempts: 3, error: 'Error: once' },
    });
    const { executor, asked } = executorOf((job) => Promise.resolve(recordOf(job)));
    const result = await runSweep({ jobs, store, executor });
    expect(result).toEqual({ already: 1, finished: 4, failed: [], stopped: false });
    expect(asked.toSorted()).toEqual(
      jobs
        .slice(1)
        .map(({ id }) => id)
        .toSorted(),
    );
    for (const job of jobs) expect(store.outcomes.get(job.id)).toEqual(finished(job));
  });

  it('begins with the costliest jobs', async () => {
    const sized = [jobOf(1, { width: 4 }), jobOf(1, { width: 16 }), jobOf(1, { width: 8 })];
    const { executor, asked } = executorOf((job) => Promise.resolve(recordOf(job)), 1);
    await runSweep({ jobs: sized, store: memoryStore(), executor });
    expect(asked).toEqual([sized[1]!.id, sized[2]!.id, sized[0]!.id]);
  });

  it('keeps the order given if asked to', async () => {
    const sized = [jobOf(1, { width: 4 }), jobOf(1, { width: 16 }), jobOf(1, { width: 8 })];
    const { executor, asked } = executorOf((job) => Promise.resolve(recordOf(job)), 1);
    await runSweep({ jobs: sized, store: memoryStore(), executor, order: 'given' });
    expect(asked).toEqual(sized.map(({ id }) => id));
  });

  it('repeats a job that crashes twice', async () => {
    const { executor, asked } = executorOf((job, attempt) =>
      attempt < 3 ? Promise.reject(new Error('Worker exited unexpectedly')) : Promise.resolve(recordOf(job)),
    );
    const events: SweepEvent[] = [];
    const store = memoryStore();
    const result = await runSweep({ jobs: [first], store, executor, onEvent: (event) => events.push(event) });
    expect(result).toMatchObject({ finished: 1, failed: [] });
    expect(asked).toHaveLength(3);
    expect(events.map(({ event }) => event)).toEqual(['start', 'retry', 'retry', 'finished']);
    expect(store.outcomes.get(first.id)).toEqual(finished(first));
  });

  it('records a job that crashes three times as failed with its error, and goes on', async () => {
    const { executor, asked } = executorOf((job) =>
      job.id === first.id ? Promise.reject(new RangeError('no memory')) : Promise.resolve(recordOf(job)),
    );
    const store = memoryStore();
    const result = await runSweep({ jobs, store, executor });
    expect(result).toEqual({ already: 0, finished: 4, failed: [first], stopped: false });
    expect(asked.filter((id) => id === first.id)).toHaveLength(3);
    const error = 'RangeError: no memory';
    expect(store.outcomes.get(first.id)).toEqual({ kind: 'failed', id: first.id, attempts: 3, error });
  });

  it('takes the word of an executor that has tried a job often enough', async () => {
    const { executor, asked } = executorOf(() => Promise.reject(new JobFailedError('Error: no', 7)));
    const store = memoryStore();
    expect(await runSweep({ jobs: [first], store, executor })).toMatchObject({ finished: 0, failed: [first] });
    expect(asked).toHaveLength(1);
    expect(store.outcomes.get(first.id)).toEqual({ kind: 'failed', id: first.id, attempts: 7, error: 'Error: no' });
  });

  it('ends with the error of an executor that is broken, and blames no job for it', async () => {
    const { executor, asked } = executorOf(() => Promise.reject(new ExecutorError('Redis is gone')));
    const store = memoryStore();
    await expect(runSweep({ jobs, store, executor })).rejects.toThrow('Redis is gone');
    expect(asked).toHaveLength(2);
    expect(store.outcomes.size).toBe(0);
  });

  it('tells its executor of what is safe on disk, and only then', async () => {
    const store = memoryStore({ [first.id]: finished(first) });
    const { executor } = executorOf((job) => Promise.resolve(recordOf(job)));
    const kept: string[] = [];
    executor.kept = ({ id }) => {
      expect(store.outcomes.get(id)).toMatchObject({ kind: 'finished' });
      kept.push(id);
    };
    await runSweep({ jobs, store, executor });
    expect(kept.toSorted()).toEqual(jobs.map(({ id }) => id).toSorted());
  });

  it('takes a run that diverged for a result', async () => {
    const { executor } = executorOf((job) =>
      Promise.resolve({ ...recordOf(job), status: 'diverged' as const, divergedAt: 11 }),
    );
    expect(await runSweep({ jobs, store: memoryStore(), executor })).toMatchObject({ finished: 5, failed: [] });
  });

  it('does not accept the record of another job', async () => {
    const { executor } = executorOf(() => Promise.resolve(recordOf(second)));
    const store = memoryStore();
    await runSweep({ jobs: [first], store, executor });
    const error = `Error: The record of job ${first.id} has the id ${second.id}.`;
    expect(store.outcomes.get(first.id)).toEqual({ kind: 'failed', id: first.id, attempts: 3, error });
  });

  it('starts nothing new once it is stopped, and records nothing of what was under way', async () => {
    const controller = new AbortController();
    const { executor, asked } = executorOf((job) => {
      if (job.id !== second.id) return Promise.resolve(recordOf(job));
      controller.abort(new Error('Ctrl-C'));
      return Promise.reject(new Error('killed'));
    }, 1);
    const store = memoryStore();
    const result = await runSweep({ jobs, store, executor, signal: controller.signal });
    expect(result).toEqual({ already: 0, finished: 1, failed: [], stopped: true });
    expect(asked).toEqual([first.id, second.id]);
    expect([...store.outcomes.keys()]).toEqual([first.id]);
  });

  it('ends with the error of the disk, and begins nothing after it', async () => {
    const store = memoryStore();
    let writes = 0;
    store.write = () => {
      writes++;
      return Promise.reject(new Error('ENOSPC: no space left on device'));
    };
    const { executor, asked } = executorOf(async (job) => {
      await new Promise((resolve) => setTimeout(resolve, 5 * asked.length));
      return recordOf(job);
    });
    await expect(runSweep({ jobs, store, executor })).rejects.toThrow('ENOSPC');
    expect(writes).toBeLessThanOrEqual(2);
    // One job that the first lane had begun while its record was being written.
    expect(asked).toHaveLength(3);
  });
});
