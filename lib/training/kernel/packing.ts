/**
 * The kernel's order of numbers, `assembly/layout.ts`, from and to row-major arrays. Sizes are padded to blocks of 4:
 * matrices lie in blocks of 4 x 4, values per point in pairs of points, 4 units of the one and 4 of the other in turn.
 */

/** Units per block. */
const lanes = 4;

/** Where row `row`, column 0 of a matrix lies; column `c` follows at `+ (c >> 2) * 16 + (c & 3)`. */
function rowStart(row: number, columns: number): number {
  const columnBlocks = Math.ceil(columns / lanes);
  return (row >> 2) * columnBlocks * 16 + (row & 3) * lanes;
}

/** Length of a packed matrix `[rows][columns]`. */
export function matrixLength(rows: number, columns: number): number {
  return Math.ceil(rows / lanes) * Math.ceil(columns / lanes) * 16;
}

/** Length of packed values of `points` points with `units` units each. */
export function signalLength(points: number, units: number): number {
  return Math.ceil(points / 2) * Math.ceil(units / lanes) * 8;
}

/** Writes a row-major matrix into zeroed `packed`. */
export function packMatrix(matrix: Float32Array, rows: number, columns: number, packed: Float32Array): void {
  let from = 0;
  for (let r = 0; r < rows; r++) {
    const start = rowStart(r, columns);
    for (let c = 0; c < columns; c++) packed[start + (c >> 2) * 16 + (c & 3)] = matrix[from++]!;
  }
}

/** The row-major matrix `[rows][columns]` that lies in `packed`. */
export function unpackMatrix(packed: Float32Array, rows: number, columns: number): Float32Array {
  const matrix = new Float32Array(rows * columns);
  let to = 0;
  for (let r = 0; r < rows; r++) {
    const start = rowStart(r, columns);
    for (let c = 0; c < columns; c++) matrix[to++] = packed[start + (c >> 2) * 16 + (c & 3)]!;
  }
  return matrix;
}

function signalStart(point: number, units: number): number {
  return (point >> 1) * Math.ceil(units / lanes) * 8 + (point & 1) * lanes;
}

/** Writes `[points][units]` values into zeroed `packed`; an odd last point is paired with a copy of the first. */
export function packSignal(values: Float32Array, points: number, units: number, packed: Float32Array): void {
  for (let p = 0; p < points + (points % 2); p++) {
    const start = signalStart(p, units);
    const from = p < points ? p * units : 0;
    for (let u = 0; u < units; u++) packed[start + (u >> 2) * 8 + (u & 3)] = values[from + u]!;
  }
}

/** The `[points][units]` values that lie in `packed`. */
export function unpackSignal(packed: Float32Array, points: number, units: number): Float32Array {
  const values = new Float32Array(points * units);
  for (let p = 0; p < points; p++) {
    const start = signalStart(p, units);
    for (let u = 0; u < units; u++) values[p * units + u] = packed[start + (u >> 2) * 8 + (u & 3)]!;
  }
  return values;
}
