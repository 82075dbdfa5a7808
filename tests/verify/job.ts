import type { AnyParameters } from '../../lib/experiments/any.ts';
import type { ExperimentId } from '../../lib/experiments/index.ts';
import { jobOf as jobOfRun, type Job } from '../../lib/sweeps/job.ts';
import type { Engine } from '../../lib/training/trainer.ts';

/** One run that the verification needs. */
export type VerifyJob = Job;

/** The job of a run. `parameters` must be complete. */
export function jobOf(
  experiment: ExperimentId,
  parameters: AnyParameters,
  engine: Pick<Engine, 'id' | 'version'>,
): Job {
  return jobOfRun(experiment, parameters, { sweep: 'verify', group: experiment, engine });
}
