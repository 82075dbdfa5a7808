import { integrate } from './integrate.ts';
import type { IntegrateOptions } from './integrate.ts';
import { levenbergMarquardt } from './levenberg-marquardt.ts';
import type { LeastSquaresProblem } from './levenberg-marquardt.ts';
import { checkSeries, checkTrajectory, elapsed, sampleWeights } from './trajectory.ts';
import type { Trajectory, Weighting } from './trajectory.ts';
import { checkPair } from './two-point.ts';
import type { Curves, PairGeometry, Rates, TwoPointState } from './two-point.ts';

/** The three effective rates, in 1/step. */
export interface LossRates extends Rates {
  /** Rate `1/(2 tau_ybar)` of the pair's mean output. */
  readonly etaYMean: number;
}

/** A recorded run with its loss. */
export interface LossTrajectory extends Trajectory {
  /** `1/2` mean over the two points of `|yhat - y|^2`, summed over outputs. */
  readonly loss: ArrayLike<number>;
}

export interface MeanRateOptions extends IntegrateOptions {
  /** As in `fitRates`; default `'samples'`. */
  readonly weights?: Weighting;
}

export interface MeanRateFit {
  /** 1/step; NaN if the run cannot tell it (`reason` says why). */
  readonly etaYMean: number;
  /** Textbook standard error (1/step), with the reservation of `RateFit.standardErrors`. */
  readonly standardError: number;
  /** Weighted sum of squared residuals of the loss. */
  readonly residualSumOfSquares: number;
  /** Share of the variance of the loss that is explained. */
  readonly r2: number;
  /** Squared initial error of the mean output, `|e0|^2`, from the first sample's loss. */
  readonly meanError: number;
  /** Why the rate is missing or sits at the edge of the search; `null` if it does not. */
  readonly reason: string | null;
}

/** The part of the loss that the difference of the two points makes: `1/4 (w + 1/2 (dy2 - y))`. */
function differenceLoss(y: number, w: number, pair: PairGeometry): number {
  return 0.25 * (w + 0.5 * (pair.dy2 - y));
}

/**
 * The squared error of the mean output, `|ebar|^2`, that a loss implies: what remains of it after the part of the
 * difference. Exact for any two points (the loss formula at t = 0). Slightly negative by rounding if the mean output is
 * right.
 */
export function meanErrorFromLoss(loss: number, state: Pick<TwoPointState, 'y' | 'w'>, pair: PairGeometry): number {
  return 2 * (loss - differenceLoss(state.y, state.w, pair));
}

/**
 * The pair's loss in the theory (van Rossem & Saxe 2024; README):
 * `L(t) = 1/4 [2 exp(-2 etaYMean t) |e0|^2 + w + 1/2 (dy2 - y)]`, that is `1/2` mean over the two points of
 * `|yhat - y|^2`, summed over outputs. Divide by the number of outputs to compare with a loss that averages over them.
 *
 * @param meanError `|e0|^2`, the squared error of the mean output at `t = 0`; see `meanErrorFromLoss`.
 * @param times in steps since `initial`, non-decreasing, >= 0.
 * @throws as `integrate`; RangeError if `meanError` is negative or not finite, or `etaYMean` not finite.
 */
export function lossCurve(
  initial: TwoPointState,
  meanError: number,
  rates: LossRates,
  pair: PairGeometry,
  times: ArrayLike<number>,
  options: IntegrateOptions = {},
): Float64Array {
  if (!(meanError >= 0 && meanError < Infinity)) {
    throw new RangeError(`meanError is ${meanError}; a squared error must be finite and >= 0.`);
  }
  if (!Number.isFinite(rates.etaYMean)) throw new RangeError(`etaYMean is ${rates.etaYMean}; it must be finite.`);
  const { y, w } = integrate(initial, rates, pair, times, options);
  return y.map(
    (value, i) => 0.5 * meanError * Math.exp(-2 * rates.etaYMean * times[i]!) + differenceLoss(value, w[i]!, pair),
  );
}

/** Sum of squares of `remainder - amplitude exp(-2 etaYMean t)` as a function of `ln etaYMean`. */
function decayProblem(
  t: Float64Array,
  remainder: Float64Array,
  amplitude: number,
  weight: Float64Array,
  lower: number,
  upper: number,
): LeastSquaresProblem {
  return {
    size: 1,
    lower: Float64Array.of(lower),
    upper: Float64Array.of(upper),
    evaluate(point, normal) {
      const eta = Math.exp(point[0]!);
      let cost = 0;
      let gradient = 0;
      let curvature = 0;
      for (let i = 0; i < t.length; i++) {
        const model = amplitude * Math.exp(-2 * eta * t[i]!);
        const residual = model - remainder[i]!;
        const slope = -2 * eta * t[i]! * model;
        cost += weight[i]! * residual * residual;
        gradient += weight[i]! * slope * residual;
        curvature += weight[i]! * slope * slope;
      }
      normal.gradient[0] = gradient;
      normal.matrix[0] = curvature;
      return cost;
    },
  };
}

/**
 * Fits the rate of the mean output to a run's loss, after `fitRates` has given the other two: least squares of the
 * recorded loss against `lossCurve`, by a log-spaced scan and a Levenberg-Marquardt search in the logarithm. The initial
 * error of the mean comes from the first sample, whose loss is thereby met exactly.
 *
 * A run whose mean output is right from the start (error below 1e-6 of the loss) does not know this rate: NaN, with the
 * reason.
 * @throws as `fitRates` for the series (the loss included) and as `integrate` for the rates.
 */
export function fitMeanRate(
  trajectory: LossTrajectory,
  rates: Rates,
  pair: PairGeometry,
  options: MeanRateOptions = {},
): MeanRateFit {
  checkPair(pair);
  const { weights = 'samples', ...integration } = options;
  const samples = checkTrajectory(trajectory, pair, weights);
  const { t: absolute, loss } = checkSeries({ t: trajectory.t, loss: trajectory.loss });
  const t = elapsed(absolute);
  const weight = sampleWeights(weights, t);
  const curves: Curves = integrate(samples.initial, rates, pair, t, integration);
  const meanError = meanErrorFromLoss(loss[0]!, samples.initial, pair);
  const remainder = loss.map((value, i) => value - differenceLoss(curves.y[i]!, curves.w[i]!, pair));
  let total = 0;
  let mean = 0;
  for (let i = 0; i < t.length; i++) {
    total += weight[i]!;
    mean += weight[i]! * loss[i]!;
  }
  mean /= total;
  let variation = 0;
  for (let i = 0; i < t.length; i++) variation += weight[i]! * (loss[i]! - mean) ** 2;

  const duration = t[t.length - 1]!;
  let spacing = duration;
  for (let i = 1; i < t.length; i++) {
    if (t[i]! > t[i - 1]!) spacing = Math.min(spacing, t[i]! - t[i - 1]!);
  }
  // From a mean that hardly moves in the whole run to one that is learnt well before the second sample.
  const lower = Math.log(1e-4 / duration);
  const upper = Math.log(10 / spacing);
  const problem = decayProblem(t, remainder, 0.5 * meanError, weight, lower, upper);
  const normal = { gradient: new Float64Array(1), matrix: new Float64Array(1) };
  if (!(meanError > 1e-6 * loss[0]!)) {
    const residualSumOfSquares = problem.evaluate(Float64Array.of(upper), normal);
    return {
      etaYMean: Number.NaN,
      standardError: Infinity,
      residualSumOfSquares,
      r2: 1 - residualSumOfSquares / variation,
      meanError,
      reason:
        `The mean output starts with the squared error ${meanError.toPrecision(3)} at a loss of ` +
        `${loss[0]!.toPrecision(3)}: there is no decay to fit.`,
    };
  }
  let start = lower;
  let least = Infinity;
  const point = new Float64Array(1);
  for (let value = lower; value <= upper; value += 0.2) {
    point[0] = value;
    const cost = problem.evaluate(point, normal);
    if (cost < least) {
      least = cost;
      start = value;
    }
  }
  const best = levenbergMarquardt(problem, [start], { tolerance: 1e-7, longestStep: 1, maxEvaluations: 100 });
  const etaYMean = Math.exp(best.point[0]!);
  let counted = 0;
  for (const value of weight) if (value > 0) counted++;
  const curvature = best.normal.matrix[0]!;
  const edge = best.point[0]! <= lower + 0.01 ? 'lower' : best.point[0]! >= upper - 0.01 ? 'upper' : null;
  return {
    etaYMean,
    standardError: curvature > 0 ? etaYMean * Math.sqrt(best.cost / (counted - 1) / curvature) : Infinity,
    residualSumOfSquares: best.cost,
    r2: 1 - best.cost / variation,
    meanError,
    reason:
      edge === null
        ? null
        : `etaYMean ran to the ${edge} edge of the search range (${etaYMean.toPrecision(3)} per step).`,
  };
}
