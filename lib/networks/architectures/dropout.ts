import { countParameters, denseShapes, type Architecture, type NetworkSize } from '../architecture.ts';

/**
 * The authors' dropout MLP: dropout of `rate` before every affine map, on the input and on the last hidden layer too.
 * Dropout zeroes each number of each point with probability `rate` and divides the others by `1 - rate` (PyTorch's
 * "inverted" dropout). It acts in training only: h, y, w, the recorded loss, outputs and hidden values are those of the net
 * without dropout.
 *
 * The list of representations is that of the authors' modules, dropout and dense layers in turn: entry 0 is the input
 * behind its dropout, entry `2n + 1` hidden layer `n`, entry `2n + 2` the same behind its dropout; as nothing is dropped
 * when it is read, `2n + 2` equals `2n + 1`. The paper reads entry 5: the third hidden layer of ten.
 */
export interface DropoutSpec extends NetworkSize {
  readonly kind: 'dropout';
  /** Probability that a number is dropped, from 0 to below 1. */
  readonly rate: number;
}

export const dropout: Architecture<DropoutSpec> = {
  name: 'dropout MLP',
  constants: { rate: 0.1 },
  shapes: denseShapes,
  layerCount: ({ depth }) => 2 * depth + 1,
  layerSize: ({ width, inputDim }, layer) => (layer === 0 ? inputDim : width),
  multiplications: (spec) => countParameters(denseShapes(spec)),
  fault: ({ rate }) =>
    rate >= 0 && rate < 1 ? undefined : `network.rate is ${rate}; it must be at least 0 and below 1.`,
};
