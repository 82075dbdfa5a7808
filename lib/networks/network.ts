import {
  countParameters,
  type Architecture as ArchitectureOf,
  type NetworkSize,
  type ParameterShape,
} from './architecture.ts';
import { activations } from './activation.ts';
import { cnn, type CnnSpec } from './architectures/cnn.ts';
import { dropout, type DropoutSpec } from './architectures/dropout.ts';
import { gru, type GruSpec } from './architectures/gru.ts';
import { layerNorm, type LayerNormSpec } from './architectures/layer-norm.ts';
import { mlp, type MlpSpec } from './architectures/mlp.ts';
import { residual, type ResidualSpec } from './architectures/residual.ts';
import { transformer, type TransformerSpec } from './architectures/transformer.ts';

export { activations, type Activation } from './activation.ts';
export type { MlpSpec } from './architectures/mlp.ts';

/** What a network is; `kind` tells them apart. */
export type NetworkSpec = MlpSpec | ResidualSpec | DropoutSpec | CnnSpec | LayerNormSpec | TransformerSpec | GruSpec;
export type Architecture = NetworkSpec['kind'];
/** The spec of one architecture. */
export type SpecOf<Kind extends Architecture> = Extract<NetworkSpec, { readonly kind: Kind }>;

/** The registry: one line per architecture, and its file. */
const registry: { readonly [Kind in Architecture]: ArchitectureOf<SpecOf<Kind>> } = {
  mlp,
  residual,
  dropout,
  cnn,
  layer_norm: layerNorm,
  transformer,
  gru,
};

/** Kinds of network, by id; the order is that of lists and menus. */
export const architectures = Object.keys(registry) as [Architecture, ...Architecture[]];

/** How text and controls write the architectures. */
export const architectureNames = Object.fromEntries(
  architectures.map((kind) => [kind, registry[kind].name]),
) as Readonly<Record<Architecture, string>>;

/** The entry of a spec's kind, which takes that spec and no other. */
function entry({ kind }: NetworkSpec): ArchitectureOf<NetworkSpec> {
  return registry[kind];
}

/** The network of an architecture at these sizes, its other fields (kernel, dropout rate, heads ...) at their constants. */
export function networkSpec(kind: Architecture, size: NetworkSize): NetworkSpec {
  return { ...size, ...registry[kind].constants, kind } as NetworkSpec;
}

/** One block of parameters: an affine map, a convolution, or the gain and shift of a normalisation. */
export interface DenseParameters {
  readonly inputDim: number;
  readonly outputDim: number;
  /** `[outputDim][inputDim]`, row-major: PyTorch's layout. */
  readonly weight: Float32Array;
  /** `[outputDim]`. */
  readonly bias: Float32Array;
}

/** The blocks of parameters of a network, as `layerShapes` lists them. */
export type NetworkParameters = readonly DenseParameters[];

/** Sizes and initial values of each block of parameters of `spec`, from input to output; see the architecture's file. */
export function layerShapes(spec: NetworkSpec): readonly ParameterShape[] {
  return entry(spec).shapes(spec);
}

/** Number of trainable numbers of `spec`. */
export function parameterCount(spec: NetworkSpec): number {
  return countParameters(layerShapes(spec));
}

/** Number of representations of `spec` that can be read; `layer` is an index into their list. */
export function layerCount(spec: NetworkSpec): number {
  return entry(spec).layerCount(spec);
}

/** Numbers per point of representation `layer` of `spec`. */
export function layerSize(spec: NetworkSpec, layer: number): number {
  return entry(spec).layerSize(spec, layer);
}

/** Multiplications of one forward pass of one point, roughly; for dense networks the number of their parameters. */
export function multiplications(spec: NetworkSpec): number {
  return entry(spec).multiplications(spec);
}

/** Sizes beyond this cannot be addressed in any arrangement, and products of two of them stay exact. */
const largestSize = 2 ** 24;

/** What is wrong with `spec`, as a sentence that says what is given and what is allowed; undefined if nothing is. */
export function specFault(spec: NetworkSpec): string | undefined {
  if (!architectures.includes(spec.kind)) {
    return `network.kind is ${spec.kind}; it must be one of ${architectures.join(', ')}.`;
  }
  for (const name of ['inputDim', 'outputDim', 'width', 'depth'] as const) {
    const value = spec[name];
    if (!Number.isInteger(value) || value < 1 || value > largestSize) {
      return `network.${name} is ${value}; it must be an integer from 1 to ${largestSize}.`;
    }
  }
  if (!activations.includes(spec.activation)) {
    return `network.activation is ${spec.activation}; it must be one of ${activations.join(', ')}.`;
  }
  return entry(spec).fault(spec);
}
