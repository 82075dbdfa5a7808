import { twoPointsExperiment } from '../../lib/experiments/two-points/index.ts';

/** The experiments whose figures are live: their code is in the page too, to say what a run costs. */
export const liveExperiments = {
  'two-points': { experiment: twoPointsExperiment },
} as const;

export type LiveExperimentId = keyof typeof liveExperiments;

export const isLiveExperiment = (id: string): id is LiveExperimentId => Object.hasOwn(liveExperiments, id);
