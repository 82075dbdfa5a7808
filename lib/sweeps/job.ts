import type { experiments, ExperimentId } from '../experiments/index.ts';
import type { RunRecord } from '../experiments/run-record.ts';

/** Complete parameters of any experiment. */
export type JobParameters = Parameters<(typeof experiments)[ExperimentId]['run']>[0];

/** The record of any experiment. */
export type JobRecord = RunRecord<JobParameters>;

/** One run that a sweep asks for. Plain JSON data: executors send it to other processes. */
export interface Job {
  /** The id of its run, known before the run exists: see `runId`. */
  readonly id: string;
  readonly experiment: ExperimentId;
  readonly sweep: string;
  readonly group: string;
  readonly parameters: JobParameters;
  /** Floating-point operations, roughly: `Experiment.cost`. */
  readonly cost: number;
}
