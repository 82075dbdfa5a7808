import { buildKernel } from './engines.ts';
import type { Executor } from './executor.ts';
import type { Job } from './job.ts';
import type { Reporter } from './reporters.ts';
import { runSweep, type SweepOptions } from './run.ts';
import { exitCodeOf, stopOnSignals } from './signals.ts';
import { openStore } from './store.ts';

export interface LeadOptions extends Pick<SweepOptions, 'order'> {
  /** Folder of the records. */
  readonly records: string;
  /** Called once the kernel is built. */
  readonly makeExecutor: () => Promise<Executor>;
  readonly reporter: Reporter;
}

/**
 * Runs jobs from the command line: makes what has no record yet, shows how far it is, and stops at Ctrl-C, after which the
 * same command continues.
 * @returns the exit code: 0 when every job has a record, 1 when jobs failed, 128 + n when signal n stopped it.
 * @throws as `openStore`, `makeExecutor` and `runSweep`.
 */
export async function leadSweep(
  jobs: readonly Job[],
  { records, makeExecutor, reporter, ...options }: LeadOptions,
): Promise<number> {
  const store = await openStore(records);
  await buildKernel();
  const { signal, release } = stopOnSignals();
  try {
    const executor = await makeExecutor();
    try {
      const onEvent = reporter.see.bind(reporter);
      const result = await runSweep({ ...options, jobs, store, executor, signal, onEvent });
      reporter.end(result);
      if (result.stopped) return exitCodeOf(signal);
      return result.failed.length > 0 ? 1 : 0;
    } finally {
      await executor.close();
    }
  } finally {
    reporter.abandon();
    release();
  }
}
