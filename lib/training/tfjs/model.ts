import { tensor2d, type Tensor2D } from '@tensorflow/tfjs-core';
import { layerShapes, type NetworkParameters, type NetworkSpec } from '../../networks/network.ts';
import type { Backend } from './backend.ts';

/** Parameters on the device: weight `[out][in]` and bias `[out][1]` of each block in turn. */
export type Parameters = readonly Tensor2D[];

/** Copies `parameters` to the device. */
export function upload(parameters: NetworkParameters): Parameters {
  return parameters.flatMap(({ inputDim, outputDim, weight, bias }) => [
    // TF.js may keep the array that it is given, and the caller may change it.
    tensor2d(weight.slice(), [outputDim, inputDim]),
    tensor2d(bias.slice(), [outputDim, 1]),
  ]);
}

/** Copies `parameters` from the device. All reads start before the first is awaited, so they see one state. */
export async function download(
  spec: NetworkSpec,
  parameters: Parameters,
  read: Backend['read'],
): Promise<NetworkParameters> {
  const arrays = await Promise.all(parameters.map(read));
  return layerShapes(spec).map(({ inputDim, outputDim }, n) => ({
    inputDim,
    outputDim,
    weight: arrays[2 * n]!,
    bias: arrays[2 * n + 1]!,
  }));
}

/** Uploads `rows`, row-major `[count][dim]`, as `[dim][count]`: points in columns. */
export function uploadColumns(rows: Float32Array, count: number, dim: number): Tensor2D {
  return tensor2d(transposed(rows, count, dim), [dim, count]);
}

/** The transpose of `values`, row-major `[rows][columns]`. */
export function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) result[c * rows + r] = values[r * columns + c]!;
  return result;
}
