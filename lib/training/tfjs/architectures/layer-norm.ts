import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayerNormSpec } from '../../../networks/architectures/layer-norm.ts';
import { normalise } from '../more/operations.ts';
import { activate, affine } from '../operations.ts';
import type { ForwardPass } from './forward.ts';

export const layerNormForward: ForwardPass<LayerNormSpec> = (spec, parameters, input, { fastFlags }) => {
  const { depth, activation } = spec;
  const hidden: Tensor[] = [];
  let x = input;
  for (let n = 0; n < depth; n++) {
    const [weight, bias, gain, shift] = parameters.slice(4 * n) as [Tensor, Tensor, Tensor, Tensor];
    x = activate(activation, normalise(affine(weight, bias, x, fastFlags), gain, shift));
    hidden.push(x);
  }
  return { hidden, output: affine(parameters[4 * depth]!, parameters[4 * depth + 1]!, x, fastFlags) };
};
