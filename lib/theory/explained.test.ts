import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explained, fitRates, integrate } from './index.ts';

const pair = { dx2: 1, dy2: 0.25 };
const initial = { h: 0.02, y: 0.0004, w: -0.008 };
const t = Array.from({ length: 120 }, (_, n) => 4 * n);
const rates = { etaH: 0.012, etaY: 0.03 };
/** A run that the theory nearly describes: its curves bend otherwise in the middle. */
function bentRun() {
  const { h, y, w } = integrate(initial, rates, pair, t);
  const bend = (values: Float64Array, size: number) => values.map((value, n) => value + size * Math.sin(n / 19) ** 2);
  return { t, h: bend(h, 0.01), y: bend(y, -0.01), w };
}

describe('what the theory explains at given rates', () => {
  it('is everything where the run is its own solution', () => {
    const { r2, perCurve } = explained({ t, ...integrate(initial, rates, pair, t) }, rates, pair);
    expect([r2, perCurve.h, perCurve.y, perCurve.w]).toEqual([1, 1, 1, 1]);
  });

  it.each(['samples', 'time'] as const)('is at the fitted rates what the fit says, counting %s', (weights) => {
    const run = bentRun();
    const fit = fitRates(run, pair, { weights });
    const { r2, perCurve } = explained(run, fit, pair, { weights });
    expect(r2).toBeCloseTo(fit.r2, 6);
    for (const name of ['h', 'y', 'w'] as const) expect(perCurve[name]).toBeCloseTo(fit.perCurve[name].r2, 5);
  });

  it('is nowhere more than at the fitted rates', () => {
    const run = bentRun();
    const fit = fitRates(run, pair);
    const factor = fc.double({ min: 0.1, max: 10, noNaN: true });
    fc.assert(
      fc.property(factor, factor, (h, y) => {
        const other = explained(run, { etaH: h * fit.etaH, etaY: y * fit.etaY }, pair);
        expect(other.r2).toBeLessThan(fit.r2 + 1e-6);
      }),
    );
  });

  it('refuses what a fit refuses', () => {
    expect(() => explained({ ...bentRun(), y: t.map(() => 1) }, rates, pair)).toThrow('series "y" is constant');
  });
});
