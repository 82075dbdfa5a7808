import { add, type Tensor } from '@tensorflow/tfjs-core';
import { hasSkip, type ResidualSpec } from '../../../networks/architectures/residual.ts';
import { activate, affine } from '../operations.ts';
import type { ForwardPass } from './forward.ts';

export const residualForward: ForwardPass<ResidualSpec> = ({ depth, activation }, parameters, input, { fastFlags }) => {
  const hidden: Tensor[] = [];
  let x = input;
  for (let n = 0; n < depth; n++) {
    x = activate(activation, affine(parameters[2 * n]!, parameters[2 * n + 1]!, x, fastFlags));
    if (hasSkip(n, depth)) x = add(x, hidden[n - 2]!);
    hidden.push(x);
  }
  return { hidden, output: affine(parameters[2 * depth]!, parameters[2 * depth + 1]!, x, fastFlags) };
};
