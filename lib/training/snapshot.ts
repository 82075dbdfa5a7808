import type { NetworkParameters, NetworkSpec } from '../networks/network.ts';
import { parametersFault } from './parameters.ts';
import type { Optimizer } from './trainer.ts';

/**
 * A run between two updates, copied out of its engine: on the same engine training goes on from here to the same numbers as
 * if it had not been interrupted, on another one to what float32 allows. `step` also says which batch comes next and what
 * dropout drops, since both depend on the seed and the step alone.
 */
export interface Snapshot {
  /** Number of updates made. */
  readonly step: number;
  readonly parameters: NetworkParameters;
  /**
   * What the optimiser keeps, each in the shape of the parameters: nothing for `sgd`, the velocity of `momentum`, the means
   * of gradients and of their squares of `adam` (without bias correction).
   */
  readonly moments: readonly NetworkParameters[];
}

/** How many numbers an optimiser keeps per parameter. */
export const momentsOf: Readonly<Record<Optimizer, number>> = { sgd: 0, momentum: 1, adam: 2 };

/** What is wrong with a snapshot for a network under an optimiser, as a sentence; undefined if nothing is. */
export function snapshotFault(
  { step, parameters, moments }: Snapshot,
  network: NetworkSpec,
  optimizer: Optimizer,
): string | undefined {
  if (!Number.isInteger(step) || step < 0 || step >= 2 ** 31) {
    return `from.step is ${step}; it must be an integer from 0 to below 2^31.`;
  }
  const wanted = momentsOf[optimizer];
  if (moments.length !== wanted) return `from.moments.length is ${moments.length}; ${optimizer} keeps ${wanted}.`;
  return (
    parametersFault('from.parameters', parameters, network) ??
    moments.map((moment, n) => parametersFault(`from.moments[${n}]`, moment, network)).find(Boolean)
  );
}
