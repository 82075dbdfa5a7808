/** Principal axes of some points, by falling variance. */
export interface PrincipalAxes {
  /** `[axis][dimension]`, of length 1 and orthogonal; the largest entry of each is positive. */
  readonly axes: readonly Float64Array[];
  /** Share of all variance that lies along each axis; 0 everywhere if the points do not vary. */
  readonly explained: readonly number[];
  /** Mean of the points. */
  readonly mean: Float64Array;
}

/**
 * Principal component analysis in float64, by Jacobi's rotations of the covariance matrix: the same numbers on every
 * machine, to 14 digits or so, for up to a few hundred dimensions.
 * @param values `[size][dimension]`, row-major.
 * @param count how many axes are wanted; fewer are given if there are fewer dimensions.
 * @throws RangeError for a number of values that is no multiple of `size`, or one that is not finite.
 */
export function principalAxes(values: ArrayLike<number>, size: number, count: number): PrincipalAxes {
  const dimension = values.length / size;
  if (!Number.isInteger(dimension) || dimension < 1) {
    throw new RangeError(`${values.length} values are not ${size} points of the same dimension.`);
  }
  const mean = meanOf(values, size, dimension);
  const covariance = covarianceOf(values, size, mean);
  const vectors = diagonalise(covariance, dimension);
  const variance = Array.from({ length: dimension }, (_, k) => Math.max(0, covariance[k * dimension + k]!));
  const total = variance.reduce((sum, value) => sum + value, 0);
  const order = variance.map((_, k) => k).sort((a, b) => variance[b]! - variance[a]!);
  const chosen = order.slice(0, count);
  return {
    axes: chosen.map((k) => pointed(vectors.subarray(k * dimension, (k + 1) * dimension))),
    explained: chosen.map((k) => (total > 0 ? variance[k]! / total : 0)),
    mean,
  };
}

/** Coordinates of points along axes: `[axis][point]`. */
export function coordinatesAlong({ axes, mean }: PrincipalAxes, values: ArrayLike<number>, size: number): number[][] {
  const dimension = mean.length;
  return axes.map((axis) =>
    Array.from({ length: size }, (_, point) => {
      let sum = 0;
      for (let k = 0; k < dimension; k++) sum += axis[k]! * (values[point * dimension + k]! - mean[k]!);
      return sum;
    }),
  );
}

function meanOf(values: ArrayLike<number>, size: number, dimension: number): Float64Array {
  const mean = new Float64Array(dimension);
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) throw new RangeError(`values[${i}] is ${values[i]}; it must be finite.`);
    mean[i % dimension]! += values[i]!;
  }
  return mean.map((sum) => sum / size);
}

function covarianceOf(values: ArrayLike<number>, size: number, mean: Float64Array): Float64Array {
  const dimension = mean.length;
  const matrix = new Float64Array(dimension * dimension);
  const centred = new Float64Array(dimension);
  for (let point = 0; point < size; point++) {
    for (let k = 0; k < dimension; k++) centred[k] = values[point * dimension + k]! - mean[k]!;
    for (let i = 0; i < dimension; i++) {
      const factor = centred[i]! / size;
      if (factor === 0) continue;
      for (let j = i; j < dimension; j++) matrix[i * dimension + j]! += factor * centred[j]!;
    }
  }
  for (let i = 0; i < dimension; i++) {
    for (let j = 0; j < i; j++) matrix[i * dimension + j] = matrix[j * dimension + i]!;
  }
  return matrix;
}

/** Sweeps after which rotations of float64 numbers have always converged; a dozen are the most that is needed. */
const mostSweeps = 60;

/** Makes symmetric `matrix` diagonal in place; gives the eigenvectors, `[vector][dimension]`. */
function diagonalise(matrix: Float64Array, dimension: number): Float64Array {
  const vectors = new Float64Array(dimension * dimension);
  for (let k = 0; k < dimension; k++) vectors[k * dimension + k] = 1;
  const square = matrix.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let off = 0;
    for (let i = 0; i < dimension; i++) for (let j = 0; j < i; j++) off += matrix[i * dimension + j]! ** 2;
    if (off <= 1e-30 * square) break;
    for (let p = 0; p < dimension - 1; p++) {
      for (let q = p + 1; q < dimension; q++) rotate(matrix, vectors, dimension, p, q);
    }
  }
  return vectors;
}

/** The rotation in the plane of `p` and `q` that makes their entry 0. */
function rotate(matrix: Float64Array, vectors: Float64Array, dimension: number, p: number, q: number): void {
  const between = matrix[p * dimension + q]!;
  if (between === 0) return;
  const theta = (matrix[q * dimension + q]! - matrix[p * dimension + p]!) / (2 * between);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < dimension; k++) {
    const [a, b] = [matrix[k * dimension + p]!, matrix[k * dimension + q]!];
    matrix[k * dimension + p] = cosine * a - sine * b;
    matrix[k * dimension + q] = sine * a + cosine * b;
  }
  turnRows(matrix, dimension, p, q, cosine, sine);
  turnRows(vectors, dimension, p, q, cosine, sine);
}

function turnRows(rows: Float64Array, dimension: number, p: number, q: number, cosine: number, sine: number): void {
  for (let k = 0; k < dimension; k++) {
    const a = rows[p * dimension + k]!;
    const b = rows[q * dimension + k]!;
    rows[p * dimension + k] = cosine * a - sine * b;
    rows[q * dimension + k] = sine * a + cosine * b;
  }
}

/** The axis, or its opposite, with its largest entry positive: an eigenvector's sign means nothing. */
function pointed(axis: Float64Array): Float64Array {
  const largest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? axis.map((value) => -value) : axis.slice();
}
