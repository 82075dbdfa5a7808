import { Tinypool } from 'tinypool';
import type { Executor } from './executor.ts';
import type { Job, JobRecord } from './job.ts';

export interface ProcessesExecutor extends Executor {
  /** Operating system's ids of the processes at work. */
  processIds(): number[];
}

/**
 * Runs jobs in `count` child processes, one job in each at a time. Processes, not threads: one that is killed or runs out
 * of memory takes its own job with it and no other; it is replaced.
 * @param engines what the jobs were planned for; the processes must have them.
 * @param worker the module that a process runs: one with the exports of `worker.ts`.
 * @throws RangeError if `count` is not a whole number from 1; Error if the processes do not start.
 */
export async function processesExecutor(
  count: number,
  engines: readonly Job['engine'][],
  worker = new URL('./worker.ts', import.meta.url),
): Promise<ProcessesExecutor> {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`The number of processes is ${count}; allowed is a whole number from 1.`);
  }
  const pool = new Tinypool({
    runtime: 'child_process',
    filename: worker.href,
    minThreads: count,
    maxThreads: count,
    // Not the flags of whoever started the sweep (a debugger's port, a test runner's loader).
    execArgv: [],
  });
  // Emitted when a process dies that has no job yet. Then a job may wait for it in the pool's queue, for ever: give it back.
  let startFailure: Error | undefined;
  pool.on('error', (error: Error) => {
    startFailure = error;
    pool.cancelPendingTasks();
  });
  const call = async (name: string, task: unknown, tries = count): Promise<unknown> => {
    try {
      return await pool.run(task, { name });
    } catch (error) {
      // At most every process was dead, and each such try replaces one.
      if (neverBegan(error) && tries > 0) return call(name, task, tries - 1);
      // Given back to us above: what happened to the process says more than that.
      const isCancelled = error instanceof Error && error.name === 'CancelError';
      throw asError(isCancelled ? (startFailure ?? error) : error);
    }
  };
  const executor: ProcessesExecutor = {
    id: 'processes',
    capacity: count,
    run: (job, signal) => unlessAborted(call('run', job) as Promise<JobRecord>, signal),
    close: () => pool.destroy(),
    processIds: () => pool.threads.map(({ threadId }) => threadId),
  };
  // Their names alone: an engine's functions cannot go to another process.
  const names = engines.map(({ id, version }) => ({ id, version }));
  const start = async (tries = startTries): Promise<unknown> => {
    try {
      return await call('start', names);
    } catch (error) {
      if (hasExited(error) && tries > 1) return start(tries - 1);
      throw error;
    }
  };
  try {
    await start();
    return executor;
  } catch (error) {
    await executor.close().catch(() => undefined);
    throw new Error(`The processes for the jobs do not start: ${asError(error).message}`, { cause: error });
  }
}

/** Starts of a process, each replacing one that was killed at once, after which the reason is in the process itself. */
const startTries = 3;

/** Whether a process ended in the middle of its task: it was killed, or it is broken. */
function hasExited(error: unknown): boolean {
  return error instanceof Error && error.message.includes('exited unexpectedly');
}

/** Whether a task did not reach its process, which had died idle: the channel closes before the pool hears of the exit. */
function neverBegan(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_IPC_CHANNEL_CLOSED';
}

/** Errors cross from a process as plain objects. */
function asError(value: unknown): Error {
  if (value instanceof Error) return value;
  const { name, message, stack } = (value ?? {}) as Partial<Error>;
  const error = new Error(message ?? String(value));
  if (name !== undefined) error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}

/** The promise's result, or the signal's reason as soon as it is aborted. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}
