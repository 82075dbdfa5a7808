import { twoPointsExperiment } from './two-points/index.ts';

/** The experiments whose runs have a row in the table of runs: those that sweeps plan and releases hold. */
export const experiments = { 'two-points': twoPointsExperiment } as const;
export type ExperimentId = keyof typeof experiments;

/** Every experiment by its id. */
export const allExperiments = { ...experiments } as const;
export type AnyExperimentId = keyof typeof allExperiments;
