import type { AnyExperiment } from '../../lib/experiments/any.ts';
import type { AnyExperimentId } from '../../lib/experiments/index.ts';
import { withoutTheory } from '../../lib/experiments/two-points/compare.ts';
import { twoPointsExperiment } from '../../lib/experiments/two-points/index.ts';

/** Every experiment, one line each. The first figure's is here at once, the others are loaded when they are first run. */
const loaders: Readonly<Record<AnyExperimentId, () => AnyExperiment | Promise<AnyExperiment>>> = {
  'two-points': () => twoPointsExperiment,
  alternatives: async () => (await import('../../lib/experiments/alternatives/index.ts')).alternativesExperiment,
  context: async () => (await import('../../lib/experiments/context/index.ts')).contextExperiment,
  depth: async () => (await import('../../lib/experiments/depth/index.ts')).depthExperiment,
  mnist: async () => (await import('../../lib/experiments/mnist/index.ts')).mnistExperiment,
  'rich-structure': async () => (await import('../../lib/experiments/rich-structure/index.ts')).richStructureExperiment,
  xor: async () => (await import('../../lib/experiments/xor/index.ts')).xorExperiment,
};

/**
 * The experiment of an id.
 * @throws Error for the reader if its code cannot be loaded.
 */
export async function loadExperiment(id: AnyExperimentId): Promise<AnyExperiment> {
  try {
    return await loaders[id]();
  } catch (error) {
    throw new Error(`The code of the experiment could not be loaded: ${String(error)}`, { cause: error });
  }
}

/**
 * What stands for the comparison while a run is under way, where comparing would say little and change at every frame: a fit
 * to half a rise. The other experiments are compared as they go.
 */
export const unfinished: Partial<Readonly<Record<AnyExperimentId, unknown>>> = {
  'two-points': withoutTheory('The theory is fitted when a run has ended.'),
};
