import type { RunRecord, RunSeries } from '../run-record.ts';
import { compareTwoPoints, withoutTheory, type StoredFit, type TwoPointsComparison } from './compare.ts';
import type { fitShape, TwoPointsOutcome } from './outcome.ts';
import type { TwoPointsParameters } from './parameters.ts';
import { convergedLoss } from './run.ts';

/** The numbers of a run and its fit, one per column; see `twoPointsOutcomeShape`. */
export function summariseTwoPoints(
  { series, parameters }: RunRecord<TwoPointsParameters>,
  comparison: TwoPointsComparison,
): TwoPointsOutcome {
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
    ...fitColumns(comparison),
    etaMean: comparison.etaMean,
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

/**
 * Sets the theory beside a run: fitted, or as its row in a release has it. A release keeps fewer steps of a run than it was
 * fitted on, so that nothing is fitted again to what it keeps; where no fit was found, there is none.
 */
export function compareReleased(
  record: RunRecord<TwoPointsParameters>,
  released?: TwoPointsOutcome,
): TwoPointsComparison {
  if (released === undefined) return compareTwoPoints(record);
  const fit = storedFit(released);
  if (fit === null) return withoutTheory(released.reason ?? 'No rates were found.');
  return compareTwoPoints(record, { fit, etaMean: released.etaMean });
}

/** The columns of a fit. */
type FitColumns = Pick<TwoPointsOutcome, keyof typeof fitShape>;

/** The fit that a row of the table of runs holds, or null: the inverse of `fitColumns`. */
export function storedFit(row: FitColumns): StoredFit | null {
  const { etaH, etaY, residual, r2, r2H, r2Y, r2W } = row;
  if (etaH === null || etaY === null || residual === null) return null;
  if (r2 === null || r2H === null || r2Y === null || r2W === null) return null;
  const { etaHStandardError, etaYStandardError, etaCorrelation, physical, reason } = row;
  const rates = { etaH, etaY, etaHStandardError, etaYStandardError, etaCorrelation };
  return { ...rates, residual, r2, r2H, r2Y, r2W, physical, reason };
}

/** A fit, or the lack of it and why, one number per column. */
export function fitColumns({ fit, reason }: Pick<TwoPointsComparison, 'fit' | 'reason'>): FitColumns {
  return { ...(fit ?? noFit), physical: fit?.physical ?? false, reason };
}

/** Step at which y first rises through `level`, linearly interpolated; null if it never does or starts above. */
export function firstPassage({ step, y }: Pick<RunSeries, 'step' | 'y'>, level: number): number | null {
  const after = y.findIndex((value) => value >= level);
  if (after <= 0) return null;
  const fraction = (level - y[after - 1]!) / (y[after]! - y[after - 1]!);
  return step[after - 1]! + fraction * (step[after]! - step[after - 1]!);
}
