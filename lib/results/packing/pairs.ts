/** Pairs of places in a matrix of `size` rows above its diagonal, row by row; with `diagonal` also those on it. */
export function pairsOf(size: number, diagonal = false): [first: number, second: number][] {
  const pairs: [number, number][] = [];
  for (let first = 0; first < size; first++) {
    for (let second = first + (diagonal ? 0 : 1); second < size; second++) pairs.push([first, second]);
  }
  return pairs;
}

type Pairs = readonly (readonly [number, number])[];

/** The entries of a matrix (row-major) at some pairs; null if there is no matrix. */
export function entries(matrix: readonly number[] | null, size: number, pairs: Pairs): (number | null)[] {
  return pairs.map(([first, second]) => matrix?.[first * size + second] ?? null);
}

/** The symmetric matrix (row-major) of some entries, 0 where none is given; null if they are null. */
export function matrix(values: readonly (number | null)[], size: number, pairs: Pairs): number[] | null {
  if (values.length === 0 || values[0] === null) return null;
  const full = new Array<number>(size * size).fill(0);
  pairs.forEach(([first, second], n) => {
    full[first * size + second] = values[n]!;
    full[second * size + first] = values[n]!;
  });
  return full;
}
