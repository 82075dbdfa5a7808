import { alternativesExperiment } from './alternatives/index.ts';
import { depthExperiment } from './depth/index.ts';
import { richStructureExperiment } from './rich-structure/index.ts';
import { twoPointsExperiment } from './two-points/index.ts';
import { xorExperiment } from './xor/index.ts';

/** The experiments whose runs have a row in the table of runs: those that sweeps plan and releases hold. */
export const experiments = { 'two-points': twoPointsExperiment } as const;
export type ExperimentId = keyof typeof experiments;

/** Every experiment by its id. */
export const allExperiments = {
  ...experiments,
  alternatives: alternativesExperiment,
  depth: depthExperiment,
  'rich-structure': richStructureExperiment,
  xor: xorExperiment,
} as const;
export type AnyExperimentId = keyof typeof allExperiments;
