import type { RunRecord } from '../run-record.ts';
import type { TwoPointsComparison } from '../two-points/compare.ts';
import type { TwoPointsParameters } from '../two-points/parameters.ts';
import { collapseRun, timeAxes, type CollapsedRun, type TimeAxis } from './collapsed-run.ts';
import { richCurve } from './prediction.ts';
import { collapsedCurves, spreadOfCurves, type CollapsedCurve, type CurveSpread } from './spread-of-curves.ts';

/** A two-point run without units, by its own fit; null if it has no meaningful one, or y does not rise through 3/4. */
export function collapseRecord(
  { series, parameters }: RunRecord<TwoPointsParameters>,
  { fit }: Pick<TwoPointsComparison, 'fit'>,
): CollapsedRun | null {
  if (!fit?.physical || parameters.dy2 === 0) return null;
  return collapseRun({ trajectory: { ...series, t: series.step }, pair: parameters, rates: fit });
}

type ByCurve = Readonly<Record<CollapsedCurve, CurveSpread>>;

/** How close together runs lie, before their units are taken off (`steps`), after (`collapse`), and in between. */
export interface CollapseNumbers {
  readonly runs: number;
  /** Distance of the curves to their mean on each time axis. */
  readonly spreads: Readonly<Record<TimeAxis, ByCurve>>;
  /** Distance to the one curve of the rich limit, on the axis of the collapse. */
  readonly toRichLimit: ByCurve;
}

/** @returns null for fewer than 2 runs. */
export function collapseNumbers(runs: readonly CollapsedRun[]): CollapseNumbers | null {
  if (runs.length < 2) return null;
  const byCurve = (of: (curve: CollapsedCurve) => CurveSpread) =>
    Object.fromEntries(collapsedCurves.map((curve) => [curve, of(curve)])) as unknown as ByCurve;
  const spreads = timeAxes.map((axis) => [axis, byCurve((curve) => spreadOfCurves(runs, axis, curve))]);
  return {
    runs: runs.length,
    spreads: Object.fromEntries(spreads) as CollapseNumbers['spreads'],
    toRichLimit: byCurve((curve) => spreadOfCurves(runs, 'collapse', curve, (x) => richCurve(x)[curve])),
  };
}
