import { mean } from '../statistics.ts';
import { onAxis, type CollapsedRun, type TimeAxis } from './collapsed-run.ts';

/** The curves that are compared. */
export const collapsedCurves = ['y', 'h', 'w'] as const;
export type CollapsedCurve = (typeof collapsedCurves)[number];

/** How far curves lie from one another, as root mean square over time of the distance to their mean. */
export interface CurveSpread {
  /** Mean over the curves, and that of the curve furthest off; in units of the curve. */
  readonly mean: number;
  readonly worst: number;
}

/** Points at which curves are compared. */
const points = 400;

/**
 * Spread of one curve of several runs on a time axis, over the stretch in which the mean of their y goes from 1 to 99 %.
 * Outside its own observations a run keeps its first or last value.
 * @param target what to measure the distance to instead of the mean, as a function of the axis.
 * @throws RangeError for fewer than 2 runs, or if the mean of y does not go from 1 to 99 %.
 */
export function spreadOfCurves(
  runs: readonly CollapsedRun[],
  axis: TimeAxis,
  curve: CollapsedCurve,
  target?: (x: number) => number,
): CurveSpread {
  if (runs.length < 2) throw new RangeError(`A spread is of 2 runs and more; ${runs.length} given.`);
  const abscissae = runs.map((run) => onAxis(run, axis));
  const [from, to] = risingStretch(runs, abscissae);
  const x = evenly(from, to);
  const curves = runs.map((run, n) => x.map((at) => interpolate(abscissae[n]!, run[curve], at)));
  const centre = x.map((at, i) => target?.(at) ?? mean(curves.map((values) => values[i]!)));
  const distances = curves.map((values) => Math.sqrt(mean(values.map((value, i) => (value - centre[i]!) ** 2))));
  return { mean: mean(distances), worst: Math.max(...distances) };
}

const evenly = (from: number, to: number) =>
  Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1));

/** Where the mean of y goes from 1 to 99 %. */
function risingStretch(runs: readonly CollapsedRun[], abscissae: readonly number[][]): [number, number] {
  let from = Math.min(...abscissae.map((x) => x[0]!));
  let to = Math.max(...abscissae.map((x) => x.at(-1)!));
  // Twice: the axis of all observations may be far longer than the rise.
  for (let pass = 0; pass < 2; pass++) {
    const x = evenly(from, to);
    const y = x.map((at) => mean(runs.map((run, n) => interpolate(abscissae[n]!, run.y, at))));
    const start = y.findIndex((value) => value >= 0.01);
    const end = y.findIndex((value) => value >= 0.99);
    if (start < 0 || end < 0) {
      throw new RangeError(`The mean of y goes from ${y[0]!} to ${y.at(-1)!}; it must pass 0.01 and 0.99.`);
    }
    [from, to] = [x[Math.max(0, start - 1)]!, x[end]!];
  }
  return [from, to];
}

/** Linear between observations, constant outside them. */
function interpolate(x: readonly number[], values: readonly number[], at: number): number {
  if (at <= x[0]!) return values[0]!;
  if (at >= x.at(-1)!) return values.at(-1)!;
  let low = 0;
  let high = x.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x[middle]! <= at) low = middle;
    else high = middle;
  }
  const fraction = (at - x[low]!) / (x[high]! - x[low]!);
  return values[low]! + fraction * (values[high]! - values[low]!);
}
