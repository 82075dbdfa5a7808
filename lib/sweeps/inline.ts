import type { Executor } from './executor.ts';
import { runJob } from './run-job.ts';

/** Runs jobs one after the other in this process. */
export function inlineExecutor(): Executor {
  return { id: 'inline', capacity: 1, run: runJob, close: () => Promise.resolve() };
}
