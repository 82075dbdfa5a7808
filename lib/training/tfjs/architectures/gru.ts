import { add, mul, sigmoid, slice, sub, zeros, type Tensor } from '@tensorflow/tfjs-core';
import type { GruSpec } from '../../../networks/architectures/gru.ts';
import { activate, affine } from '../operations.ts';
import type { ForwardPass } from './forward.ts';

export const gruForward: ForwardPass<GruSpec> = ({ width, depth, activation }, parameters, input, { fastFlags }) => {
  const points = input.shape[1]!;
  const [inputWeight, inputBias, stateWeight, stateBias, weight, bias] = parameters as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  /** The rows of r, z or n. */
  const part = (x: Tensor, n: number): Tensor => slice(x, [n * width, 0], [width, points]);

  const read = affine(inputWeight, inputBias, input, fastFlags);
  const [readR, readZ, readN] = [part(read, 0), part(read, 1), part(read, 2)] as const;
  const hidden: Tensor[] = [];
  let state: Tensor = zeros([width, points]);
  for (let t = 0; t < depth; t++) {
    const recalled = affine(stateWeight, stateBias, state, fastFlags);
    const r = sigmoid(add(readR, part(recalled, 0)));
    const z = sigmoid(add(readZ, part(recalled, 1)));
    const candidate = activate(activation, add(readN, mul(r, part(recalled, 2))));
    state = add(candidate, mul(z, sub(state, candidate)));
    hidden.push(state);
  }
  return { hidden, output: affine(weight, bias, state, fastFlags) };
};
