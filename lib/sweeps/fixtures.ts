import { twoPointsParameters } from '../experiments/two-points/parameters.ts';
import { jobOf as jobOfRun, type Job, type JobRecord } from './job.ts';

/* Jobs and records for tests, made without training anything. */

const engine = { id: 'kernel', version: 'test' } as const;

/** A job of the two-point experiment; the seed tells jobs apart. */
export function jobOf(seed: number, changes: { width?: number } = {}): Job {
  const parameters = twoPointsParameters.parse({ width: 8, steps: 10, seed, ...changes });
  return jobOfRun('two-points', parameters, { sweep: 'test', group: 'one', engine });
}

/** A record that `job` might have. */
export function recordOf({ id, experiment, parameters }: Job): JobRecord {
  const series = { step: [0, 10], h: [0.1, 0.5], y: [0.25, 0.5], w: [-0.125, 0], loss: [0.5, 2 ** -12] };
  const head = { id, experiment, parameters, engine, initialisation: 'test/1', divergedAt: null };
  // A variable, as what a record holds besides its head is not in its type.
  const record = { ...head, status: 'converged' as const, series };
  return record;
}
