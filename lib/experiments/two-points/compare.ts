import {
  endpointRatio,
  finalDistance,
  fitMeanRate,
  fitRates,
  integrate,
  lossCurve,
  meanErrorFromLoss,
  richness,
  type PairGeometry,
  type RateFit,
} from '../../theory/index.ts';
import type { RunRecord, RunSeries } from '../run-record.ts';
import type { TwoPointsParameters } from './parameters.ts';

/** A fit as records, tables and the API hold it: plain JSON, named as the columns of the table of runs. */
export interface StoredFit {
  /** 1/step. */
  readonly etaH: number;
  readonly etaY: number;
  /** 1/step; null where a rate is not determined. See `RateFit.standardErrors` for what they are worth. */
  readonly etaHStandardError: number | null;
  readonly etaYStandardError: number | null;
  readonly etaCorrelation: number | null;
  /** Sum of squared residuals of h, y and w over training steps. */
  readonly residual: number;
  /** Pooled, and of each curve. */
  readonly r2: number;
  readonly r2H: number;
  readonly r2Y: number;
  readonly r2W: number;
  readonly physical: boolean;
  readonly reason: string | null;
}

/** What the theory says of a two-point run. Plain JSON. */
export interface TwoPointsComparison {
  /** The fitted rates, or null where nothing can be fitted; `reason` then says why. */
  readonly fit: StoredFit | null;
  /** Why there is no meaningful fit; null if there is one. */
  readonly reason: string | null;
  /** Fitted rate of the mean output's error, 1/step. */
  readonly etaMean: number | null;
  /** The theory's curves at the run's observed steps, started from the run's own initial values. */
  readonly theory: RunSeries | null;
  /** Final h by the closed form at the fitted rates. */
  readonly hTheory: number | null;
  /** Shape gauge C at the fitted rates. */
  readonly richness: number | null;
  /** etaH/etaY from the end points alone; where it is negative no positive rates can fit. */
  readonly endpointRatio: number | null;
}

/** How a fit is made where it is not made as for our own runs. */
export interface CurveFitOptions {
  /** Every training step counts the same, however the observations are spaced: the paper's sum over steps. Default `time`. */
  readonly weights?: 'time' | 'samples';
  /** See `FitOptions.scaleH`. Default false. */
  readonly scaleH?: boolean;
}

/**
 * Fits the theory to a run over the whole of it. Never throws for a run: one that cannot be fitted says why.
 * @param known the fit of this very run, if it is at hand already (a release stores it); then nothing is fitted again.
 */
export function compareTwoPoints(record: RunRecord<TwoPointsParameters>, known?: ReleasedFit): TwoPointsComparison {
  if (record.status === 'diverged') {
    return withoutTheory(`Training diverged: at step ${record.divergedAt} a number was no longer finite.`);
  }
  return compareCurves(record.series, record.parameters, {}, known);
}

/**
 * Fits the theory to curves that anybody has recorded of two points. Never throws: curves that cannot be fitted say why.
 * @param series all arrays of one length; `loss` may be empty, and nothing is then said of the mean output.
 */
export function compareCurves(
  series: RunSeries,
  pair: PairGeometry,
  options: CurveFitOptions = {},
  known?: ReleasedFit,
): TwoPointsComparison {
  if (series.step.length < 5) return withoutTheory(`Only ${series.step.length} observations so far.`);
  try {
    return withTheory(series, pair, options, known);
  } catch (error) {
    return withoutTheory(error instanceof Error ? error.message : String(error));
  }
}

/** The comparison of a run that has no theory beside it, for a reason. */
export function withoutTheory(reason: string): TwoPointsComparison {
  return { fit: null, reason, etaMean: null, theory: null, hTheory: null, richness: null, endpointRatio: null };
}

/** A fit as a release holds it: the two rates, and that of the mean output. */
export interface ReleasedFit {
  readonly fit: StoredFit;
  readonly etaMean: number | null;
}

/** @throws Error naming what makes the curves unfit for the theory: a constant one, a start that no pair of maps has. */
function withTheory(
  series: RunSeries,
  pair: PairGeometry,
  { weights = 'time', scaleH = false }: CurveFitOptions,
  known?: ReleasedFit,
): TwoPointsComparison {
  const trajectory = { ...series, t: series.step };
  const fit = known?.fit ?? stored(fitRates(trajectory, pair, { weights, scaleH }));
  const initial = { h: series.h[0]!, y: series.y[0]!, w: series.w[0]! };
  const final = { h: series.h.at(-1)!, y: series.y.at(-1)! };
  // Solutions begin with the first observation, whatever step that is of.
  const times = series.step.map((step) => step - series.step[0]!);
  const { h, y, w } = integrate(initial, fit, pair, times);
  const { etaMean, loss } = meanOutput(series, times, fit, pair, weights, known);
  return {
    fit,
    reason: fit.reason,
    etaMean,
    theory: { step: series.step, h: Array.from(h), y: Array.from(y), w: Array.from(w), loss },
    hTheory: finite(finalDistance(initial, fit, pair)),
    // Equal targets have no unit of height, and so no shape.
    richness: pair.dy2 > 0 ? finite(richness(initial, fit, pair)) : null,
    endpointRatio: finite(endpointRatio(initial, final, pair)),
  };
}

/** The rate of the mean output, and the theory's loss; nothing of either where no loss was recorded. */
function meanOutput(
  series: RunSeries,
  times: readonly number[],
  fit: StoredFit,
  pair: PairGeometry,
  weights: 'time' | 'samples',
  known?: ReleasedFit,
): { etaMean: number | null; loss: number[] } {
  if (series.loss.length === 0) return { etaMean: null, loss: [] };
  const initial = { h: series.h[0]!, y: series.y[0]!, w: series.w[0]! };
  // Rounding alone can bring the part that is left for the mean below 0.
  const meanError = Math.max(0, meanErrorFromLoss(series.loss[0]!, initial, pair));
  const trajectory = { ...series, t: series.step };
  const etaMean = known ? known.etaMean : finite(fitMeanRate(trajectory, fit, pair, { weights }).etaYMean);
  // Without a rate the mean error stays: the theory's loss then shows the difference part alone falling.
  const loss = lossCurve(initial, meanError, { ...fit, etaYMean: etaMean ?? 0 }, pair, times);
  return { etaMean, loss: Array.from(loss) };
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);

/** A fit as records hold it. @throws Error if no rates at all were found. */
export function stored(fit: RateFit): StoredFit {
  if (!Number.isFinite(fit.etaH) || !Number.isFinite(fit.etaY)) throw new Error(fit.reason ?? 'No rates were found.');
  return {
    etaH: fit.etaH,
    etaY: fit.etaY,
    etaHStandardError: finite(fit.standardErrors.etaH),
    etaYStandardError: finite(fit.standardErrors.etaY),
    etaCorrelation: finite(fit.correlation),
    residual: fit.residualSumOfSquares,
    r2: fit.r2,
    r2H: fit.perCurve.h.r2,
    r2Y: fit.perCurve.y.r2,
    r2W: fit.perCurve.w.r2,
    physical: fit.physical,
    reason: fit.reason,
  };
}
