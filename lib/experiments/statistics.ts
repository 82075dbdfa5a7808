/**
 * Pearson's correlation of two samples; NaN if one of them does not vary.
 * @throws RangeError unless both have the same length, at least 2.
 */
export function pearson(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length || a.length < 2) {
    throw new RangeError(`The samples have ${a.length} and ${b.length} values; allowed are equal lengths from 2.`);
  }
  const [meanA, meanB] = [mean(a), mean(b)];
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let n = 0; n < a.length; n++) {
    const [da, db] = [a[n]! - meanA, b[n]! - meanB];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return ab / Math.sqrt(aa * bb);
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Least, middle and greatest of some numbers; the middle of an even number of them is the mean of the two. */
export interface Spread {
  readonly count: number;
  readonly least: number;
  readonly median: number;
  readonly greatest: number;
}

/** @throws RangeError for an empty list or a value that is not a number. */
export function spread(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('A spread needs at least one value; none was given.');
  if (values.some(Number.isNaN)) throw new RangeError('A spread is of numbers; one of the values is NaN.');
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return {
    count: sorted.length,
    least: sorted[0]!,
    median: (sorted[Math.floor(half)]! + sorted[Math.ceil(half)]!) / 2,
    greatest: sorted.at(-1)!,
  };
}
