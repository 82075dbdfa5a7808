import { sub, type Tensor } from '@tensorflow/tfjs-core';
import type { State } from './state.ts';

/**
 * One update, PyTorch's arithmetic: the state after it.
 * @param gradients of the parameters; those of `sgd` have the learning rate in them already.
 * @param update number of this update, from 1.
 */
export type Update = (state: State, gradients: readonly Tensor[], learningRate: number, update: number) => State;

/** Gradient descent, which is there at once; `more/optimizers.ts` has those that are loaded when they are first needed. */
export const sgd: Update = ({ parameters, slots }, gradients) => ({
  parameters: parameters.map((parameter, n) => sub(parameter, gradients[n]!)),
  slots,
});
