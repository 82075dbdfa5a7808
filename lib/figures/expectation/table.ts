import { integrate, type Rates } from '../../theory/index.ts';
import type { ComparedRun } from '../source.ts';
import { knots } from './layout.ts';

/** What is drawn once the reader wants to see: a run, and what the theory said of it before it was trained. */
export interface ExpectationTable {
  /** Steps that are trained, and where y must end. */
  readonly steps: number;
  readonly dy2: number;
  /** Null before. */
  readonly run: ComparedRun<'two-points'> | null;
  /** y by the theory at the run's observed steps, from the run's own start, at the mean rates of other seeds; null without them. */
  readonly predicted: readonly number[] | null;
}

/** What came of an expectation. */
export interface Score {
  /** 1 − residuals / variation of y over the steps; negative where a constant would do better. */
  readonly expected: number;
  readonly predicted: number | null;
}

/** The table of a run, whose network has these mean rates over other seeds. */
export function expectationOf(run: ComparedRun<'two-points'>, rates: Rates | null): ExpectationTable {
  const { series, parameters } = run.record;
  const initial = { h: series.h[0]!, y: series.y[0]!, w: series.w[0]! };
  return {
    ...{ steps: parameters.steps, dy2: parameters.dy2, run },
    predicted: rates && Array.from(integrate(initial, rates, parameters, series.step).y),
  };
}

/** Share of the variance of y, over time, that a curve explains. */
function explains(step: readonly number[], y: readonly number[], guess: readonly number[]): number {
  const last = step.length - 1;
  const weights = step.map((_, n) => (step[Math.min(last, n + 1)]! - step[Math.max(0, n - 1)]!) / 2);
  const mean = y.reduce((sum, value, n) => sum + weights[n]! * value, 0) / weights.reduce((a, b) => a + b, 0);
  const squares = (of: (n: number) => number) => weights.reduce((sum, weight, n) => sum + weight * of(n) ** 2, 0);
  return 1 - squares((n) => y[n]! - guess[n]!) / squares((n) => y[n]! - mean);
}

/** A drawn curve's height at a step, in the unit of y: straight between its knots. */
export function expectedAt(heights: readonly number[], { steps, dy2 }: ExpectationTable, step: number): number {
  const at = (step / steps) * (knots - 1);
  const low = Math.min(knots - 2, Math.floor(at));
  return dy2 * (heights[low]! + (at - low) * (heights[low + 1]! - heights[low]!));
}

/** How well a reader and the theory foresaw a run; null before it is there, or where it diverged. */
export function scoreOf(table: ExpectationTable, heights: readonly number[]): Score | null {
  const { run, predicted } = table;
  if (!run || run.record.status === 'diverged') return null;
  const { step, y } = run.record.series;
  const expected = step.map((at) => expectedAt(heights, table, at));
  return { expected: explains(step, y, expected), predicted: predicted && explains(step, y, predicted) };
}
