import type { Tensor } from '@tensorflow/tfjs-core';

/** What an update changes, on the device: the parameters, and for each in turn what the optimiser keeps of it. */
export interface State {
  readonly parameters: readonly Tensor[];
  readonly slots: readonly Tensor[];
}

export const tensorsOf = ({ parameters, slots }: State): Tensor[] => [...parameters, ...slots];
