import type { Experiment } from '../../lib/experiments/experiment.ts';
import { allExperiments, type AnyExperimentId } from '../../lib/experiments/index.ts';
import type { RunHead } from '../../lib/experiments/run-record.ts';
import type { Engine } from '../../lib/training/trainer.ts';

/** One run that the verification needs. Plain JSON data. */
export interface VerifyJob {
  /** The run's id, known before it runs. */
  readonly id: string;
  readonly experiment: AnyExperimentId;
  readonly parameters: object;
  /** Floating-point operations, roughly. */
  readonly cost: number;
}

/** An experiment whose parameters have been checked already: jobs carry complete ones. */
type Runnable = Pick<Experiment<object, unknown, unknown, object, unknown>, 'run' | 'runId' | 'cost'>;

const runnable = (id: AnyExperimentId) => allExperiments[id] as unknown as Runnable;

/** The job of a run. `parameters` must be complete. */
export function jobOf(experiment: AnyExperimentId, parameters: object, engine: Engine): VerifyJob {
  const { runId, cost } = runnable(experiment);
  return { id: runId(parameters, engine), experiment, parameters, cost: cost(parameters) };
}

/** Runs a job; gives its record. */
export function runJob({ experiment, parameters }: VerifyJob, engine: Engine): Promise<RunHead<object> & object> {
  return runnable(experiment).run(parameters, { engine });
}
