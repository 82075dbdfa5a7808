import type { PointSet } from '../../datasets/point-set.ts';

/** The four XOR points, in the order of every matrix: (0,0), (0,1), (1,0), (1,1), with targets 0, 1, 1, 0. */
export const xorPoints: PointSet = {
  size: 4,
  inputDim: 2,
  outputDim: 1,
  inputs: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1),
  targets: Float32Array.of(0, 1, 1, 0),
};
