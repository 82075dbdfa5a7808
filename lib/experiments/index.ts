import { alternativesExperiment } from './alternatives/index.ts';
import { contextExperiment } from './context/index.ts';
import { depthExperiment } from './depth/index.ts';
import { mnistExperiment } from './mnist/index.ts';
import { richStructureExperiment } from './rich-structure/index.ts';
import { twoPointsExperiment } from './two-points/index.ts';
import { xorExperiment } from './xor/index.ts';

/** The experiments that have runs of their own: those that sweeps plan and releases hold. */
export const experiments = {
  'two-points': twoPointsExperiment,
  depth: depthExperiment,
  'rich-structure': richStructureExperiment,
  xor: xorExperiment,
  context: contextExperiment,
  mnist: mnistExperiment,
} as const;
export type ExperimentId = keyof typeof experiments;

/** Every experiment by its id: `alternatives` looks at the runs of two-points once more. */
export const allExperiments = { ...experiments, alternatives: alternativesExperiment } as const;
export type AnyExperimentId = keyof typeof allExperiments;
