/** A small set of datapoints that a network is trained on, full batch. */
export interface PointSet {
  /** Number of points. */
  readonly size: number;
  readonly inputDim: number;
  readonly outputDim: number;
  /** `[size][inputDim]`, row-major. */
  readonly inputs: Float32Array;
  /** `[size][outputDim]`, row-major. */
  readonly targets: Float32Array;
}
