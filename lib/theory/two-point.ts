/**
 * The state of two datapoints in training, as the effective theory sees it (van Rossem & Saxe 2024). With
 * `dh` the difference of the two hidden representations, `dyhat` that of the two predictions and `dy` that of the two
 * targets:
 */
export interface TwoPointState {
  /** Squared representational distance `|dh|^2`. */
  readonly h: number;
  /** Squared distance of the two predictions `|dyhat|^2`. */
  readonly y: number;
  /** `|dyhat|^2 - dy . dyhat`: alignment of the prediction difference with its own error. */
  readonly w: number;
}

/** What does not change while the two points are learnt. */
export interface PairGeometry {
  /** Squared distance of the two inputs. */
  readonly dx2: number;
  /** Squared distance of the two targets. */
  readonly dy2: number;
}

/** Effective learning rates of the two maps, in 1/step; `etaH = 1/(2 tau_h)`, `etaY = 1/(2 tau_y)`. */
export interface Rates {
  /** Rate of the map from input to representation. */
  readonly etaH: number;
  /** Rate of the map from representation to output. */
  readonly etaY: number;
}

/** A solution at given times; the three arrays have the length of the times. */
export interface Curves {
  readonly h: Float64Array<ArrayBuffer>;
  readonly y: Float64Array<ArrayBuffer>;
  readonly w: Float64Array<ArrayBuffer>;
}

/**
 * How far an initial state may overstep Cauchy-Schwarz, `|y - w| <= sqrt(y dy2)`, relative to the right-hand side. For
 * scalar outputs the two sides are equal, so a measurement in float32 oversteps by its rounding (6e-8, a few times that
 * after sums over outputs). A further 1e-6 of `y` is allowed for, the rounding of `y - w` where `y` and `w` nearly agree.
 */
export const roundingAllowance = 1e-5;

function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} is ${value}; allowed are finite numbers.`);
}

/**
 * Checks a pair's geometry.
 * @throws RangeError if `dx2` or `dy2` is not a finite number `>= 0`.
 */
export function checkPair(pair: PairGeometry): void {
  for (const name of ['dx2', 'dy2'] as const) {
    requireFinite(name, pair[name]);
    if (pair[name] < 0) throw new RangeError(`${name} is ${pair[name]}; a squared distance must be >= 0.`);
  }
}

/**
 * Checks a pair of rates. Any finite value passes: the equations make sense for a rate that is zero (a map that is not
 * trained) or negative (what the paper's own optimiser returns where the theory does not hold).
 * @throws RangeError if a rate is not finite.
 */
export function checkRates(rates: Rates): void {
  requireFinite('etaH', rates.etaH);
  requireFinite('etaY', rates.etaY);
}

/**
 * Checks that a state can be the start of a solution.
 *
 * `h = 0` is not allowed, not even with `y = w = 0`: two points with one representation leave the output map along their
 * difference, `y/h`, undetermined, so that `(h, y, w)` no longer fixes what happens next. The limit `h -> 0` at given
 * `y/h` is regular; give a small `h` to take it.
 * @throws RangeError if a value is not finite, `h <= 0`, `y < 0`, or `(y - w)^2 > y dy2` beyond `roundingAllowance`.
 */
export function checkState(state: TwoPointState, pair: PairGeometry): void {
  const { h, y, w } = state;
  requireFinite('initial h', h);
  requireFinite('initial y', y);
  requireFinite('initial w', w);
  if (h <= 0) {
    throw new RangeError(
      `initial h is ${h}; it must be > 0, because the theory needs y/h, the squared gain of the output map along the ` +
        'difference of the two representations.',
    );
  }
  if (y < 0) throw new RangeError(`initial y is ${y}; a squared distance must be >= 0.`);
  const c = y - w;
  const bound = Math.sqrt(y * pair.dy2);
  if (Math.abs(c) > bound * (1 + roundingAllowance) + 1e-6 * y) {
    throw new RangeError(
      `initial state h=${h}, y=${y}, w=${w} breaks Cauchy-Schwarz: |y - w| = |dy . dyhat| is ${Math.abs(c)}, at most ` +
        `sqrt(y dy2) = ${bound} is possible with dy2=${pair.dy2}.`,
    );
  }
}
