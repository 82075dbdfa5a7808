import { Tinypool } from 'tinypool';
import type { JobRecord } from '../../lib/sweeps/job.ts';
import type { VerifyJob } from './job.ts';
import { readRecord, writeRecord } from './store.ts';

export interface PoolOptions {
  /** Processes at work. */
  readonly count: number;
  readonly onRun?: (job: VerifyJob, done: number, of: number, seconds: number) => void;
}

/**
 * Runs those jobs whose record is not on disk yet, in the order given, in `count` child processes, and writes each record
 * when it is there: a verification that is stopped goes on from where it was.
 * @throws Error of the first job that failed, after the jobs under way have ended.
 */
export async function runMissing(jobs: readonly VerifyJob[], { count, onRun }: PoolOptions): Promise<void> {
  const missing: VerifyJob[] = [];
  for (const job of jobs) if ((await readRecord(job.id)) === null) missing.push(job);
  if (missing.length === 0) return;
  const pool = new Tinypool({
    runtime: 'child_process',
    filename: new URL('../../lib/sweeps/worker.ts', import.meta.url).href,
    minThreads: count,
    maxThreads: count,
    execArgv: [],
  });
  let next = 0;
  let done = 0;
  let broken = false;
  const lane = async () => {
    for (let job = missing[next++]; job !== undefined && !broken; job = missing[next++]) {
      const start = performance.now();
      try {
        await writeRecord((await pool.run(job, { name: 'run' })) as JobRecord);
      } catch (error) {
        broken = true;
        throw new Error(`${job.experiment} ${JSON.stringify(job.parameters)} failed.`, { cause: error });
      }
      done += 1;
      onRun?.(job, done, missing.length, (performance.now() - start) / 1000);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: count }, lane));
  await pool.destroy();
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
}
