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
  readonly theory: Omit<RunSeries, 'step'> | null;
  /** Final h by the closed form at the fitted rates. */
  readonly hTheory: number | null;
  /** Shape gauge C at the fitted rates. */
  readonly richness: number | null;
  /** etaH/etaY * dx2 from the end points alone. */
  readonly endpointRatio: number | null;
}

/**
 * Fits the theory to a run over the whole of it, every training step with the same weight (the paper's sum over steps).
 * Never throws for a run: one that cannot be fitted says why.
 * @param known the fit of this very run, if it is at hand already (a release stores it); then nothing is fitted again.
 */
export function compareTwoPoints(record: RunRecord<TwoPointsParameters>, known?: RateFit): TwoPointsComparison {
  const { series, parameters } = record;
  const none = { fit: null, etaMean: null, theory: null, hTheory: null, richness: null, endpointRatio: null };
  if (record.status === 'diverged') {
    return { ...none, reason: `Training diverged: at step ${record.divergedAt} a number was no longer finite.` };
  }
  if (series.step.length < 5) return { ...none, reason: `Only ${series.step.length} observations so far.` };
  let fit: RateFit;
  try {
    fit = known ?? fitRates({ t: series.step, h: series.h, y: series.y, w: series.w }, parameters, { weights: 'time' });
  } catch (error) {
    return { ...none, reason: error instanceof Error ? error.message : String(error) };
  }
  const initial = { h: series.h[0]!, y: series.y[0]!, w: series.w[0]! };
  const curves = integrate(initial, fit, parameters, series.step);
  const etaMean = fitMeanRate(series, fit, parameters);
  return {
    fit,
    reason: fit.reason,
    etaMean,
    theory: {
      h: Array.from(curves.h),
      y: Array.from(curves.y),
      w: Array.from(curves.w),
      loss: Array.from(lossCurve(curves, etaMean, parameters, series)),
    },
    hTheory: finalDistance(initial, fit, parameters),
    richness: richness(initial, fit, parameters),
    endpointRatio: endpointRatio(series, parameters),
  };
}
