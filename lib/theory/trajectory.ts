import { checkState } from './two-point.ts';
import type { PairGeometry, TwoPointState } from './two-point.ts';

/** A recorded run: four series of one length. Any array of numbers will do. */
export interface Trajectory {
  /** Times in steps, non-decreasing. */
  readonly t: ArrayLike<number>;
  readonly h: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly w: ArrayLike<number>;
}

/** How much a sample counts: each the same, each by the time it stands for, or as given. */
export type Weighting = 'samples' | 'time' | ArrayLike<number>;

/** A run that has passed the checks, as a fit needs it. */
export interface Samples {
  /** Time since the first sample. */
  readonly t: Float64Array;
  readonly h: Float64Array;
  readonly y: Float64Array;
  readonly w: Float64Array;
  readonly weight: Float64Array;
  readonly initial: TwoPointState;
}

/**
 * Checks series of one run and copies them.
 * @throws RangeError naming the series, the index, what was given and what is allowed: empty or too short (3 samples are
 *   needed), unequal lengths, a value that is not finite, a series without any change.
 */
export function checkSeries<Name extends string>(series: Record<Name, ArrayLike<number>>): Record<Name, Float64Array> {
  const names = Object.keys(series) as Name[];
  const first = names[0]!;
  const length = series[first].length;
  const copies = {} as Record<Name, Float64Array>;
  for (const name of names) {
    const values = series[name];
    if (values.length === 0) throw new RangeError(`series "${name}" is empty; a fit needs at least 3 samples.`);
    if (values.length !== length) {
      throw new RangeError(
        `series "${name}" has ${values.length} samples, series "${first}" has ${length}; all must have the same length.`,
      );
    }
    if (length < 3) throw new RangeError(`series "${name}" has ${length} samples; a fit needs at least 3.`);
    const copy = Float64Array.from(values);
    let constant = true;
    for (let i = 0; i < length; i++) {
      if (!Number.isFinite(copy[i]!)) {
        throw new RangeError(`series "${name}" is ${copy[i]!} at index ${i}; every value must be a finite number.`);
      }
      if (copy[i] !== copy[0]) constant = false;
    }
    if (constant) {
      throw new RangeError(
        `series "${name}" is constant (${copy[0]!} at every index); a fit needs a curve that changes.`,
      );
    }
    copies[name] = copy;
  }
  return copies;
}

/**
 * Checks the order of times and returns them counted from the first.
 * @throws RangeError naming the index where time runs backwards.
 */
export function elapsed(t: Float64Array): Float64Array {
  for (let i = 1; i < t.length; i++) {
    if (t[i]! < t[i - 1]!) {
      throw new RangeError(
        `series "t" decreases at index ${i}: ${t[i]!} after ${t[i - 1]!}; times must be in order (equal ones are allowed).`,
      );
    }
  }
  return t.map((time) => time - t[0]!);
}

/** Trapezoidal weights: a sample stands for half the time to each neighbour, so that the sum is an integral over time. */
function trapezoid(t: Float64Array): Float64Array {
  const last = t.length - 1;
  return t.map((_, i) => 0.5 * (t[Math.min(last, i + 1)]! - t[Math.max(0, i - 1)]!));
}

/**
 * The weight of every sample.
 * @throws RangeError if given weights have the wrong length, or one is not finite or negative, or fewer than two are > 0.
 */
export function sampleWeights(weighting: Weighting, t: Float64Array): Float64Array {
  if (weighting === 'samples') return new Float64Array(t.length).fill(1);
  if (weighting === 'time') return trapezoid(t);
  if (typeof weighting === 'string') {
    throw new RangeError(`weights is "${String(weighting)}"; allowed are "samples", "time" or one number per sample.`);
  }
  if (weighting.length !== t.length) {
    throw new RangeError(`weights has ${weighting.length} entries; the run has ${t.length} samples.`);
  }
  const weight = Float64Array.from(weighting);
  let positive = 0;
  for (let i = 0; i < weight.length; i++) {
    if (!(weight[i]! >= 0 && weight[i]! < Infinity)) {
      throw new RangeError(`weights[${i}] is ${weight[i]!}; a weight must be finite and >= 0.`);
    }
    if (weight[i]! > 0) positive++;
  }
  if (positive < 2) throw new RangeError(`weights has ${positive} entries > 0; a fit needs at least 2.`);
  return weight;
}

/**
 * Checks a run for a fit and copies it; the first sample becomes the initial state.
 * @throws RangeError as `checkSeries`, `elapsed`, `sampleWeights` and (for the first sample) `checkState`.
 */
export function checkTrajectory(trajectory: Trajectory, pair: PairGeometry, weighting: Weighting): Samples {
  const {
    t: absolute,
    h,
    y,
    w,
  } = checkSeries({
    t: trajectory.t,
    h: trajectory.h,
    y: trajectory.y,
    w: trajectory.w,
  });
  const t = elapsed(absolute);
  const initial = { h: h[0]!, y: y[0]!, w: w[0]! };
  try {
    checkState(initial, pair);
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new RangeError(`the first sample (index 0) cannot start a solution: ${text}`, { cause });
  }
  return { t, h, y, w, weight: sampleWeights(weighting, t), initial };
}

/** Weighted sum of squares about the weighted mean. */
export function variation(values: Float64Array, weight: Float64Array): number {
  let total = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    total += weight[i]!;
    sum += weight[i]! * values[i]!;
  }
  const mean = sum / total;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += weight[i]! * (values[i]! - mean) ** 2;
  return squares;
}
