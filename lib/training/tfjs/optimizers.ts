import { add, div, mul, sqrt, square, sub, zeros, type Rank, type Tensor2D } from '@tensorflow/tfjs-core';
import { adamConstants, momentumDecay, type Optimizer } from '../trainer.ts';

/** How many tensors an optimiser keeps per parameter. */
export const slotsPerParameter: Readonly<Record<Optimizer, number>> = { sgd: 0, momentum: 1, adam: 2 };

/** What an optimiser keeps before the first update: for each parameter in turn. */
export function emptySlots(optimizer: Optimizer, parameters: readonly Tensor2D[]): Tensor2D[] {
  return parameters.flatMap((parameter) =>
    Array.from({ length: slotsPerParameter[optimizer] }, () => zeros<Rank.R2>(parameter.shape)),
  );
}

/** New values of parameters and slots. */
export interface Updated {
  readonly parameters: readonly Tensor2D[];
  readonly slots: readonly Tensor2D[];
}

/**
 * One update, PyTorch's arithmetic. `gradients` of `sgd` have the learning rate in them already.
 * @param update number of this update, from 1.
 */
export function updated(
  optimizer: Optimizer,
  learningRate: number,
  update: number,
  parameters: readonly Tensor2D[],
  gradients: readonly Tensor2D[],
  slots: readonly Tensor2D[],
): Updated {
  if (optimizer === 'sgd') return { parameters: parameters.map((p, n) => sub<Tensor2D>(p, gradients[n]!)), slots };
  if (optimizer === 'momentum') {
    const velocities = slots.map((v, n) => add<Tensor2D>(mul(v, momentumDecay), gradients[n]!));
    return { parameters: parameters.map((p, n) => sub(p, mul(velocities[n]!, learningRate))), slots: velocities };
  }
  const { beta1, beta2, epsilon } = adamConstants;
  const stepSize = learningRate / (1 - beta1 ** update);
  const correction = Math.sqrt(1 - beta2 ** update);
  const moved: Tensor2D[] = [];
  const moments: Tensor2D[] = [];
  parameters.forEach((parameter, n) => {
    const gradient = gradients[n]!;
    const first = add<Tensor2D>(mul(slots[2 * n]!, beta1), mul(gradient, 1 - beta1));
    const second = add<Tensor2D>(mul(slots[2 * n + 1]!, beta2), mul(square(gradient), 1 - beta2));
    const below = add<Tensor2D>(div(sqrt(second), correction), epsilon);
    moved.push(sub(parameter, mul(div(first, below), stepSize)));
    moments.push(first, second);
  });
  return { parameters: moved, slots: moments };
}
