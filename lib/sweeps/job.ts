import { experimentOf, type AnyParameters, type AnyRecord } from '../experiments/any.ts';
import type { ExperimentId } from '../experiments/index.ts';
import type { Engine } from '../training/trainer.ts';

/** One run that a sweep asks for. Plain JSON data: executors send it to other processes. */
export interface Job {
  /** The id of its run, known before the run exists: see `runId`. */
  readonly id: string;
  readonly experiment: ExperimentId;
  readonly sweep: string;
  readonly group: string;
  readonly parameters: AnyParameters;
  /** What runs it: part of its id. */
  readonly engine: Pick<Engine, 'id' | 'version'>;
  /** Floating-point operations, roughly: `Experiment.cost`. */
  readonly cost: number;
}

/** The record of a job's run. */
export type JobRecord = AnyRecord;

/** The job of a run. `parameters` must be complete. */
export function jobOf(
  experiment: ExperimentId,
  parameters: AnyParameters,
  { sweep, group, engine: { id, version } }: Pick<Job, 'sweep' | 'group' | 'engine'>,
): Job {
  const definition = experimentOf(experiment);
  const engine = { id, version };
  return {
    ...{ id: definition.runId(parameters, engine), experiment, sweep, group, parameters, engine },
    cost: definition.cost(parameters),
  };
}
