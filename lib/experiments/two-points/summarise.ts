import type { RunRecord, RunSeries } from '../run-record.ts';
import type { TwoPointsComparison } from './compare.ts';
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
    h0: series.h[0]!,
    y0: series.y[0]!,
    w0: series.w[0]!,
    loss0: series.loss[0]!,
    hFinal: series.h.at(-1)!,
    yFinal: series.y.at(-1)!,
    wFinal: series.w.at(-1)!,
    lossFinal: series.loss.at(-1)!,
    etaH: fit?.etaH ?? null,
    etaY: fit?.etaY ?? null,
    etaHStandardError: finite(fit?.standardErrors.etaH),
    etaYStandardError: finite(fit?.standardErrors.etaY),
    etaCorrelation: finite(fit?.correlation),
    etaMean: finite(comparison.etaMean),
    residual: finite(fit?.residualSumOfSquares),
    r2: finite(fit?.r2),
    r2H: finite(fit?.perCurve.h.r2),
    r2Y: finite(fit?.perCurve.y.r2),
    r2W: finite(fit?.perCurve.w.r2),
    physical: fit?.physical ?? false,
    reason: comparison.reason,
    hTheory: finite(comparison.hTheory),
    richness: finite(comparison.richness),
    endpointRatio: finite(comparison.endpointRatio),
  };
}

/** Tables hold numbers or null; a number that is not finite carries no more than null does. */
const finite = (value: number | null | undefined) => (value != null && Number.isFinite(value) ? value : null);

/** Step at which y first rises through `level`, linearly interpolated; null if it never does or starts above. */
export function firstPassage({ step, y }: Pick<RunSeries, 'step' | 'y'>, level: number): number | null {
  const after = y.findIndex((value) => value >= level);
  if (after <= 0) return null;
  const fraction = (level - y[after - 1]!) / (y[after]! - y[after - 1]!);
  return step[after - 1]! + fraction * (step[after]! - step[after - 1]!);
}
