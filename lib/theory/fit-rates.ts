import { endpointRatio } from './dimensionless.ts';
import type { System } from './flow.ts';
import { judge, leastR2 } from './judgement.ts';
import { levenbergMarquardt } from './levenberg-marquardt.ts';
import type { LeastSquaresResult } from './levenberg-marquardt.ts';
import { RateResiduals } from './rate-residuals.ts';
import { runScales, scanScale } from './rate-scan.ts';
import type { RunScales } from './rate-scan.ts';
import { theory } from './smooth-flow.ts';
import { checkTrajectory, variation } from './trajectory.ts';
import type { Samples, Trajectory, Weighting } from './trajectory.ts';
import { checkPair } from './two-point.ts';
import type { PairGeometry, Rates } from './two-point.ts';

export interface FitOptions {
  /**
   * What the sum of squares runs over: the samples as they are (`'samples'`, default), training steps (`'time'`:
   * trapezoidal weights, so that log-spaced samples stand for an even sum over steps), or a weight per sample.
   */
  readonly weights?: Weighting;
  /**
   * Whether the residual of h is multiplied by sd(y)/sd(h), so that h counts as much as y. Default false: the plain sum of
   * the paper, in which a small h hardly counts and `etaH` is then badly determined. The rates' units do not change.
   */
  readonly scaleH?: boolean;
  /** Accuracy of the logarithms of the rates at which the search stops; in `[1e-10, 1e-2]`, default 1e-6. */
  readonly tolerance?: number;
  /** Local error of the integration; in `[1e-13, 1e-2]`, default 1e-7. */
  readonly relativeTolerance?: number;
  /** The equations that are fitted; default `theory`. See `alternatives`. */
  readonly system?: System;
}

/** Sum of squares and share of variance of one curve. */
export interface CurveFit {
  readonly residualSumOfSquares: number;
  readonly r2: number;
}

/** The best positive rates of a run, and how far to trust them. */
export interface RateFit {
  /** 1/step; NaN only if no rates at all let the system reach the end of the run. */
  readonly etaH: number;
  readonly etaY: number;
  /**
   * Textbook standard errors of the rates (1/step), as if residuals were independent and of one size. They are not: they
   * are systematic, and the spread over seeds is several times larger. Infinity where a rate is not determined.
   */
  readonly standardErrors: Rates;
  /** Correlation of the two estimates' logarithms; NaN where a rate is not determined. */
  readonly correlation: number;
  /** What was minimised: the weighted sum over h (scaled if `scaleH`), y and w. */
  readonly residualSumOfSquares: number;
  /** `1 - residualSumOfSquares / (weighted sum of squares of the three curves about their means)`, h scaled alike. */
  readonly r2: number;
  /** Each curve in its own units, h unscaled. */
  readonly perCurve: { readonly h: CurveFit; readonly y: CurveFit; readonly w: CurveFit };
  /** Whether the theory, with two positive rates, describes the run. */
  readonly physical: boolean;
  /** Why not, in plain words with the numbers; `null` if physical. */
  readonly reason: string | null;
  /** Whether the search ended by itself. */
  readonly converged: boolean;
  /** Integrations made. */
  readonly evaluations: number;
  /** The ratios `etaH/etaY` the search set out from; `null` where there is none (`dy2 = 0`; an end-point ratio below 0). */
  readonly startRatios: { readonly rich: number | null; readonly endpoint: number | null };
}

function usable(ratio: number): number | null {
  return ratio > 0 && Number.isFinite(ratio) ? ratio : null;
}

/** `[lowest, highest]` of the logarithms: a map that changes by 1e-6 to 1e6 e-foldings in the whole run. */
function searchRange(scales: RunScales, pair: PairGeometry): [Float64Array, Float64Array] {
  const etaY = Math.log(2 / (scales.duration * scales.h));
  const etaH = Math.log((2 * scales.h) / (scales.duration * pair.dx2 * scales.y));
  const span = Math.log(1e6);
  return [Float64Array.of(etaH - span, etaY - span), Float64Array.of(etaH + span, etaY + span)];
}

function uncertainty(best: LeastSquaresResult, samples: Samples): { logErrors: [number, number]; correlation: number } {
  const [hh, hy, , yy] = best.normal.matrix as unknown as [number, number, number, number];
  const determinant = hh * yy - hy * hy;
  let counted = 0;
  for (const weight of samples.weight) if (weight > 0) counted++;
  const variance = best.cost / (3 * counted - 2);
  if (!(determinant > 1e-14 * hh * yy)) return { logErrors: [Infinity, Infinity], correlation: Number.NaN };
  return {
    logErrors: [Math.sqrt((variance * yy) / determinant), Math.sqrt((variance * hh) / determinant)],
    correlation: -hy / Math.sqrt(hh * yy),
  };
}

function checkNumber(name: string, value: number, lowest: number, highest: number): number {
  if (!(value >= lowest && value <= highest)) {
    throw new RangeError(`${name} is ${value}; allowed is ${lowest} to ${highest}.`);
  }
  return value;
}

/**
 * Fits the two effective learning rates to a recorded run by least squares on h, y and w together (as van Rossem & Saxe
 * 2024 do), starting from the run's own first sample. From two ratios `etaH/etaY` - that of the rich limit,
 * `h(T)^2/(dx2 dy2)`, and the end-point ratio - a log-spaced scan over the common scale gives the starts of two
 * Levenberg-Marquardt searches in the logarithms of the rates; the better one counts. If neither explains 80 % of the
 * variance, two more ratios, a hundred times larger and smaller, are tried before the run is called unphysical.
 *
 * Rates are positive by construction. Where the theory does not hold, the fit says so (`physical: false` and `reason`)
 * and still returns the best it found; it does not throw. With `dy2 = 0` (one target for both points) only the end-point
 * ratio is used.
 *
 * @param trajectory `t` in steps, non-decreasing, from any origin; at least 3 samples; no curve may be constant.
 * @param pair `dx2 > 0`: of two equal inputs there is nothing to fit.
 * @throws RangeError for input that no fit can start from; it names the series, the index, what was given and what is
 *   allowed.
 */
export function fitRates(trajectory: Trajectory, pair: PairGeometry, options: FitOptions = {}): RateFit {
  checkPair(pair);
  if (pair.dx2 === 0) throw new RangeError('dx2 is 0; a fit needs two different inputs, dx2 > 0.');
  const tolerance = checkNumber('tolerance', options.tolerance ?? 1e-6, 1e-10, 1e-2);
  const relativeTolerance = checkNumber('relativeTolerance', options.relativeTolerance ?? 1e-7, 1e-13, 1e-2);
  const samples = checkTrajectory(trajectory, pair, options.weights ?? 'samples');
  const system = options.system ?? theory;
  const spread = {
    h: variation(samples.h, samples.weight),
    y: variation(samples.y, samples.weight),
    w: variation(samples.w, samples.weight),
  };
  for (const name of ['h', 'y', 'w'] as const) {
    if (!(spread[name] > 0))
      throw new RangeError(`series "${name}" is constant where the weights are > 0; it must change.`);
  }
  const scaleH = options.scaleH === true ? Math.sqrt(spread.y / spread.h) : 1;
  const scales = runScales(samples, pair);

  const last = samples.t.length - 1;
  const final = { h: samples.h[last]!, y: samples.y[last]! };
  const implied = final.h > 0 ? endpointRatio(samples.initial, final, pair) : Number.NaN;
  const startRatios = { rich: usable(final.h ** 2 / (pair.dx2 * pair.dy2)), endpoint: usable(implied) };
  // With neither, set out from two maps that change alike.
  const ratios = [startRatios.rich, startRatios.endpoint].filter((ratio) => ratio !== null);
  if (ratios.length === 0) ratios.push(scales.h ** 2 / (pair.dx2 * scales.y));

  const bounds = searchRange(scales, pair);
  const problem = new RateResiduals(samples, pair, system, scaleH, bounds, { relativeTolerance, maxSteps: 20_000 });
  const total = scaleH ** 2 * spread.h + spread.y + spread.w;
  const searchFrom = (ratio: number): LeastSquaresResult | null => {
    const start = scanScale(samples, pair, system, scaleH, ratio, scales);
    if (start === null) return null;
    const point = [Math.log(start.rates.etaH), Math.log(start.rates.etaY)];
    return levenbergMarquardt(problem, point, { tolerance, longestStep: 1.5, maxEvaluations: 100 });
  };
  let best: LeastSquaresResult | null = null;
  let evaluations = 0;
  // The last two look further away, before it is said that a system does not describe a run.
  for (const ratio of [...ratios, 100 * ratios[0]!, 0.01 * ratios[0]!]) {
    const needed = ratios.includes(ratio) || best === null || 1 - best.cost / total < leastR2;
    if (!needed) continue;
    const found = searchFrom(ratio);
    evaluations += 1 + (found?.evaluations ?? 0);
    if (found !== null && found.cost < (best?.cost ?? Infinity)) best = found;
  }
  if (best === null) return failed(startRatios, evaluations);

  // The last evaluation need not have been at the best point.
  const cost = problem.evaluate(best.point, best.normal);
  evaluations++;
  const [squaresH, squaresY, squaresW] = problem.perCurve as unknown as [number, number, number];
  const { logErrors, correlation } = uncertainty(best, samples);
  const etaH = Math.exp(best.point[0]!);
  const etaY = Math.exp(best.point[1]!);
  const r2 = 1 - cost / total;
  const reason = judge({ samples, bounds, implied, r2, point: best.point, logErrors, converged: best.converged });
  return {
    etaH,
    etaY,
    standardErrors: { etaH: etaH * logErrors[0], etaY: etaY * logErrors[1] },
    correlation,
    residualSumOfSquares: cost,
    r2,
    perCurve: {
      h: { residualSumOfSquares: squaresH, r2: 1 - squaresH / spread.h },
      y: { residualSumOfSquares: squaresY, r2: 1 - squaresY / spread.y },
      w: { residualSumOfSquares: squaresW, r2: 1 - squaresW / spread.w },
    },
    physical: reason === null,
    reason,
    converged: best.converged,
    evaluations,
    startRatios,
  };
}

function failed(startRatios: RateFit['startRatios'], evaluations: number): RateFit {
  const none: CurveFit = { residualSumOfSquares: Number.NaN, r2: Number.NaN };
  return {
    etaH: Number.NaN,
    etaY: Number.NaN,
    standardErrors: { etaH: Infinity, etaY: Infinity },
    correlation: Number.NaN,
    residualSumOfSquares: Number.NaN,
    r2: Number.NaN,
    perCurve: { h: none, y: none, w: none },
    physical: false,
    reason: 'No rates were found at which the equations have a solution that reaches the end of the run.',
    converged: false,
    evaluations,
    startRatios,
  };
}
