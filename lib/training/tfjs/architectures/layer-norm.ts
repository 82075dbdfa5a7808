import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { LayerNormSpec } from '../../../networks/architectures/layer-norm.ts';
import { normalise } from '../more/operations.ts';
import { activate, affine } from '../operations.ts';
import type { ForwardPass } from './forward.ts';

export const layerNormForward: ForwardPass<LayerNormSpec> = (spec, parameters, input, { fastFlags }) => {
  const { depth, activation } = spec;
  const hidden: Tensor2D[] = [];
  let x = input;
  for (let n = 0; n < depth; n++) {
    const [weight, bias, gain, shift] = parameters.slice(4 * n) as [Tensor2D, Tensor2D, Tensor2D, Tensor2D];
    x = activate(activation, normalise(affine(weight, bias, x, fastFlags), gain, shift));
    hidden.push(x);
  }
  return { hidden, output: affine(parameters[4 * depth]!, parameters[4 * depth + 1]!, x, fastFlags) };
};
