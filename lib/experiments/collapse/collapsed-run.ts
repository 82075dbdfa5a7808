import { dimensionless, finalDistance, type PairGeometry, type Rates, type Trajectory } from '../../theory/index.ts';

/** A recorded run with its fitted rates. */
export interface FittedRun {
  readonly trajectory: Trajectory;
  readonly pair: PairGeometry;
  readonly rates: Rates;
}

/** A run without units: see docs/theory.md, "Collapse". All arrays have one entry per observation. */
export interface CollapsedRun {
  /** Steps. */
  readonly t: readonly number[];
  /** `y/dy2`, `h/h(inf)` by the closed form, `w/dy2`. */
  readonly y: readonly number[];
  readonly h: readonly number[];
  readonly w: readonly number[];
  /** `s = sqrt(etaH etaY dx2 dy2)`, 1/step. */
  readonly rate: number;
  /** Step at which y passes dy2/2. */
  readonly halfTime: number;
  /** Steps in which y rises from 25 to 75 % of dy2. */
  readonly riseTime: number;
  /** `riseTime * rate`: the theory says what it must be, see `predictedRise`. */
  readonly rise: number;
  /** The shape gauge C at the fitted rates. */
  readonly richness: number;
}

/**
 * Takes the units off a run by its two fitted rates.
 * @returns null if y does not rise through 25, 50 and 75 % of dy2 within the run: then it has no half time.
 * @throws RangeError if a rate or a squared distance is not > 0, or for a first sample that no pair of maps has.
 */
export function collapseRun({ trajectory, pair, rates }: FittedRun): CollapsedRun | null {
  const t = Array.from(trajectory.t);
  const initial = { h: trajectory.h[0]!, y: trajectory.y[0]!, w: trajectory.w[0]! };
  const { rate, richness } = dimensionless(initial, rates, pair);
  const final = finalDistance(initial, rates, pair);
  const y = Array.from(trajectory.y, (value) => value / pair.dy2);
  const [quarter, half, threeQuarters] = [0.25, 0.5, 0.75].map((level) => passage(t, y, level));
  if (quarter === undefined || half === undefined || threeQuarters === undefined) return null;
  const riseTime = threeQuarters - quarter;
  return {
    t,
    y,
    h: Array.from(trajectory.h, (value) => value / final),
    w: Array.from(trajectory.w, (value) => value / pair.dy2),
    rate,
    halfTime: half,
    riseTime,
    rise: riseTime * rate,
    richness,
  };
}

/** Time at which `values` first rises through `level`, linearly interpolated; undefined if it starts above or never does. */
export function passage(t: readonly number[], values: readonly number[], level: number): number | undefined {
  const after = values.findIndex((value) => value >= level);
  if (after <= 0) return undefined;
  const fraction = (level - values[after - 1]!) / (values[after]! - values[after - 1]!);
  return t[after - 1]! + fraction * (t[after]! - t[after - 1]!);
}

/** Ways of scaling time, from none to the run's own rise. */
export const timeAxes = ['steps', 'half', 'rate', 'collapse', 'rise'] as const;
export type TimeAxis = (typeof timeAxes)[number];

/** The run's observations on an axis: `t`, `t/t_half`, `s t`, `s (t - t_half)`, `(t - t_half)/(t_75 - t_25)`. */
export function onAxis({ t, rate, halfTime, riseTime }: CollapsedRun, axis: TimeAxis): number[] {
  const scale: Record<TimeAxis, (time: number) => number> = {
    steps: (time) => time,
    half: (time) => time / halfTime,
    rate: (time) => rate * time,
    collapse: (time) => rate * (time - halfTime),
    rise: (time) => (time - halfTime) / riseTime,
  };
  return t.map(scale[axis]);
}
