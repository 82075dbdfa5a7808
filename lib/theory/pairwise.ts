import { checkConverging, convergedDistance } from './final-distance.ts';
import { checkRates } from './two-point.ts';
import type { Rates } from './two-point.ts';

/** Squared distances of all pairs of `size` datapoints; every matrix is `[size][size]`, row-major. */
export interface PairwiseGeometry {
  /** Number of datapoints. */
  readonly size: number;
  /** Squared distances of the inputs. */
  readonly dx2: ArrayLike<number>;
  /** Squared distances of the targets. */
  readonly dy2: ArrayLike<number>;
  /** Squared distances of the representations before training. */
  readonly h: ArrayLike<number>;
  /** Squared distances of the predictions before training. */
  readonly y: ArrayLike<number>;
}

/**
 * Squared representational distance of every pair after training: `finalDistance` applied to each pair on its own (van
 * Rossem & Saxe 2024 use it for XOR). Exact for two points only; for more, each pair is treated as if the
 * others were not there, with one pair of rates for all.
 *
 * The diagonal is 0. Two points with equal inputs (`dx2 = 0`) keep their distance `h`. A pair with `h = 0` before training
 * needs `y = 0` and is taken as the limit of no output gain, `sqrt((etaH/etaY) dx2 dy2)`.
 * @returns `[size][size]`, row-major.
 * @throws RangeError for a matrix of the wrong length, for an entry that is not finite or negative (named by matrix, row
 *   and column), for `h = 0` with `y > 0`, and for rates other than `etaH >= 0`, `etaY > 0`.
 */
export function pairwiseDistances(points: PairwiseGeometry, rates: Rates): Float64Array {
  const { size } = points;
  if (!Number.isInteger(size) || size < 1) throw new RangeError(`size is ${size}; it must be a whole number >= 1.`);
  checkRates(rates);
  checkConverging(rates);
  for (const name of ['dx2', 'dy2', 'h', 'y'] as const) {
    const matrix = points[name];
    if (matrix.length !== size * size) {
      throw new RangeError(`matrix ${name} has ${matrix.length} entries; ${size} points need ${size * size}.`);
    }
    for (let i = 0; i < matrix.length; i++) {
      const value = matrix[i]!;
      if (!(value >= 0 && value < Infinity)) {
        const place = `[${Math.floor(i / size)}][${i % size}]`;
        throw new RangeError(`${name}${place} is ${value}; a squared distance must be finite and >= 0.`);
      }
    }
  }
  const final = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (row === column) continue;
      const at = row * size + column;
      const h = points.h[at]!;
      const y = points.y[at]!;
      if (h === 0 && y > 0) {
        throw new RangeError(`h[${row}][${column}] is 0 but y is ${y}: equal representations give equal predictions.`);
      }
      const gain = h === 0 ? 0 : y / h;
      final[at] = convergedDistance(h, gain, rates.etaH * points.dx2[at]!, rates.etaY, points.dy2[at]!);
    }
  }
  return final;
}
