import { checkPair, checkRates, checkState } from './two-point.ts';
import type { PairGeometry, Rates, TwoPointState } from './two-point.ts';

/**
 * The positive root of `etaY h^2 - m h - alpha dy2 = 0` with `m = etaY h0 - alpha gain`, `alpha = etaH dx2` and
 * `gain = y0/h0`: the invariant `y = r h^2 + C h` at `y = dy2`, multiplied by `etaH dx2` so that `etaH = 0` is regular.
 * Of the two equal expressions for the root the one is taken in which nothing cancels.
 */
export function convergedDistance(h0: number, gain: number, alpha: number, etaY: number, dy2: number): number {
  const m = etaY * h0 - alpha * gain;
  const root = Math.hypot(m, 2 * Math.sqrt(alpha * etaY * dy2));
  return m >= 0 ? (m + root) / (2 * etaY) : (2 * alpha * dy2) / (root - m);
}

/**
 * Squared representational distance at convergence (van Rossem & Saxe 2024):
 *
 *     h(inf) = 1/2 (A_high + sqrt(A_high^2 + 4 A_low^2)),
 *     A_low^2 = (etaH/etaY) dx2 dy2,   A_high = h0 - (etaH/etaY) dx2 y0/h0
 *
 * evaluated without cancellation for `A_high < 0`. With `dy2 = 0` it is `max(A_high, 0)`. It does not depend on `w`; the
 * one start from which a solution does not get there is `y < w`, `A_high = 0` in scalar outputs, where it runs into the
 * saddle `h = y = 0`.
 * @param rates only their ratio matters; `etaH >= 0`, `etaY > 0`.
 * @throws RangeError for rates outside that range (no limit need exist then) and for a state or pair that `integrate`
 *   refuses.
 */
export function finalDistance(initial: TwoPointState, rates: Rates, pair: PairGeometry): number {
  checkPair(pair);
  checkRates(rates);
  checkState(initial, pair);
  checkConverging(rates);
  return convergedDistance(initial.h, initial.y / initial.h, rates.etaH * pair.dx2, rates.etaY, pair.dy2);
}

/** @throws RangeError unless `etaH >= 0` and `etaY > 0`, so that every solution converges. */
export function checkConverging(rates: Rates): void {
  if (!(rates.etaH >= 0 && rates.etaY > 0)) {
    throw new RangeError(
      `rates etaH=${rates.etaH}, etaY=${rates.etaY} need not lead to a final state; allowed are etaH >= 0 and etaY > 0.`,
    );
  }
}
