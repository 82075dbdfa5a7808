import {
  add,
  matMul,
  mul,
  reshape,
  sum,
  transpose,
  type Rank,
  type Tensor,
  type Tensor3D,
} from '@tensorflow/tfjs-core';
import type { TransformerSpec } from '../../../networks/architectures/transformer.ts';
import { normalise, softmax } from '../more/operations.ts';
import { activate, affine } from '../operations.ts';
import type { ForwardPass } from './forward.ts';

/** The residual stream is `[width][tokens * points]`, the points of a token side by side. */
export const transformerForward: ForwardPass<TransformerSpec> = (spec, parameters, input, { fastFlags }) => {
  const { width, depth, tokens, heads, activation } = spec;
  const points = input.shape[1]!;
  let next = 0;
  /** The blocks are taken in their order. */
  const take = (): [Tensor, Tensor] => {
    next += 2;
    return [parameters[next - 2]!, parameters[next - 1]!];
  };
  const map = (x: Tensor): Tensor => affine(...take(), x, fastFlags);
  const norm = (x: Tensor): Tensor => normalise(x, ...take());

  const size = width / heads;
  /** `[heads * points][tokens][width / heads]` from the stream's form, and back. */
  const byHead = (x: Tensor): Tensor3D =>
    reshape(transpose(reshape(x, [heads, size, tokens, points]), [0, 3, 2, 1]), [heads * points, tokens, size]);
  const fromHeads = (x: Tensor3D): Tensor =>
    reshape(transpose(reshape(x, [heads, points, tokens, size]), [0, 3, 2, 1]), [width, tokens * points]);

  const attention = (x: Tensor): Tensor => {
    const [query, key, value] = [byHead(map(x)), byHead(map(x)), byHead(map(x))] as const;
    const weights = softmax(mul(matMul(query, key, false, true), 1 / Math.sqrt(size)));
    return map(fromHeads(matMul(weights, value)));
  };
  const dense = (x: Tensor): Tensor => map(activate(activation, map(x)));

  let stream = reshape<Rank.R2>(map(input), [width, tokens * points]);
  const entry = (): Tensor => reshape(stream, [width * tokens, points]);
  const hidden = [entry()];
  for (let n = 0; n < depth; n++) {
    stream = add(stream, attention(norm(stream)));
    hidden.push(entry());
    stream = add(stream, dense(norm(stream)));
    hidden.push(entry());
  }
  const summed = sum<Tensor>(reshape<Rank.R3>(norm(stream), [width, tokens, points]), 1);
  return { hidden, output: map(mul(summed, 1 / tokens)) };
};
