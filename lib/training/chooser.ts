import { engineIdentities } from './identities.ts';
import {
  climb,
  patience,
  startRung,
  within,
  type LadderOptions,
  type LadderResult,
  type Rejection,
  type Rung,
} from './ladder.ts';
import { measureSpeed } from './probe.ts';
import type { Engine, EngineId, Workload } from './trainer.ts';

/** How fast an engine made the updates of a workload. */
export interface Measurement {
  readonly id: EngineId;
  readonly stepsPerSecond: number;
}

/** An engine, and what spoke for it. */
export interface Choice extends LadderResult {
  /** The engines that were measured against each other, the chosen one among them; none if there was one to choose. */
  readonly measured: readonly Measurement[];
}

/** Engines in their order of preference. */
export interface Contest {
  /** Those that are measured against each other. */
  readonly contenders: readonly EngineId[];
  /** Those that stand in if none of these works, in their order. */
  readonly substitutes: readonly EngineId[];
}

/**
 * Who may run a workload.
 *
 * On few points at once the kernel is the fastest by far (TF.js spends its time dispatching), and its bits are what makes a
 * run's address exact: where it can, it runs, and nothing is measured. Batches and what the kernel does not have are for a
 * GPU, if that is faster than the best of the CPU: the kernel, or where it cannot, TF.js on WebAssembly. No third engine is
 * loaded only to be measured.
 */
export function contestFor(workload: Workload): Contest {
  const kernelCan = engineIdentities.kernel.supports(workload) === true;
  if (kernelCan && workload.batches === undefined) {
    return { contenders: ['kernel'], substitutes: ['tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu'] };
  }
  return kernelCan
    ? { contenders: ['tfjs-webgl', 'kernel'], substitutes: ['tfjs-wasm', 'tfjs-cpu'] }
    : { contenders: ['tfjs-webgl', 'tfjs-wasm'], substitutes: ['tfjs-cpu'] };
}

export interface ContestOptions extends Pick<LadderOptions, 'timeLimit'> {
  readonly workload: Workload;
  /** Time of measuring in ms, of all contenders together and without their start; 200 if not given. */
  readonly budget?: number;
}

/**
 * Starts the contenders, each as on the ladder, and takes the one that makes most updates per second; the substitutes' first
 * that works if none of them does.
 * @throws NoEngineError if nothing works; it has the reason of each.
 */
export async function fastest(
  contenders: readonly Rung[],
  substitutes: readonly Rung[],
  { budget = 200, timeLimit = patience, workload }: ContestOptions,
): Promise<Choice> {
  const options = { timeLimit, workload };
  const rejected: Rejection[] = [];
  const started: Engine[] = [];
  for (const rung of contenders) {
    const result = await startRung(rung, options);
    if ('reason' in result) rejected.push(result);
    else started.push(result);
  }
  const [only] = started;
  if (only !== undefined && started.length === 1) return { engine: only, rejected, measured: [] };

  const measured: Measurement[] = [];
  let best: { engine: Engine; speed: number } | undefined;
  for (const engine of started) {
    const { id } = engine;
    try {
      const measuring = measureSpeed(engine, workload, budget / started.length);
      const stepsPerSecond = await within(timeLimit, 'finish the measurement', measuring);
      measured.push({ id, stepsPerSecond });
      if (best === undefined || stepsPerSecond > best.speed) best = { engine, speed: stepsPerSecond };
    } catch (error) {
      rejected.push({ id, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  if (best !== undefined) return { engine: best.engine, rejected, measured };
  const { engine, rejected: others } = await climb(substitutes, options, rejected);
  return { engine, rejected: others, measured: [] };
}
