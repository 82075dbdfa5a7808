import { compareCurves, type TwoPointsComparison } from '../../experiments/two-points/compare.ts';
import { explained, type Explained, type Rates } from '../../theory/index.ts';
import type { TwoPointsTable } from './table.ts';

/** The theory at rates that a reader has set by hand, in place of the fitted ones. */
export interface OwnRates {
  /** 1/step. */
  readonly rates: Rates;
  /** Its curves; null where the equations have no solution to the run's end. */
  readonly theory: TwoPointsComparison['theory'];
  /** What it explains of the run, as the fit counts it; null without a solution. */
  readonly explained: Explained | null;
}

/**
 * A run with the theory at a reader's own rates, for whoever tries to do better than the fit.
 * @returns null for a run without fitted rates, to which there is nothing to compare.
 */
export function withOwnRates(table: TwoPointsTable, rates: Rates): TwoPointsTable | null {
  const { record, comparison } = table;
  if (!comparison.fit) return null;
  const { series, parameters } = record;
  const known = { fit: { ...comparison.fit, etaH: rates.etaH, etaY: rates.etaY }, etaMean: comparison.etaMean };
  const { theory } = compareCurves(series, parameters, {}, known);
  const trajectory = { ...series, t: series.step };
  const own = { rates, theory, explained: theory && explained(trajectory, rates, parameters, { weights: 'time' }) };
  return { ...table, own };
}

/** Where a reader sets out, and how far the rates go, 1/step: the fitted ones lie within, and not in the middle. */
export function ownRange(fitted: Rates): Readonly<Record<keyof Rates, { readonly min: number; readonly max: number }>> {
  const range = (rate: number) => {
    const decade = 10 ** Math.floor(Math.log10(rate) + 0.5);
    return { min: Number((0.03 * decade).toPrecision(3)), max: Number((30 * decade).toPrecision(3)) };
  };
  return { etaH: range(fitted.etaH), etaY: range(fitted.etaY) };
}
