import { describe, expect, it } from 'vitest';
import { finalDistance } from './final-distance.ts';
import { integrate } from './integrate.ts';

const pair = { dx2: 1, dy2: 0.5 };

describe('finalDistance', () => {
  it('is the product of the distances in the rich limit', () => {
    const rates = { etaH: 0.004, etaY: 0.02 };
    const small = { h: 1e-9, y: 1e-18, w: -1e-10 };
    expect(finalDistance(small, rates, pair)).toBeCloseTo(Math.sqrt(0.2 * 0.5), 8);
  });

  it('is the initial distance in the lazy limit', () => {
    expect(finalDistance({ h: 1e6, y: 0, w: 0 }, { etaH: 0.01, etaY: 0.01 }, pair)).toBeCloseTo(1e6, 5);
  });

  it('loses no digits where A_high is large and negative', () => {
    // A_high = -1e8 and A_low^2 = 0.5: the textbook formula gives 0 or noise, the limit is A_low^2/|A_high|.
    const found = finalDistance({ h: 1e-8, y: 1, w: 0.5 }, { etaH: 1, etaY: 1 }, pair);
    expect(found / 5e-9).toBeCloseTo(1, 12);
  });

  it('leaves h alone when the first map does not learn', () => {
    expect(finalDistance({ h: 0.3, y: 0.1, w: 0 }, { etaH: 0, etaY: 1 }, pair)).toBe(0.3);
    expect(finalDistance({ h: 0.3, y: 0.1, w: 0 }, { etaH: 1, etaY: 1 }, { dx2: 0, dy2: 0.5 })).toBe(0.3);
  });

  it('is where a start with the output turned the wrong way ends too', () => {
    const initial = { h: 0.5, y: 2, w: 2.7 };
    const rates = { etaH: 0.01, etaY: 0.02 };
    const { h } = integrate(initial, rates, pair, [10_000]);
    expect(h[0]).toBeCloseTo(finalDistance(initial, rates, pair), 9);
  });

  it('refuses rates that need not converge', () => {
    const initial = { h: 0.3, y: 0.1, w: 0 };
    expect(() => finalDistance(initial, { etaH: -1, etaY: 1 }, pair)).toThrow(/etaH >= 0 and etaY > 0/);
    expect(() => finalDistance(initial, { etaH: 1, etaY: 0 }, pair)).toThrow(/etaY=0/);
  });
});
