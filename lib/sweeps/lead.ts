import { buildKernel } from './engines.ts';
import type { Executor } from './executor.ts';
import type { Job } from './job.ts';
import type { Reporter } from './reporters.ts';
import { runSweep, type SweepOptions } from './run.ts';
import { exitCodeOf, stopOnSignals } from './signals.ts';
import { openStore, type OutcomeStore } from './store.ts';

export interface LeadOptions extends Pick<SweepOptions, 'order'> {
  /** Folder of the records, or another store for them. */
  readonly records: string | OutcomeStore;
  /** Called once the kernel is built. */
  readonly makeExecutor: () => Promise<Executor>;
  readonly reporter: Reporter;
  /** Seconds after which it stops by itself, as asked: runs under way are given up. */
  readonly deadline?: number;
}

/**
 * Runs jobs from the command line: makes what has no record yet, shows how far it is, and stops at Ctrl-C, after which the
 * same command continues.
 * @returns the exit code: 0 when every job has a record or its time is over, 1 when jobs failed, 128 + n when signal n stopped
 * it.
 * @throws as `openStore`, `makeExecutor` and `runSweep`.
 */
export async function leadSweep(
  jobs: readonly Job[],
  { records, makeExecutor, reporter, deadline, ...options }: LeadOptions,
): Promise<number> {
  const store = typeof records === 'string' ? await openStore(records) : records;
  await buildKernel();
  const { signal, release } = stopOnSignals();
  try {
    const executor = await makeExecutor();
    try {
      const onEvent = reporter.see.bind(reporter);
      const inTime = deadline === undefined ? [] : [AbortSignal.timeout(1000 * deadline)];
      const stop = AbortSignal.any([signal, ...inTime]);
      const result = await runSweep({ ...options, jobs, store, executor, signal: stop, onEvent });
      reporter.end(result);
      if (result.stopped && signal.aborted) return exitCodeOf(signal);
      return result.failed.length > 0 ? 1 : 0;
    } finally {
      await executor.close();
    }
  } finally {
    reporter.abandon();
    release();
  }
}
