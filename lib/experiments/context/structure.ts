import { coordinatesAlong, principalAxes } from '../principal-axes.ts';
import { squaredDistances } from '../squared-distances.ts';

/** How the variance of the representation within one context splits; the three parts sum to 1. */
export interface VarianceSplit {
  /** Share along the coordinate that the context asks for, the other one being averaged over. */
  readonly relevant: number;
  /** Share along the coordinate that it does not ask for. */
  readonly irrelevant: number;
  /** The rest: what neither coordinate explains by itself. */
  readonly interaction: number;
  /** Variance per point, summed over units. */
  readonly variance: number;
}

/** What is seen of the representation of all points at one time. Plain JSON of finite float32 numbers. */
export interface ContextStructure {
  /** Share of the variance along each of the first principal axes, at most six. */
  readonly explained: readonly number[];
  /** `[axis][point]`: coordinates along the first principal axes, at most three; points in the order of the data set. */
  readonly coordinates: readonly (readonly number[])[];
  /** Share of the variance that lies between the means of the two contexts. */
  readonly betweenContexts: number;
  /** The split within each context; null where the representation does not vary. */
  readonly contexts: readonly (VarianceSplit | null)[];
  /**
   * Absolute cosine of the angle between the axes along which the two contexts spread what they ask for: 1 where both
   * use one axis, near 0 where each has its own; null where one has none.
   */
  readonly axisCosine: number | null;
  /** Squared distances of the probed points (`probedPoints`), row-major. */
  readonly distances: readonly number[];
}

/** Places in the data set of a 3 x 3 grid of positions (ends and middle) in both contexts: the pairs that are compared. */
export function probedPoints(positions: number): number[] {
  const along = [0, Math.floor(positions / 2), positions - 1];
  return [0, 1].flatMap((context) =>
    along.flatMap((first) => along.map((second) => (context * positions + first) * positions + second)),
  );
}

/**
 * Analyses a representation of the points of `contextBlobs`.
 * @param hidden `[2 * positions^2][units]`, row-major.
 * @returns null if a number is not finite.
 */
export function contextStructure(hidden: Float32Array, positions: number): ContextStructure | null {
  if (!hidden.every(Number.isFinite)) return null;
  const size = 2 * positions * positions;
  const units = hidden.length / size;
  const principal = principalAxes(hidden, size, 6);
  const contexts = [0, 1].map((context) => {
    const half = hidden.subarray((context * hidden.length) / 2, ((context + 1) * hidden.length) / 2);
    return splitContext(half, positions, context);
  });
  const within = contexts.reduce((sum, { split }) => sum + (split?.variance ?? 0), 0) / 2;
  // The two contexts have as many points, so each mean lies half their distance from the common one.
  const [a, b] = contexts.map(({ mean }) => mean) as [Float64Array, Float64Array];
  const between = a.reduce((sum, value, k) => sum + (value - b[k]!) ** 2, 0) / 4;
  const [axisA, axisB] = contexts.map(({ axis }) => axis);
  const chosen = probedPoints(positions);
  const probed = Float64Array.from(chosen.flatMap((point) => [...hidden.subarray(point * units, (point + 1) * units)]));
  return {
    explained: principal.explained.map(Math.fround),
    coordinates: coordinatesAlong({ ...principal, axes: principal.axes.slice(0, 3) }, hidden, size).map((axis) =>
      axis.map(Math.fround),
    ),
    betweenContexts: between + within > 0 ? Math.fround(between / (between + within)) : 0,
    contexts: contexts.map(({ split }) => split),
    axisCosine:
      axisA && axisB ? Math.fround(Math.abs(axisA.reduce((sum, value, k) => sum + value * axisB[k]!, 0))) : null,
    distances: squaredDistances(probed, chosen.length).map(Math.fround),
  };
}

interface ContextPart {
  readonly mean: Float64Array;
  readonly split: VarianceSplit | null;
  /** Main axis of the means by the coordinate that is asked for. */
  readonly axis: Float64Array | null;
}

/** Two-way analysis of variance of one context's representations, `[first][second][unit]`, summed over units. */
function splitContext(values: Float32Array, positions: number, context: number): ContextPart {
  const count = positions * positions;
  const units = values.length / count;
  const mean = new Float64Array(units);
  const byFirst = new Float64Array(positions * units);
  const bySecond = new Float64Array(positions * units);
  for (let point = 0; point < count; point++) {
    const first = Math.floor(point / positions) * units;
    const second = (point % positions) * units;
    for (let k = 0; k < units; k++) {
      const value = values[point * units + k]!;
      mean[k]! += value / count;
      byFirst[first + k]! += value / positions;
      bySecond[second + k]! += value / positions;
    }
  }
  /** Mean square of rows of units about the mean. */
  const variance = (rows: ArrayLike<number>) => {
    let sum = 0;
    for (let i = 0; i < rows.length; i++) sum += (rows[i]! - mean[i % units]!) ** 2;
    return (sum * units) / rows.length;
  };
  const total = variance(values);
  const [asked, other] = context === 0 ? [byFirst, bySecond] : [bySecond, byFirst];
  if (total === 0) return { mean, split: null, axis: null };
  const [relevant, irrelevant] = [variance(asked) / total, variance(other) / total];
  const split = {
    relevant: Math.fround(relevant),
    irrelevant: Math.fround(irrelevant),
    interaction: Math.fround(Math.max(0, 1 - relevant - irrelevant)),
    variance: Math.fround(total),
  };
  return { mean, split, axis: relevant > 0 ? principalAxes(asked, positions, 1).axes[0]! : null };
}
