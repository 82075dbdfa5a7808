import type { Tensor } from '@tensorflow/tfjs-core';
import type { DropoutSpec } from '../../../networks/architectures/dropout.ts';
import { masked } from '../more/operations.ts';
import { activate, affine } from '../operations.ts';
import type { ForwardPass } from './forward.ts';

export const dropoutForward: ForwardPass<DropoutSpec> = (spec, parameters, input, { fastFlags, masks }) => {
  const { depth, activation } = spec;
  const hidden: Tensor[] = [];
  // Entries that are equal are tensors of their own all the same: whoever takes one may dispose of it.
  const dropped = (x: Tensor, n: number): Tensor => (masks === undefined ? x.clone() : masked(x, masks[n]!));
  let x = dropped(input, 0);
  hidden.push(x);
  for (let n = 0; n < depth; n++) {
    const a = activate(activation, affine(parameters[2 * n]!, parameters[2 * n + 1]!, x, fastFlags));
    x = dropped(a, n + 1);
    hidden.push(a, x);
  }
  return { hidden, output: affine(parameters[2 * depth]!, parameters[2 * depth + 1]!, x, fastFlags) };
};
