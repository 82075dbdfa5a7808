import type { Activation } from './activation.ts';

/** What every network has, whatever its architecture; each architecture says what `width` and `depth` count. */
export interface NetworkSize {
  readonly inputDim: number;
  readonly outputDim: number;
  readonly width: number;
  readonly depth: number;
  readonly activation: Activation;
}

/**
 * How the numbers of one array begin: constant, or normal with standard deviation
 * `gain * sqrt(2 / (fanIn + fanOut))` (Xavier normal).
 */
export type Fill = 'zeros' | 'ones' | { readonly fanIn: number; readonly fanOut: number };

/** One block of parameters: an affine map, a convolution or the gain and shift of a normalisation. */
export interface ParameterShape {
  readonly inputDim: number;
  readonly outputDim: number;
  /** How `weight`, `[outputDim][inputDim]`, begins. */
  readonly weight: Fill;
  /** How `bias`, `[outputDim]`, begins. */
  readonly bias: Fill;
}

/** What the library knows of an architecture apart from how it computes: that is the engines' part. */
export interface Architecture<Spec extends NetworkSize & { readonly kind: string }> {
  /** How text and controls write it. */
  readonly name: string;
  /** The fields of `Spec` that are not sizes, at the values of the paper or, beyond it, of ours. */
  readonly constants: Omit<Spec, keyof NetworkSize | 'kind'>;
  /** The blocks of parameters in their order: that of `NetworkParameters` and of the initial draws. */
  shapes(spec: Spec): readonly ParameterShape[];
  /** Number of entries of the list of representations that can be read. */
  layerCount(spec: Spec): number;
  /** Numbers per point of entry `layer` of that list. */
  layerSize(spec: Spec, layer: number): number;
  /** Multiplications of one forward pass of one point, roughly. */
  multiplications(spec: Spec): number;
  /** What is wrong with a spec whose sizes are whole numbers above 0, as a sentence; undefined if nothing is. */
  fault(spec: Spec): string | undefined;
}

/** An affine map with Xavier-normal weights and zero biases. */
export function dense(inputDim: number, outputDim: number): ParameterShape {
  return { inputDim, outputDim, weight: { fanIn: inputDim, fanOut: outputDim }, bias: 'zeros' };
}

/** Gain (`weight`, ones) and shift (`bias`, zeros) of a layer normalisation over `size` units. */
export function normalisation(size: number): ParameterShape {
  return { inputDim: 1, outputDim: size, weight: 'ones', bias: 'zeros' };
}

/**
 * The first map of a network that normalises: its biases are drawn as its weights are, as if the points had one more
 * coordinate that is 1. With zero biases the point x = 0 would be normalised from nothing: layer normalisation has slope
 * 1 / sqrt(1e-5) = 316 there, and the first update would throw the point far away.
 */
export function embedding(inputDim: number, outputDim: number, fanOut: number): ParameterShape {
  const fill = { fanIn: inputDim, fanOut };
  return { inputDim, outputDim, weight: fill, bias: fill };
}

/** Added to the variance in every layer normalisation, as in PyTorch. */
export const normalisationEpsilon = 1e-5;

/** The affine maps of a dense network from input to output, `depth + 1` of them. */
export function denseShapes({ inputDim, outputDim, width, depth }: NetworkSize): ParameterShape[] {
  return Array.from({ length: depth + 1 }, (_, n) =>
    dense(n === 0 ? inputDim : width, n === depth ? outputDim : width),
  );
}

/** Number of trainable numbers of `shapes`. */
export function countParameters(shapes: readonly ParameterShape[]): number {
  return shapes.reduce((sum, { inputDim, outputDim }) => sum + (inputDim + 1) * outputDim, 0);
}
