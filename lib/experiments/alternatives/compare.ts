import { alternatives, fitRates, integrate, type AlternativeId } from '../../theory/index.ts';
import type { RunRecord, RunSeries } from '../run-record.ts';
import { compareTwoPoints, type TwoPointsComparison } from '../two-points/compare.ts';
import type { TwoPointsParameters } from '../two-points/parameters.ts';

/** The best fit of one altered system to a run. */
export interface AlternativeFit {
  readonly id: AlternativeId;
  /** What was altered, in words. */
  readonly description: string;
  /** 1/step; null where no rates were found. */
  readonly etaH: number | null;
  readonly etaY: number | null;
  /** Sum of squared residuals of h, y and w over training steps, as `StoredFit.residual`. */
  readonly residual: number | null;
  readonly r2: number | null;
  /** The residual divided by that of the theory: above 1 where the theory fits better. */
  readonly factor: number | null;
  /** The altered system's curves at the run's observed steps. */
  readonly curves: Omit<RunSeries, 'loss'> | null;
  /** Why something is missing or the fit is not meaningful; null otherwise. */
  readonly reason: string | null;
}

/** A run with the theory and with the four altered systems. Plain JSON. */
export interface AlternativesComparison {
  readonly theory: TwoPointsComparison;
  readonly altered: readonly AlternativeFit[];
  /** The system whose sum of squared residuals is least, `theory` among them; null if the theory has no fit. */
  readonly best: AlternativeId | 'theory' | null;
}

/**
 * Fits the theory and each altered system to a two-point run, all with the same residuals (h, y and w raw, every training
 * step counting the same). Never throws for a run.
 */
export function compareAlternatives(record: RunRecord<TwoPointsParameters>): AlternativesComparison {
  const theory = compareTwoPoints(record);
  const own = theory.fit?.residual ?? null;
  const altered = (Object.keys(alternatives) as AlternativeId[]).map((id) => fitAltered(id, record, own));
  if (own === null) return { theory, altered, best: null };
  let best: AlternativesComparison['best'] = 'theory';
  let least = own;
  for (const { id, residual } of altered) {
    if (residual === null || residual >= least) continue;
    best = id;
    least = residual;
  }
  return { theory, altered, best };
}

function fitAltered(
  id: AlternativeId,
  { series, parameters }: RunRecord<TwoPointsParameters>,
  own: number | null,
): AlternativeFit {
  const system = alternatives[id];
  const nothing = { etaH: null, etaY: null, residual: null, r2: null, factor: null, curves: null };
  const head = { id, description: system.description };
  if (own === null) return { ...head, ...nothing, reason: 'The theory itself has no fit to compare with.' };
  try {
    const { step } = series;
    const fit = fitRates({ ...series, t: step }, parameters, { weights: 'time', system });
    if (!Number.isFinite(fit.etaH)) return { ...head, ...nothing, reason: fit.reason };
    const initial = { h: series.h[0]!, y: series.y[0]!, w: series.w[0]! };
    const { h, y, w } = integrate(initial, fit, parameters, step, { system });
    return {
      ...head,
      etaH: fit.etaH,
      etaY: fit.etaY,
      residual: fit.residualSumOfSquares,
      r2: fit.r2,
      factor: fit.residualSumOfSquares / own,
      curves: { step, h: Array.from(h), y: Array.from(y), w: Array.from(w) },
      reason: fit.reason,
    };
  } catch (error) {
    return { ...head, ...nothing, reason: error instanceof Error ? error.message : String(error) };
  }
}
