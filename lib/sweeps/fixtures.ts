import { experiments } from '../experiments/index.ts';
import { twoPointsParameters } from '../experiments/two-points/parameters.ts';
import type { Job, JobRecord } from './job.ts';

/* Jobs and records for tests, made without training anything. */

const engine = { id: 'kernel', version: 'test' } as const;

/** A job of the two-point experiment; the seed tells jobs apart. */
export function jobOf(seed: number, changes: { width?: number } = {}): Job {
  const parameters = twoPointsParameters.parse({ width: 8, steps: 10, seed, ...changes });
  const experiment = experiments['two-points'];
  const id = experiment.runId(parameters, engine);
  return { id, experiment: 'two-points', sweep: 'test', group: 'one', parameters, cost: experiment.cost(parameters) };
}

/** A record that `job` might have. */
export function recordOf({ id, experiment, parameters }: Job): JobRecord {
  const series = { step: [0, 10], h: [0.1, 0.5], y: [0.25, 0.5], w: [-0.125, 0], loss: [0.5, 2 ** -12] };
  return {
    id,
    experiment,
    parameters,
    engine,
    initialisation: 'test/1',
    status: 'converged',
    divergedAt: null,
    series,
  };
}
