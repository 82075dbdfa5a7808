/**
 * Squared Euclidean distances of all pairs of `size` points, computed in float64.
 * @param values `[size][dimension]`, row-major.
 * @returns `[size][size]`, row-major; the diagonal is 0.
 */
export function squaredDistances(values: ArrayLike<number>, size: number): number[] {
  const dimension = values.length / size;
  const matrix = new Array<number>(size * size).fill(0);
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      let sum = 0;
      for (let k = 0; k < dimension; k++) {
        const difference = values[a * dimension + k]! - values[b * dimension + k]!;
        sum += difference * difference;
      }
      matrix[a * size + b] = sum;
      matrix[b * size + a] = sum;
    }
  }
  return matrix;
}
