import { DormandPrince, type SolveReport } from './dormand-prince.ts';
import type { System } from './flow.ts';
import { published } from './published-flow.ts';
import { theory } from './smooth-flow.ts';
import { checkPair, checkRates, checkState } from './two-point.ts';
import type { Curves, PairGeometry, Rates, TwoPointState } from './two-point.ts';

export interface IntegrateOptions {
  /** Local error allowed per step relative to each coordinate; in `[1e-13, 1e-2]`, default 1e-11. */
  readonly relativeTolerance?: number;
  /** Steps, rejected ones included, after which the integration gives up; default 1,000,000. */
  readonly maxSteps?: number;
  /** The equations; default `theory`, the division-free form. See `alternatives` for others. */
  readonly system?: System;
}

/** A solution that ends before the last requested time. */
export class IntegrationError extends Error {
  override readonly name = 'IntegrationError';
  /** Time up to which the solution is known, in steps since the initial state. */
  readonly time: number;
  /** What was reached: entries from `reached` on are NaN. */
  readonly curves: Curves;
  readonly reached: number;

  constructor(message: string, time: number, curves: Curves, reached: number) {
    super(message);
    this.time = time;
    this.curves = curves;
    this.reached = reached;
  }
}

/**
 * Copies `times` after checking that they can be the times of a solution.
 * @throws RangeError if a time is not finite, negative, or before its predecessor; it names the index.
 */
function checkedTimes(times: ArrayLike<number>): Float64Array {
  const copy = Float64Array.from(times);
  for (let i = 0; i < copy.length; i++) {
    const time = copy[i]!;
    const before = i === 0 ? 0 : copy[i - 1]!;
    if (!Number.isFinite(time) || time < before) {
      const allowed =
        i === 0 ? 'finite and >= 0 (steps since the initial state)' : `finite and >= times[${i - 1}] = ${before}`;
      throw new RangeError(`times[${i}] is ${time}; it must be ${allowed}.`);
    }
  }
  return copy;
}

function checkOptions(options: IntegrateOptions): { relativeTolerance: number; maxSteps: number } {
  const { relativeTolerance = 1e-11, maxSteps = 1_000_000 } = options;
  if (!(relativeTolerance >= 1e-13 && relativeTolerance <= 1e-2)) {
    throw new RangeError(`relativeTolerance is ${relativeTolerance}; allowed is 1e-13 to 1e-2.`);
  }
  if (!(maxSteps >= 1)) throw new RangeError(`maxSteps is ${maxSteps}; allowed is 1 or more.`);
  return { relativeTolerance, maxSteps };
}

function explain(report: SolveReport, system: System, maxSteps: number): string {
  return report.failure === 'singular'
    ? `the solution of system "${system.id}" becomes singular at about t = ${report.time} ` +
        '(a form that divides by h stops where h reaches 0, and any solution where it grows without bound).'
    : `the solution of system "${system.id}" needs more than maxSteps = ${maxSteps} steps; it got to t = ${report.time}.`;
}

/**
 * Solves the effective theory of two points (van Rossem & Saxe 2024; README) by an adaptive
 * Dormand-Prince 5(4) method with dense output, on the division-free form of `smooth-flow.ts`. `h >= 0`, `y >= 0` and
 * Cauchy-Schwarz hold in every value returned, by construction.
 *
 * @param initial state at `t = 0`; `h > 0` (see `checkState`). In float32 measurements Cauchy-Schwarz may be overstepped
 *   by rounding; beyond that it is an error.
 * @param rates in 1/step. Zero and negative rates are integrated as they are; with a negative one the solution may grow
 *   without bound, which is reported as an `IntegrationError`.
 * @param times in steps since `initial`, non-decreasing, >= 0. They need not contain 0; an empty list gives empty curves.
 * @returns `h, y, w` at these times.
 * @throws RangeError if the input is not as said above; it names the value and what is allowed.
 * @throws IntegrationError if the solution ends before the last time; it holds what was reached.
 */
export function integrate(
  initial: TwoPointState,
  rates: Rates,
  pair: PairGeometry,
  times: ArrayLike<number>,
  options: IntegrateOptions = {},
): Curves {
  checkPair(pair);
  checkRates(rates);
  checkState(initial, pair);
  const settings = checkOptions(options);
  const grid = checkedTimes(times);
  const system = options.system ?? theory;
  const flow = system.flow(pair, false);
  const start = new Float64Array(3);
  flow.start(initial, rates.etaH, rates.etaY, start);
  const curves: Curves = {
    h: new Float64Array(grid.length),
    y: new Float64Array(grid.length),
    w: new Float64Array(grid.length),
  };
  const seen = new Float64Array(9);
  const report = new DormandPrince(3).solve(flow, start, grid, settings, (index, state) => {
    flow.observe(state, seen);
    curves.h[index] = seen[0]!;
    curves.y[index] = seen[1]!;
    curves.w[index] = seen[2]!;
  });
  if (report.failure !== null) {
    for (const curve of [curves.h, curves.y, curves.w]) curve.fill(Number.NaN, report.reached);
    throw new IntegrationError(explain(report, system, settings.maxSteps), report.time, curves, report.reached);
  }
  return curves;
}

/**
 * The same solution by the paper's own three equations, which divide by `h`: an independent route to compare with. It
 * cannot pass the states where `h`, `y` and `w` vanish together (`y < w` and `A_high < 0`).
 * @throws as `integrate`; IntegrationError where the published form is singular.
 */
export function integratePublished(
  initial: TwoPointState,
  rates: Rates,
  pair: PairGeometry,
  times: ArrayLike<number>,
  options: Omit<IntegrateOptions, 'system'> = {},
): Curves {
  return integrate(initial, rates, pair, times, { ...options, system: published });
}
