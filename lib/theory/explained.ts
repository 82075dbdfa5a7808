import { integrate } from './integrate.ts';
import { checkTrajectory, variation, type Trajectory, type Weighting } from './trajectory.ts';
import type { PairGeometry, Rates } from './two-point.ts';

/** Shares of variance. */
export interface Explained {
  /** Of h, y and w together, as a fit counts it: what it makes as large as it can. */
  readonly r2: number;
  readonly perCurve: Readonly<Record<'h' | 'y' | 'w', number>>;
}

/**
 * How much of a run the theory explains at given rates, in the measure of `fitRates`: `1 - residuals / variation`, of the
 * solution that starts where the run starts. Negative where a constant would do better.
 * @throws RangeError as `fitRates` and `integrate` do; IntegrationError if the solution ends before the run.
 */
export function explained(
  trajectory: Trajectory,
  rates: Rates,
  pair: PairGeometry,
  { weights = 'samples' }: { readonly weights?: Weighting } = {},
): Explained {
  const samples = checkTrajectory(trajectory, pair, weights);
  const curves = integrate(samples.initial, rates, pair, samples.t);
  const sums = (['h', 'y', 'w'] as const).map((name) => ({
    residual: samples.weight.reduce((sum, weight, n) => sum + weight * (samples[name][n]! - curves[name][n]!) ** 2, 0),
    spread: variation(samples[name], samples.weight),
  }));
  const total = (name: 'residual' | 'spread') => sums.reduce((sum, each) => sum + each[name], 0);
  const [h, y, w] = sums.map(({ residual, spread }) => 1 - residual / spread) as [number, number, number];
  return { r2: 1 - total('residual') / total('spread'), perCurve: { h, y, w } };
}
