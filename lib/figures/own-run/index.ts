import { compareCurves, type CurveFitOptions, type TwoPointsComparison } from '../../experiments/two-points/compare.ts';
import type { OwnRun } from '../../results/own-run/index.ts';
import type { PairGeometry } from '../../theory/index.ts';
import { describePairRun, verdictOf, type Verdict } from '../two-points/describe.ts';
import type { PairRun } from '../two-points/pair-run.ts';

/** Differences of what was recorded and the theory. */
type Residuals = Readonly<Record<'h' | 'y' | 'w', readonly number[]>>;

/** A run of somebody else's with the theory beside it: what the API's `fit` and the page `/fit` say of it. Plain JSON. */
export interface OwnFit {
  /** What is drawn. */
  readonly run: PairRun;
  /** An empty loss of the theory's is one that was not recorded. */
  readonly comparison: TwoPointsComparison;
  /** Recorded less theory at each observation; null where there is no fit. */
  readonly residuals: Residuals | null;
  readonly verdict: Verdict;
  /** The verdict in sentences, with the numbers. */
  readonly words: string;
}

/**
 * Fits the theory to a run that somebody else has recorded, as it is fitted to our own. Never throws for a run that was
 * read: one that cannot be fitted says why.
 */
export function fitOwnRun({ series }: OwnRun, pair: PairGeometry, options: CurveFitOptions = {}): OwnFit {
  const comparison = compareCurves(series, pair, options);
  const { fit, reason, theory } = comparison;
  const less = (name: 'h' | 'y' | 'w') => series[name].map((value, n) => value - theory![name][n]!);
  const run: PairRun = {
    ...{ series, status: 'unfinished', divergedAt: null, steps: series.step.at(-1)!, dy2: pair.dy2, fit, reason },
    theory: theory && series.loss.length === 0 ? { step: theory.step, h: theory.h, y: theory.y, w: theory.w } : theory,
  };
  return {
    ...{ run, comparison },
    residuals: theory && { h: less('h'), y: less('y'), w: less('w') },
    verdict: verdictOf(run).verdict,
    words: describePairRun(run),
  };
}
