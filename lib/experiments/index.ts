import { twoPointsExperiment } from './two-points/index.ts';

/** Every experiment by its id. */
export const experiments = { 'two-points': twoPointsExperiment } as const;
export type ExperimentId = keyof typeof experiments;
