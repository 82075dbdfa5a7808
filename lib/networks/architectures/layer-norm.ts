import {
  countParameters,
  denseShapes,
  embedding,
  normalisation,
  type Architecture,
  type NetworkSize,
  type ParameterShape,
} from '../architecture.ts';

/**
 * A dense network with layer normalisation before each activation (beyond the paper): `a_n = f(g_n * norm(W_n a_{n-1} +
 * b_n) + s_n)` for each of `depth` hidden layers, where norm takes the mean over the units away and divides by
 * `sqrt(variance + 1e-5)` (biased variance, PyTorch's `LayerNorm`); then a linear output. Readable are the values of each
 * hidden layer. The first map's biases are not zero, see `embedding`. Blocks: affine map and normalisation in turn.
 */
export interface LayerNormSpec extends NetworkSize {
  readonly kind: 'layer_norm';
}

function shapes(spec: LayerNormSpec): ParameterShape[] {
  return denseShapes(spec).flatMap((shape, n) => {
    if (n === spec.depth) return [shape];
    const map = n === 0 ? embedding(shape.inputDim, shape.outputDim, shape.outputDim) : shape;
    return [map, normalisation(spec.width)];
  });
}

export const layerNorm: Architecture<LayerNormSpec> = {
  name: 'LayerNorm MLP',
  constants: {},
  shapes,
  layerCount: ({ depth }) => depth,
  layerSize: ({ width }) => width,
  multiplications: (spec) => countParameters(shapes(spec)),
  fault: ({ width }) =>
    width >= 2
      ? undefined
      : `network.width is ${width}; a normalisation over one unit is always 0, so it must be from 2.`,
};
