import { experimentOf, type AnyRecord } from '../../lib/experiments/any.ts';
import { runId } from '../../lib/experiments/run-id.ts';
import type { NetworkSpec } from '../../lib/networks/network.ts';
import { engineFor } from '../../lib/sweeps/engines.ts';
import type { Job } from '../../lib/sweeps/job.ts';
import type { Engine } from '../../lib/training/trainer.ts';
import { movedByRounding, referenceWeights } from './reference-weights.ts';

/**
 * A run of ours from the initial weights of a run of the reference, the one of its seed. What differs between the two has
 * no other cause than what was computed, rounding errors included: `rounding` 0 is that very start, 1 and on are the start
 * moved by rounding errors.
 */
export interface TwinJob extends Job {
  readonly rounding: number;
}

/** How a twin's weights begin, in the place of `initialisation` in its record and its id. */
const initialisationOf = (rounding: number) =>
  `xavier-normal/torch-1.13-mt19937/1${rounding === 0 ? '' : `+rounding-${rounding}`}`;

/** The twin of a job: its id says how it begins. */
export function twinOf(job: Job, rounding: number): TwinJob {
  const { experiment, parameters, engine } = job;
  const id = runId({ experiment, parameters, engine, initialisation: initialisationOf(rounding) });
  return { ...job, id, rounding };
}

export const isTwin = (job: Job): job is TwinJob => 'rounding' in job;

/** What the start of a run is drawn from. */
interface Draw {
  readonly gain: number;
  readonly seed: number;
}

/** An engine whose networks begin with the reference's weights of a seed, moved by rounding errors if `rounding` is not 0. */
export function fromReference(engine: Engine, draw: Draw, rounding = 0): Engine {
  const weights = (network: NetworkSpec) => {
    const drawn = referenceWeights(network, draw);
    return rounding === 0 ? drawn : movedByRounding(drawn, rounding);
  };
  return { ...engine, create: (setup) => engine.create({ ...setup, parameters: weights(setup.network) }) };
}

/** Runs a twin in this process. @throws as `Experiment.run`; RangeError for a network that the reference does not have. */
export async function runTwin({ id, experiment, parameters, rounding, ...job }: TwinJob): Promise<AnyRecord> {
  const engine = fromReference(await engineFor(job.engine), parameters as typeof parameters & Draw, rounding);
  const record = await experimentOf(experiment).run(parameters, { engine });
  return { ...record, id, initialisation: initialisationOf(rounding) };
}
