import { withoutTheory } from '../../lib/experiments/two-points/compare.ts';
import { twoPointsExperiment } from '../../lib/experiments/two-points/index.ts';

/** The experiments that a browser trains, and what stands for the theory while a run is under way. */
export const liveExperiments = {
  'two-points': {
    experiment: twoPointsExperiment,
    // A fit to half a rise would say little and change at every frame: the theory follows when the run has ended.
    unfinished: withoutTheory('The theory is fitted when a run has ended.'),
  },
} as const;

export type LiveExperimentId = keyof typeof liveExperiments;

export const isLiveExperiment = (id: string): id is LiveExperimentId => Object.hasOwn(liveExperiments, id);
