import { add, div, mul, sqrt, square, sub, type Tensor } from '@tensorflow/tfjs-core';
import { adamConstants, momentumDecay, type Optimizer } from '../../trainer.ts';
import type { Update } from '../optimizers.ts';

const momentum: Update = ({ parameters, slots }, gradients, learningRate) => {
  const velocities = slots.map((velocity, n) => add(mul(velocity, momentumDecay), gradients[n]!));
  return {
    parameters: parameters.map((parameter, n) => sub(parameter, mul(velocities[n]!, learningRate))),
    slots: velocities,
  };
};

const adam: Update = ({ parameters, slots }, gradients, learningRate, update) => {
  const { beta1, beta2, epsilon } = adamConstants;
  const stepSize = learningRate / (1 - beta1 ** update);
  const correction = Math.sqrt(1 - beta2 ** update);
  const moved: Tensor[] = [];
  const moments: Tensor[] = [];
  parameters.forEach((parameter, n) => {
    const gradient = gradients[n]!;
    const first = add(mul(slots[2 * n]!, beta1), mul(gradient, 1 - beta1));
    const second = add(mul(slots[2 * n + 1]!, beta2), mul(square(gradient), 1 - beta2));
    const below = add(div(sqrt(second), correction), epsilon);
    moved.push(sub(parameter, mul(div(first, below), stepSize)));
    moments.push(first, second);
  });
  return { parameters: moved, slots: moments };
};

/** The optimisers that keep something. */
export const moreOptimizers: Readonly<Record<Exclude<Optimizer, 'sgd'>, Update>> = { momentum, adam };
