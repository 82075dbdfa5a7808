import { reshape, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { convolutionChannels, positionsAfter, type CnnSpec } from '../../../networks/architectures/cnn.ts';
import { windows } from '../more/operations.ts';
import { activate, affine } from '../operations.ts';
import type { ForwardPass } from './forward.ts';

/** Signals are `[channels][positions * points]` between the dense maps, the points of a position side by side. */
export const cnnForward: ForwardPass<CnnSpec> = (spec, parameters, input, { fastFlags }) => {
  const { width, depth, kernel, activation } = spec;
  const points = input.shape[1]!;
  const block = (n: number, x: Tensor): Tensor => affine(parameters[2 * n]!, parameters[2 * n + 1]!, x, fastFlags);

  const first = activate(activation, block(0, input));
  const hidden: Tensor[] = [first];
  let x: Tensor = reshape(first, [1, width * points]);
  for (let n = 0; n <= depth; n++) {
    const { to } = convolutionChannels(spec, n);
    x = activate(activation, block(n + 1, windows(x as Tensor2D, kernel, points)));
    hidden.push(reshape(x, [to * positionsAfter(spec, n + 1), points]));
  }
  return { hidden, output: block(depth + 2, hidden.at(-1)!) };
};
