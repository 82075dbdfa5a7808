import type { RunRecord, RunSeries } from '../run-record.ts';
import type { ReleasedFit, TwoPointsComparison } from './compare.ts';
import type { TwoPointsOutcome } from './outcome.ts';
import type { TwoPointsParameters } from './parameters.ts';
import { convergedLoss } from './run.ts';

/** The numbers of a run and its fit, one per column; see `twoPointsOutcomeShape`. */
export function summariseTwoPoints(
  { series, parameters }: RunRecord<TwoPointsParameters>,
  comparison: TwoPointsComparison,
): TwoPointsOutcome {
  const { fit } = comparison;
  const learnt = series.loss.findIndex((loss) => loss <= convergedLoss);
  return {
    convergedAt: series.step[learnt] ?? null,
    halfRise: firstPassage(series, parameters.dy2 / 2),
    h0: series.h[0] ?? null,
    y0: series.y[0] ?? null,
    w0: series.w[0] ?? null,
    loss0: series.loss[0] ?? null,
    hFinal: series.h.at(-1) ?? null,
    yFinal: series.y.at(-1) ?? null,
    wFinal: series.w.at(-1) ?? null,
    lossFinal: series.loss.at(-1) ?? null,
    ...(fit ?? noFit),
    etaMean: comparison.etaMean,
    physical: fit?.physical ?? false,
    reason: comparison.reason,
    hTheory: comparison.hTheory,
    richness: comparison.richness,
    endpointRatio: comparison.endpointRatio,
  };
}

const noFit = {
  etaH: null,
  etaY: null,
  etaHStandardError: null,
  etaYStandardError: null,
  etaCorrelation: null,
  residual: null,
  r2: null,
  r2H: null,
  r2Y: null,
  r2W: null,
};

/** The fit that a row of the table of runs holds, or null: the inverse of `summariseTwoPoints`. */
export function storedFit(row: TwoPointsOutcome): ReleasedFit | null {
  const { etaH, etaY, residual, r2, r2H, r2Y, r2W } = row;
  if (etaH === null || etaY === null || residual === null) return null;
  if (r2 === null || r2H === null || r2Y === null || r2W === null) return null;
  const { etaHStandardError, etaYStandardError, etaCorrelation, etaMean, physical, reason } = row;
  const fit = {
    etaH,
    etaY,
    etaHStandardError,
    etaYStandardError,
    etaCorrelation,
    residual,
    r2,
    r2H,
    r2Y,
    r2W,
    physical,
    reason,
  };
  return { fit, etaMean };
}

/** Step at which y first rises through `level`, linearly interpolated; null if it never does or starts above. */
export function firstPassage({ step, y }: Pick<RunSeries, 'step' | 'y'>, level: number): number | null {
  const after = y.findIndex((value) => value >= level);
  if (after <= 0) return null;
  const fraction = (level - y[after - 1]!) / (y[after]! - y[after - 1]!);
  return step[after - 1]! + fraction * (step[after]! - step[after - 1]!);
}
