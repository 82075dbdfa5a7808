import {
  countParameters,
  dense,
  embedding,
  normalisation,
  type Architecture,
  type NetworkSize,
  type ParameterShape,
} from '../architecture.ts';

/**
 * A pre-norm transformer encoder (beyond the paper). A point becomes a sequence of `tokens` tokens of `width` units by one
 * affine map, whose biases are the position embeddings (drawn, not zero: see `embedding`). Each of `depth` blocks is
 *
 *     r = r + attention(norm(r)),   r = r + W_2 f(W_1 norm(r) + b_1) + b_2     with 4 * width inner units,
 *
 * where attention has `heads` heads without a mask and with biases in its four maps. A last normalisation, the mean over
 * tokens and a linear output follow.
 *
 * The list of representations is the residual stream r: after the embedding, then after the attention and after the dense
 * part of each block, `2 depth + 1` entries, each of `width * tokens` numbers, unit by unit and in it token by token.
 *
 * Blocks of parameters: the embedding (row `unit * tokens + token`); per block of the net norm, query, key, value, output,
 * norm, inner, outer; the last norm; the output. Head `k` has rows `k * width / heads` and on of query, key and value.
 */
export interface TransformerSpec extends NetworkSize {
  readonly kind: 'transformer';
  readonly tokens: number;
  readonly heads: number;
}

/** Inner units of a block's dense part per unit of `width`. */
export const innerFactor = 4;

function shapes({ inputDim, outputDim, width, depth, tokens }: TransformerSpec): ParameterShape[] {
  const inner = innerFactor * width;
  const block = [
    normalisation(width),
    ...Array.from({ length: 4 }, () => dense(width, width)),
    normalisation(width),
    dense(width, inner),
    dense(inner, width),
  ];
  return [
    embedding(inputDim, width * tokens, width),
    ...Array.from({ length: depth }, () => block).flat(),
    normalisation(width),
    dense(width, outputDim),
  ];
}

export const transformer: Architecture<TransformerSpec> = {
  name: 'transformer',
  constants: { tokens: 4, heads: 2 },
  shapes,
  layerCount: ({ depth }) => 2 * depth + 1,
  layerSize: ({ width, tokens }) => width * tokens,
  multiplications: (spec) => {
    const { width, tokens, depth } = spec;
    return countParameters(shapes(spec)) * tokens + 2 * depth * tokens * tokens * width;
  },
  fault: ({ width, tokens, heads }) => {
    for (const [name, value] of Object.entries({ tokens, heads })) {
      if (!Number.isInteger(value) || value < 1)
        return `network.${name} is ${value}; it must be a whole number from 1.`;
    }
    if (width < 2) return `network.width is ${width}; a normalisation over one unit is always 0, so it must be from 2.`;
    return width % heads === 0
      ? undefined
      : `network.width is ${width}; with ${heads} heads of attention it must be a multiple of ${heads}.`;
  },
};
