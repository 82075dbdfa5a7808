/**
 * Elementwise activations, by the names of the paper's settings table: `leaky_relu` has slope 0.01 below zero, `elu` has
 * alpha = 1, `swish` is `x * sigmoid(x)` (PyTorch's SiLU) and `linear` is no activation at all.
 */
export const activations = ['leaky_relu', 'relu', 'tanh', 'elu', 'swish', 'linear'] as const;
export type Activation = (typeof activations)[number];

/** Kinds of network, by id; `mlp` is `MlpSpec`. */
export const architectures = ['mlp'] as const;
export type Architecture = (typeof architectures)[number];

/** A dense network: `depth` hidden layers of `width` units with one activation, then a linear output layer. */
export interface MlpSpec {
  readonly kind: 'mlp';
  readonly inputDim: number;
  readonly outputDim: number;
  /** Units per hidden layer. */
  readonly width: number;
  /** Number of hidden layers; the network has `depth + 1` weight matrices. */
  readonly depth: number;
  readonly activation: Activation;
}

/** What a network is. More kinds join this union as they are built. */
export type NetworkSpec = MlpSpec;

/** One affine map. */
export interface DenseParameters {
  readonly inputDim: number;
  readonly outputDim: number;
  /** `[outputDim][inputDim]`, row-major: PyTorch's layout. */
  readonly weight: Float32Array;
  /** `[outputDim]`. */
  readonly bias: Float32Array;
}

/** The affine maps of a network from input to output, `depth + 1` of them. */
export type NetworkParameters = readonly DenseParameters[];

/** Input and output size of each affine map of `spec`, from input to output. */
export function layerShapes(spec: NetworkSpec): { inputDim: number; outputDim: number }[] {
  return Array.from({ length: spec.depth + 1 }, (_, n) => ({
    inputDim: n === 0 ? spec.inputDim : spec.width,
    outputDim: n === spec.depth ? spec.outputDim : spec.width,
  }));
}

/** Number of trainable numbers of `spec`. */
export function parameterCount(spec: NetworkSpec): number {
  return layerShapes(spec).reduce((sum, { inputDim, outputDim }) => sum + (inputDim + 1) * outputDim, 0);
}
