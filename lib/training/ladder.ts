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

/** How long an engine may take for one thing, in ms, if the host says nothing else. A GPU may hang without an error. */
export const patience = 15_000;

export interface LadderOptions {
  /** The engine that the others are measured by: the kernel. Without it, its stored numbers are used. */
  readonly reference?: Engine;
  /** What is to be run: an engine that cannot run it is passed over, with its reason. */
  readonly workload?: Workload;
  /** How long a rung may take to start and pass the test, in ms; `patience` if not given. */
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
 * @param before what was tried before these rungs.
 * @throws NoEngineError if none does; it has the reason of each.
 */
export async function climb(
  rungs: readonly Rung[],
  options: LadderOptions = {},
  before: readonly Rejection[] = [],
): Promise<LadderResult> {
  const { reference, ...limits } = options;
  const expected = reference && (await runSelfTest(reference));
  const rejected = [...before];
  for (const rung of rungs) {
    const result = await startRung(rung, limits, expected);
    if (!('reason' in result)) return { engine: result, rejected };
    rejected.push(result);
  }
  throw new NoEngineError(rejected);
}

/**
 * The engine of one rung, if it starts, can run the workload and passes the self-test; otherwise why not.
 * @param expected what it must see in the self-test.
 */
export async function startRung(
  { id, start }: Rung,
  { workload, timeLimit = patience }: Omit<LadderOptions, 'reference'>,
  expected: SelfTestSeries = kernelSelfTest,
): Promise<Engine | Rejection> {
  try {
    return await within(timeLimit, 'start and pass the self-test', tryRung(id, start, expected, workload));
  } catch (error) {
    return { id, reason: error instanceof Error ? error.message : String(error) };
  }
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

/** What `work` gives, or a rejection if that, which is to `what`, takes longer than `timeLimit` ms. */
export async function within<T>(timeLimit: number, what: string, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alarm = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`It did not ${what} within ${timeLimit} ms.`));
    }, timeLimit);
  });
  try {
    return await Promise.race([work, alarm]);
  } finally {
    clearTimeout(timer);
  }
}
