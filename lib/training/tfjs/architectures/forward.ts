import type { Tensor2D } from '@tensorflow/tfjs-core';

/** One forward pass, points in columns. */
export interface Forward {
  /** The architecture's list of representations, each `[units][points]`. */
  readonly hidden: readonly Tensor2D[];
  /** `[outputDim][points]`. */
  readonly output: Tensor2D;
}

/** What a pass needs besides parameters and input. */
export interface PassOptions {
  /** As `Backend.fastTransposeFlags`. */
  readonly fastFlags: boolean;
  /** Dropout's factors before each affine map, `[units][points]`; none when nothing is dropped. */
  readonly masks: readonly Tensor2D[] | undefined;
}

/**
 * Runs a network on `input` `[inputDim][points]`. `parameters` are weight `[outputDim][inputDim]` and bias
 * `[outputDim][1]` of each block in turn.
 */
export type ForwardPass<Spec> = (
  spec: Spec,
  parameters: readonly Tensor2D[],
  input: Tensor2D,
  options: PassOptions,
) => Forward;
