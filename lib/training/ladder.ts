import type { Engine, EngineId, Workload } from './trainer.ts';
import { kernelSelfTest } from './self-test-kernel.ts';
import { runSelfTest, selfTestFault, type SelfTestSeries } from './self-test.ts';

/** An engine that a host may be able to start. `start` rejects with the reason if it cannot. */
export interface Rung {
  readonly id: EngineId;
  readonly start: () => Promise<Engine>;
}

/** Why an engine is not used. */
export interface Rejection {
  readonly id: EngineId;
  /** One or more sentences, for the reader. */
  readonly reason: string;
}

export interface LadderResult {
  /** The first engine that started and passed the self-test. */
  readonly engine: Engine;
  /** Those tried before it. */
  readonly rejected: readonly Rejection[];
}

export interface LadderOptions {
  /** The engine that the others are measured by: the kernel. Without it, its stored numbers are used. */
  readonly reference?: Engine;
  /** What is to be run: an engine that cannot run it is passed over, with its reason. */
  readonly workload?: Workload;
  /** How long a rung may take to start and pass the test, in ms; 15 s if not given. A GPU may hang without an error. */
  readonly timeLimit?: number;
}

/** Raised when no engine works. */
export class NoEngineError extends Error {
  override readonly name = 'NoEngineError';
  readonly rejected: readonly Rejection[];

  constructor(rejected: readonly Rejection[]) {
    const reasons = rejected.map(({ id, reason }) => `${id}: ${reason}`).join(' ');
    super(reasons === '' ? 'No engine was given to choose from.' : `No engine works here. ${reasons}`);
    this.rejected = rejected;
  }
}

/**
 * Tries `rungs` in their order and gives the first engine that starts and passes the self-test: 20 steps of a small net
 * must agree with the kernel's, which half precision does not. With a workload the engine must also be able to run that.
 * @throws NoEngineError if none does; it has the reason of each.
 */
export async function climb(rungs: readonly Rung[], options: LadderOptions = {}): Promise<LadderResult> {
  const { reference, workload, timeLimit = 15_000 } = options;
  const expected = reference === undefined ? kernelSelfTest : await runSelfTest(reference);
  const rejected: Rejection[] = [];
  for (const { id, start } of rungs) {
    try {
      const engine = await within(timeLimit, tryRung(id, start, expected, workload));
      return { engine, rejected };
    } catch (error) {
      rejected.push({ id, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  throw new NoEngineError(rejected);
}

async function tryRung(
  id: EngineId,
  start: () => Promise<Engine>,
  expected: SelfTestSeries,
  workload: Workload | undefined,
): Promise<Engine> {
  const engine = await start();
  if (engine.id !== id) throw new Error(`The engine that started calls itself ${engine.id}.`);
  const supported = workload === undefined || engine.supports(workload);
  if (supported !== true) throw new Error(supported);
  const fault = selfTestFault(await runSelfTest(engine), expected);
  if (fault !== undefined) throw new Error(fault);
  return engine;
}

/** What `work` gives, or a rejection if that takes longer than `timeLimit` ms. */
async function within<T>(timeLimit: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alarm = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`It did not start and pass the self-test within ${timeLimit} ms.`));
    }, timeLimit);
  });
  try {
    return await Promise.race([work, alarm]);
  } finally {
    clearTimeout(timer);
  }
}
