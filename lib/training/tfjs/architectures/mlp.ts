import type { Tensor } from '@tensorflow/tfjs-core';
import type { MlpSpec } from '../../../networks/architectures/mlp.ts';
import { activate, affine } from '../operations.ts';
import type { ForwardPass } from './forward.ts';

export const mlpForward: ForwardPass<MlpSpec> = ({ depth, activation }, parameters, input, { fastFlags }) => {
  const hidden: Tensor[] = [];
  let x = input;
  for (let n = 0; n < depth; n++) {
    x = activate(activation, affine(parameters[2 * n]!, parameters[2 * n + 1]!, x, fastFlags));
    hidden.push(x);
  }
  return { hidden, output: affine(parameters[2 * depth]!, parameters[2 * depth + 1]!, x, fastFlags) };
};
