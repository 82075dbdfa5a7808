import { convolutionChannels, positionsAfter, type CnnSpec } from '../../networks/architectures/cnn.ts';
import { layerShapes, layerSize, type NetworkSpec } from '../../networks/network.ts';
import { matrixLength, packMatrix, signalLength, unpackMatrix, unpackSignal } from './packing.ts';

/** Units per block; `packing.ts` says how numbers lie in one. */
const lanes = 4;
const padded = (units: number) => Math.ceil(units / lanes) * lanes;

/** A block of parameters as the kernel holds it. */
interface BlockLayout {
  readonly rows: number;
  /** Columns of the kernel's matrix; of a convolution with padding between. */
  readonly columns: number;
  /** The kernel's column of each of the network's. */
  readonly place: ((column: number) => number) | undefined;
}

/**
 * How the kernel holds block `n`. A convolution's columns are channel by channel in the network, PyTorch's order, and place
 * by place of the window in the kernel, where the channels of a place are padded to blocks of 4.
 */
export function blockLayout(spec: NetworkSpec, n: number): BlockLayout {
  const { inputDim, outputDim } = layerShapes(spec)[n]!;
  if (spec.kind !== 'cnn' || n === 0 || n > spec.depth + 1) {
    return { rows: outputDim, columns: inputDim, place: undefined };
  }
  const { kernel } = spec;
  const channels = padded(convolutionChannels(spec, n - 1).from);
  const place = (column: number) => (column % kernel) * channels + Math.floor(column / kernel);
  return { rows: outputDim, columns: kernel * channels, place };
}

/** Numbers that the weights of a block take in the kernel. */
export function blockLength({ rows, columns }: BlockLayout): number {
  return matrixLength(rows, columns);
}

/** Writes the weights of a block into zeroed `packed`. */
export function packBlock({ rows, columns, place }: BlockLayout, weight: Float32Array, packed: Float32Array): void {
  if (place === undefined) {
    packMatrix(weight, rows, columns, packed);
    return;
  }
  const given = weight.length / rows;
  const spread = new Float32Array(rows * columns);
  for (let i = 0; i < weight.length; i++) spread[Math.floor(i / given) * columns + place(i % given)] = weight[i]!;
  packMatrix(spread, rows, columns, packed);
}

/** The weights of a block of `given` columns that lie in `packed`. */
export function unpackBlock(layout: BlockLayout, packed: Float32Array, given: number): Float32Array {
  const { rows, columns, place } = layout;
  const spread = unpackMatrix(packed, rows, columns);
  if (place === undefined) return spread;
  const weight = new Float32Array(rows * given);
  for (let i = 0; i < weight.length; i++) weight[i] = spread[Math.floor(i / given) * columns + place(i % given)]!;
  return weight;
}

/** Numbers that representation `layer` takes in the kernel. */
export function representationLength(spec: NetworkSpec, layer: number, points: number): number {
  if (spec.kind !== 'cnn' || layer === 0) return signalLength(points, layerSize(spec, layer));
  const { to } = convolutionChannels(spec, layer - 1);
  return positionsAfter(spec, layer) * signalLength(points, to);
}

/** Representation `layer`, `[points][units]`, that lies in `packed`. */
export function unpackRepresentation(
  spec: NetworkSpec,
  layer: number,
  points: number,
  packed: Float32Array,
): Float32Array {
  if (spec.kind !== 'cnn' || layer === 0) return unpackSignal(packed, points, layerSize(spec, layer));
  return unpackPositions(spec, layer, points, packed);
}

/** A signal between convolutions lies position by position; its list entry is channel by channel. */
function unpackPositions(spec: CnnSpec, layer: number, points: number, packed: Float32Array): Float32Array {
  const { to } = convolutionChannels(spec, layer - 1);
  const positions = positionsAfter(spec, layer);
  const perPosition = signalLength(2, to);
  const values = new Float32Array(points * to * positions);
  for (let p = 0, i = 0; p < points; p++) {
    for (let c = 0; c < to; c++) {
      for (let t = 0; t < positions; t++) {
        const at = ((p >> 1) * positions + t) * perPosition + (c >> 2) * 2 * lanes + (p & 1) * lanes + (c & 3);
        values[i++] = packed[at]!;
      }
    }
  }
  return values;
}
