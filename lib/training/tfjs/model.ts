import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import { layerShapes, type NetworkParameters, type NetworkSpec } from '../../networks/network.ts';
import type { Backend } from './backend.ts';

/**
 * Copies arrays of one shape to the device: one as it is, several of them, the members of an ensemble, one after another
 * in a tensor with their number before the shape.
 */
function stacked(members: readonly Float32Array[], shape: readonly [number, number]): Tensor {
  // TF.js may keep the array that it is given, and the caller may change it.
  if (members.length === 1) return tensor(members[0]!.slice(), [...shape]);
  const size = shape[0] * shape[1];
  const values = new Float32Array(members.length * size);
  members.forEach((member, n) => {
    values.set(member, n * size);
  });
  return tensor(values, [members.length, ...shape]);
}

/** Copies the parameters of networks of one shape to the device: weight `[out][in]` and bias `[out][1]` of each block. */
export function upload(members: readonly NetworkParameters[]): Tensor[] {
  return members[0]!.flatMap(({ inputDim, outputDim }, n) => [
    stacked(
      members.map((member) => member[n]!.weight),
      [outputDim, inputDim],
    ),
    stacked(
      members.map((member) => member[n]!.bias),
      [outputDim, 1],
    ),
  ]);
}

/**
 * Copies what `upload` made from the device. All reads start before the first is awaited, so that they see one state.
 * @param members number of networks.
 */
export async function download(
  spec: NetworkSpec,
  members: number,
  parameters: readonly Tensor[],
  read: Backend['read'],
): Promise<NetworkParameters[]> {
  const arrays = await Promise.all(parameters.map(read));
  const part = (values: Float32Array, member: number): Float32Array => {
    const size = values.length / members;
    return members === 1 ? values : values.slice(member * size, (member + 1) * size);
  };
  return Array.from({ length: members }, (_, member) =>
    layerShapes(spec).map(({ inputDim, outputDim }, n) => ({
      inputDim,
      outputDim,
      weight: part(arrays[2 * n]!, member),
      bias: part(arrays[2 * n + 1]!, member),
    })),
  );
}

/** Uploads rows of each member, row-major `[count][dim]`, as `[dim][count]`: points in columns. */
export function uploadColumns(members: readonly Float32Array[], count: number, dim: number): Tensor {
  return stacked(
    members.map((rows) => transposed(rows, count, dim)),
    [dim, count],
  );
}

/** The transpose of `values`, row-major `[rows][columns]`. */
export function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) result[c * rows + r] = values[r * columns + c]!;
  return result;
}
