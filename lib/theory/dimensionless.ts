import { checkPair, checkRates, checkState } from './two-point.ts';
import type { Curves, PairGeometry, Rates, TwoPointState } from './two-point.ts';

/** A two-point problem without units (README, "Without units"). */
export interface DimensionlessProblem {
  /** `h* = sqrt((etaH/etaY) dx2 dy2)`, the unit of `h`; `y` and `w` have the unit `dy2`. */
  readonly heightUnit: number;
  /** `s = sqrt(etaH etaY dx2 dy2)` in 1/step: `tau = s t` is time without unit. */
  readonly rate: number;
  /** `C = H - Y/H = A_high/h*`, conserved. Near 0: rich (logistic); large: lazy (exponential). */
  readonly richness: number;
  /** `H = h/h*`, `Y = y/dy2`, `W = w/dy2` at the start. In these units both rates, `dx2` and `dy2` are 1. */
  readonly initial: TwoPointState;
}

function checkUnits(rates: Rates, pair: PairGeometry): void {
  checkPair(pair);
  checkRates(rates);
  const { etaH, etaY } = rates;
  const { dx2, dy2 } = pair;
  if (!(etaH > 0 && etaY > 0 && dx2 > 0 && dy2 > 0)) {
    throw new RangeError(
      `etaH=${etaH}, etaY=${etaY}, dx2=${dx2}, dy2=${dy2} give no units of height and time; all four must be > 0.`,
    );
  }
}

/**
 * The problem in its own units, in which no coefficient is left: `H' = -W`, `Y' = -W (H + Y/H)`,
 * `W' = -1/2 (3W - Y + 1) H - 1/2 (Y + W) W/H` (README, "Without units").
 * @throws RangeError if a rate, `dx2` or `dy2` is not > 0, or for a state that `integrate` refuses.
 */
export function dimensionless(initial: TwoPointState, rates: Rates, pair: PairGeometry): DimensionlessProblem {
  checkUnits(rates, pair);
  checkState(initial, pair);
  const heightUnit = Math.sqrt((rates.etaH / rates.etaY) * pair.dx2 * pair.dy2);
  const H = initial.h / heightUnit;
  const Y = initial.y / pair.dy2;
  return {
    heightUnit,
    rate: Math.sqrt(rates.etaH * rates.etaY * pair.dx2 * pair.dy2),
    richness: H - Y / H,
    initial: { h: H, y: Y, w: initial.w / pair.dy2 },
  };
}

/**
 * The gauge `C = A_high/h*` of how rich (`C` near 0) or lazy (`C` large) the learning of a pair is.
 * @throws as `dimensionless`.
 */
export function richness(initial: TwoPointState, rates: Rates, pair: PairGeometry): number {
  return dimensionless(initial, rates, pair).richness;
}

/**
 * The elementary solution for scalar outputs (README, "Without units"): with the signed `p = dyhat/dy`,
 *
 *     p' = 1/2 sqrt(C^2 + 4 p^2) (1 - p),   H = 1/2 (C + sqrt(C^2 + 4 p^2)),   Y = p^2,   W = p^2 - p
 *
 * in dimensionless time. With `R = sqrt(C^2 + 4)` the quantity `X = (R sqrt(C^2 + 4p^2) + 4p + C^2)/(1 - p)` grows as
 * `exp(R tau/2)` and its partner `V = 4C^2/X` falls as its inverse; `p` follows from their difference. Valid for every
 * start, those included where `h` passes through 0.
 *
 * @param initial a state of scalar outputs, that is `(y - w)^2 = y dy2`; `p` is taken from `y - w`.
 * @param times in steps since `initial`, finite and >= 0, in any order.
 * @throws RangeError if a rate, `dx2` or `dy2` is not > 0, if the state is refused by `integrate` or is not one of
 *   scalar outputs (relative deviation above 1e-4), or for a time that is not allowed.
 */
export function scalarSolution(
  initial: TwoPointState,
  rates: Rates,
  pair: PairGeometry,
  times: ArrayLike<number>,
): Curves {
  const problem = dimensionless(initial, rates, pair);
  const { y: Y0, w: W0 } = problem.initial;
  const p0 = Y0 - W0;
  if (Math.abs(p0 * p0 - Y0) > 1e-4 * Y0) {
    throw new RangeError(
      `initial y=${initial.y}, w=${initial.w} is no state of scalar outputs: (y - w)^2 is ${(initial.y - initial.w) ** 2}, ` +
        `and y dy2 is ${initial.y * pair.dy2}; they must be equal.`,
    );
  }
  const C = problem.richness;
  const C2 = C * C;
  const R = Math.sqrt(C2 + 4);
  const direct = 4 * p0 + C2;
  const rootTerm = R * Math.sqrt(C2 + 4 * p0 * p0);
  // X V = 4 C^2: the one in which nothing cancels gives the other.
  const sum = (rootTerm + Math.abs(direct)) / (1 - p0);
  const partner = sum === 0 ? 0 : (4 * C2) / sum;
  const X0 = direct >= 0 ? sum : partner;
  const V0 = direct >= 0 ? partner : sum;

  const h = new Float64Array(times.length);
  const y = new Float64Array(times.length);
  const w = new Float64Array(times.length);
  for (let i = 0; i < times.length; i++) {
    const time = times[i]!;
    if (!(time >= 0 && time < Infinity)) throw new RangeError(`times[${i}] is ${time}; it must be finite and >= 0.`);
    const growth = Math.exp(0.5 * R * problem.rate * time);
    const z = X0 * growth - V0 / growth;
    // 1 - p is what decays; it keeps its relative accuracy while p nears 1.
    const gap = p0 === 1 ? 0 : (2 * R * R) / (8 + z);
    const p = gap < 0.5 && gap > -1 ? 1 - gap : (z - 2 * C2) / (8 + z);
    const root = Math.sqrt(C2 + 4 * p * p);
    const H = C >= 0 ? 0.5 * (C + root) : (2 * p * p) / (root - C);
    h[i] = H * problem.heightUnit;
    y[i] = p * p * pair.dy2;
    w[i] = -p * gap * pair.dy2;
  }
  return { h, y, w };
}

/**
 * The ratio `etaH/etaY` that two states of one solution imply, from the invariant `y = r h^2 + C h` alone:
 * `(h - h0)/(y/h - y0/h0) / dx2` (README, "Invariant"). It is divided by `dx2`, so that it compares with fitted rates.
 * Negative: no positive rates lead from one state to the other. Not finite: `y/h` did not change.
 * @throws RangeError unless both `h > 0` and `dx2 > 0`.
 */
export function endpointRatio(
  initial: Pick<TwoPointState, 'h' | 'y'>,
  final: Pick<TwoPointState, 'h' | 'y'>,
  pair: Pick<PairGeometry, 'dx2'>,
): number {
  if (!(initial.h > 0 && final.h > 0 && pair.dx2 > 0)) {
    throw new RangeError(
      `initial h=${initial.h}, final h=${final.h}, dx2=${pair.dx2} give no end-point ratio; all must be > 0.`,
    );
  }
  return (final.h - initial.h) / (final.y / final.h - initial.y / initial.h) / pair.dx2;
}

/** Direction of motion in the phase plane, per step. */
export interface PhaseVelocity {
  readonly dh: number;
  readonly dc: number;
}

/**
 * The flow in the plane of `h` and `c = y - w = dy . dyhat`, on the surface `y = r h^2 + C h` that a start fixes:
 * `dh/dt = -etaH dx2 (y - c)`, `dc/dt = 1/2 etaY h (dy2 - c) - 1/2 etaH dx2 (y - c) c/h`.
 * @returns a function of `(h, c)`, `h > 0`; `null` at points that belong to no pair of maps (`y < 0` or `c^2 > y dy2`).
 * @throws RangeError if a rate, `dx2` or `dy2` is not > 0, or for a state that `integrate` refuses.
 */
export function phaseField(
  initial: TwoPointState,
  rates: Rates,
  pair: PairGeometry,
): (h: number, c: number) => PhaseVelocity | null {
  checkUnits(rates, pair);
  checkState(initial, pair);
  const alpha = rates.etaH * pair.dx2;
  const r = rates.etaY / alpha;
  const C = initial.y / initial.h - r * initial.h;
  return (h, c) => {
    if (!(h > 0)) throw new RangeError(`h is ${h}; the phase plane has h > 0.`);
    const y = r * h * h + C * h;
    if (y < 0 || c * c > y * pair.dy2) return null;
    const w = y - c;
    return { dh: -alpha * w, dc: 0.5 * rates.etaY * h * (pair.dy2 - c) - (0.5 * alpha * w * c) / h };
  };
}
