import type { StoredFit } from '../../experiments/two-points/compare.ts';
import type { CurveName, RunSeries, RunStatus } from '../../experiments/run-record.ts';
import type { RecordedRun } from './recorded.ts';
import type { TwoPointsTable } from './table.ts';

/** The theory's curves at the observed steps; none of a loss that is not the pair's own. */
export type PairTheory = Readonly<Record<Exclude<CurveName, 'loss'>, readonly number[]>> & {
  readonly step: readonly number[];
  readonly loss?: readonly number[];
};

/** One run of a pair of points with the theory beside it, of whatever experiment: all that is drawn and said of its curves. */
export interface PairRun {
  /** An empty loss was not recorded. */
  readonly series: RunSeries;
  readonly status: RunStatus;
  readonly divergedAt: number | null;
  /** Steps that were asked for. */
  readonly steps: number;
  /** Squared distance of the two targets. */
  readonly dy2: number;
  readonly fit: StoredFit | null;
  /** Why there is no meaningful fit; null if there is one. */
  readonly reason: string | null;
  readonly theory: PairTheory | null;
  /** The theory at a reader's own rates, which is drawn as far as it stays within the panels; null if there is none. */
  readonly own?: PairTheory | null;
  /** As in `TwoPointsTable`. */
  readonly until?: number;
  readonly recorded?: RecordedRun;
}

/** What the two-point figure draws of its table. */
export function pairRunOf({ record, comparison, until, recorded, own }: TwoPointsTable): PairRun {
  const { series, status, divergedAt, parameters } = record;
  const { fit, reason, theory } = comparison;
  return {
    ...{ series, status, divergedAt, steps: parameters.steps, dy2: parameters.dy2, fit, reason, theory },
    ...(own ? { own: own.theory } : {}),
    ...(until === undefined ? {} : { until }),
    ...(recorded ? { recorded } : {}),
  };
}

/** The theory that is drawn: a reader's own where there is one. */
export const drawnTheory = ({ own, theory }: PairRun) => (own === undefined ? theory : own);

/** The observed steps that are drawn. */
export const seenSteps = ({ series, until = Infinity }: PairRun) => series.step.filter((step) => step <= until);
