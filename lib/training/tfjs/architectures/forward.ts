import type { Tensor } from '@tensorflow/tfjs-core';

/** One forward pass, points in columns. In an ensemble every matrix has the members before its rows. */
export interface Forward {
  /** The architecture's list of representations, each `[units][points]`. */
  readonly hidden: readonly Tensor[];
  /** `[outputDim][points]`. */
  readonly output: Tensor;
}

/** What a pass needs besides parameters and input. */
export interface PassOptions {
  /** As `Backend.fastTransposeFlags`. */
  readonly fastFlags: boolean;
  /** Dropout's factors before each affine map, `[units][points]`; none when nothing is dropped. */
  readonly masks: readonly Tensor[] | undefined;
}

/**
 * Runs a network on `input` `[inputDim][points]`. `parameters` are weight `[outputDim][inputDim]` and bias
 * `[outputDim][1]` of each block in turn.
 */
export type ForwardPass<Spec> = (
  spec: Spec,
  parameters: readonly Tensor[],
  input: Tensor,
  options: PassOptions,
) => Forward;
