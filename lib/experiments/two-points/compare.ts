import {
  endpointRatio,
  finalDistance,
  fitMeanRate,
  fitRates,
  integrate,
  lossCurve,
  richness,
  type RateFit,
} from '../../theory/index.ts';
import type { RunRecord, RunSeries } from '../run-record.ts';
import type { TwoPointsParameters } from './parameters.ts';

/** What the theory says of a two-point run. */
export interface TwoPointsComparison {
  /** The fitted rates, or null where nothing can be fitted; `reason` then says why. */
  readonly fit: RateFit | null;
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

/**
 * Fits the theory to a run over the whole of it, every training step with the same weight (the paper's sum over steps).
 * Never throws for a run: one that cannot be fitted says why.
 * @param known the fit of this very run, if it is at hand already (a release stores it); then nothing is fitted again.
 */
export function compareTwoPoints(record: RunRecord<TwoPointsParameters>, known?: RateFit): TwoPointsComparison {
  const { series } = record;
  const none = { fit: null, etaMean: null, theory: null, hTheory: null, richness: null, endpointRatio: null };
  if (record.status === 'diverged') {
    return { ...none, reason: `Training diverged: at step ${record.divergedAt} a number was no longer finite.` };
  }
  if (series.step.length < 5) return { ...none, reason: `Only ${series.step.length} observations so far.` };
  try {
    return withTheory(record, known);
  } catch (error) {
    return { ...none, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** @throws Error naming what makes the record unfit for the theory: a constant curve, a start that no pair of maps has. */
function withTheory({ series, parameters }: RunRecord<TwoPointsParameters>, known?: RateFit): TwoPointsComparison {
  const weights = 'time';
  const trajectory = { ...series, t: series.step };
  const fit = known ?? fitRates(trajectory, parameters, { weights });
  const initial = { h: series.h[0]!, y: series.y[0]!, w: series.w[0]! };
  const final = { h: series.h.at(-1)!, y: series.y.at(-1)! };
  const { h, y, w } = integrate(initial, fit, parameters, series.step);
  const { etaYMean, meanError } = fitMeanRate(trajectory, fit, parameters, { weights });
  const etaMean = Number.isFinite(etaYMean) ? etaYMean : null;
  // Without a rate the mean error stays: the theory's loss then shows the difference part alone falling.
  const loss = lossCurve(initial, meanError, { ...fit, etaYMean: etaMean ?? 0 }, parameters, series.step);
  return {
    fit,
    reason: fit.reason,
    etaMean,
    theory: { step: series.step, h: Array.from(h), y: Array.from(y), w: Array.from(w), loss: Array.from(loss) },
    hTheory: finalDistance(initial, fit, parameters),
    richness: richness(initial, fit, parameters),
    endpointRatio: endpointRatio(initial, final, parameters),
  };
}
