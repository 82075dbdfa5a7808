import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { finalDistance } from './final-distance.ts';
import { integrate, IntegrationError, integratePublished } from './integrate.ts';

interface OdeSet {
  label: string;
  h0: number;
  y0: number;
  w0: number;
  dx2: number;
  dy2: number;
  eta_h: number;
  eta_y: number;
  t: number[];
  h: number[];
  y: number[];
  w: number[];
  crosses_h_zero: boolean;
  solver_used: string;
  long: { h: number };
}

const file = new URL('../../tests/reference/ode.json', import.meta.url);
const { sets } = JSON.parse(readFileSync(file, 'utf8')) as { sets: OdeSet[] };

const parts = (set: OdeSet) => ({
  initial: { h: set.h0, y: set.y0, w: set.w0 },
  rates: { etaH: set.eta_h, etaY: set.eta_y },
  pair: { dx2: set.dx2, dy2: set.dy2 },
});

/** Largest deviation, relative to the largest reference value. */
function deviation(found: Float64Array, reference: ArrayLike<number>): number {
  let worst = 0;
  let peak = 0;
  for (let i = 0; i < reference.length; i++) {
    worst = Math.max(worst, Math.abs(found[i]! - reference[i]!));
    peak = Math.max(peak, Math.abs(reference[i]!));
  }
  // A curve that is 0 throughout, up to rounding, has no peak to compare with.
  return peak < 1e-12 ? worst : worst / peak;
}

const rich = {
  initial: { h: 1e-3, y: 1e-6, w: -7e-4 },
  rates: { etaH: 0.004, etaY: 0.02 },
  pair: { dx2: 1, dy2: 0.5 },
};

describe('the reference solutions', () => {
  it('are all there', () => {
    expect(sets.length).toBe(31);
    expect(sets.filter((set) => set.crosses_h_zero).length).toBe(1);
  });

  describe.each(sets.map((set) => [set.label, set] as const))('%s', (_, set) => {
    const { initial, rates, pair } = parts(set);
    const curves = integrate(initial, rates, pair, set.t);

    it('is met within 1e-6 of the peak of every curve', () => {
      expect(deviation(curves.h, set.h)).toBeLessThan(1e-6);
      expect(deviation(curves.y, set.y)).toBeLessThan(1e-6);
      expect(deviation(curves.w, set.w)).toBeLessThan(1e-6);
    });

    it('conserves y = r h^2 + C h to 1e-9', () => {
      const r = rates.etaY / (rates.etaH * pair.dx2);
      const C = initial.y / initial.h - r * initial.h;
      for (let i = 0; i < set.t.length; i++) {
        const [h, y] = [curves.h[i]!, curves.y[i]!];
        const size = Math.max(pair.dy2, initial.y, r * h * h);
        expect(Math.abs(y - r * h * h - C * h)).toBeLessThan(1e-9 * size);
      }
    });

    it('ends at the final distance, within 1e-8 of the long integration', () => {
      const found = finalDistance(initial, rates, pair);
      // Where nothing is left of h, "relative" means relative to where it started.
      const size = set.long.h > 1e-12 ? set.long.h : set.h0;
      expect(Math.abs(found - set.long.h)).toBeLessThan(1e-8 * size);
    });

    it.runIf(set.solver_used === 'DOP853')('is the same in the published form', () => {
      const other = integratePublished(initial, rates, pair, set.t);
      for (const name of ['h', 'y', 'w'] as const) {
        expect(deviation(other[name], set[name])).toBeLessThan(1e-6);
        expect(deviation(other[name], curves[name])).toBeLessThan(1e-7);
      }
    });
  });

  it('are not reached by the published form where h passes through 0, and it says so', () => {
    const set = sets.find((candidate) => candidate.crosses_h_zero)!;
    const { initial, rates, pair } = parts(set);
    let error: unknown;
    try {
      integratePublished(initial, rates, pair, set.t);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(IntegrationError);
    const failure = error as IntegrationError;
    expect(failure.message).toMatch(/singular at about t = 80\.7/);
    expect(failure.curves.h[failure.reached - 1]).toBeGreaterThan(0);
    expect(failure.curves.h[failure.reached]).toBeNaN();
    const smooth = integrate(initial, rates, pair, [failure.time]);
    expect(smooth.h[0]).toBeLessThan(1e-6);
    expect(smooth.y[0]).toBeLessThan(1e-5);
  });
});

describe('integrate', () => {
  it('returns the initial state at t = 0, as often as it is asked for', () => {
    const { h, y, w } = integrate(rich.initial, rich.rates, rich.pair, [0, 0, 5]);
    for (const i of [0, 1]) {
      expect(h[i]).toBeCloseTo(1e-3, 15);
      expect(y[i]).toBeCloseTo(1e-6, 15);
      expect(w[i]).toBeCloseTo(-7e-4, 15);
    }
    expect(w[2]).toBeLessThan(w[0]!);
  });

  it('counts times from the initial state even if they do not start at 0', () => {
    const all = integrate(rich.initial, rich.rates, rich.pair, [0, 400, 900]);
    const later = integrate(rich.initial, rich.rates, rich.pair, [400, 900]);
    expect(later.h[0]).toBeCloseTo(all.h[1]!, 9);
    expect(later.y[1]).toBeCloseTo(all.y[2]!, 9);
  });

  it('continues from a state of its own solution', () => {
    const whole = integrate(rich.initial, rich.rates, rich.pair, [800, 1500]);
    const middle = { h: whole.h[0]!, y: whole.y[0]!, w: whole.w[0]! };
    const rest = integrate(middle, rich.rates, rich.pair, [700]);
    expect(rest.y[0]).toBeCloseTo(whole.y[1]!, 7);
  });

  it('gets closer to the solution with a smaller tolerance', () => {
    const times = [1500];
    const exact = integrate(rich.initial, rich.rates, rich.pair, times, { relativeTolerance: 1e-13 }).y[0]!;
    const error = (relativeTolerance: number) =>
      Math.abs(integrate(rich.initial, rich.rates, rich.pair, times, { relativeTolerance }).y[0]! - exact);
    expect(error(1e-4)).toBeGreaterThan(error(1e-7));
    expect(error(1e-7)).toBeGreaterThan(error(1e-10));
    expect(error(1e-10)).toBeLessThan(1e-8);
  });

  it('accepts typed arrays, no times at all, equal inputs and rates of zero', () => {
    expect(integrate(rich.initial, rich.rates, rich.pair, Float32Array.of(1, 2)).h.length).toBe(2);
    expect(integrate(rich.initial, rich.rates, rich.pair, []).h.length).toBe(0);
    const equalInputs = integrate(rich.initial, rich.rates, { dx2: 0, dy2: 0.5 }, [1000]);
    expect(equalInputs.h[0]).toBeCloseTo(1e-3, 12);
    expect(equalInputs.y[0]).toBeGreaterThan(1e-5);
    const still = integrate(rich.initial, { etaH: 0, etaY: 0 }, rich.pair, [1e6]);
    expect([still.h[0], still.y[0]]).toEqual([expect.closeTo(1e-3, 12), expect.closeTo(1e-6, 12)]);
  });

  it('runs backwards with negative rates', () => {
    const forward = integrate(rich.initial, rich.rates, rich.pair, [600]);
    const there = { h: forward.h[0]!, y: forward.y[0]!, w: forward.w[0]! };
    const back = integrate(there, { etaH: -0.004, etaY: -0.02 }, rich.pair, [600]);
    expect(back.h[0]).toBeCloseTo(1e-3, 8);
    expect(back.w[0]).toBeCloseTo(-7e-4, 8);
  });

  it('reports a solution that grows without bound', () => {
    const initial = { h: 1, y: 1, w: 0.5 };
    const run = () => integrate(initial, { etaH: -1, etaY: -1 }, { dx2: 1, dy2: 0.25 }, [1, 1000]);
    expect(run).toThrow(IntegrationError);
    expect(run).toThrow(/singular at about t = \d/);
  });

  it('reports when it needs more steps than allowed', () => {
    expect(() => integrate(rich.initial, rich.rates, rich.pair, [5000], { maxSteps: 10 })).toThrow(
      /more than maxSteps = 10/,
    );
  });

  it('takes Cauchy-Schwarz violated by float32 rounding, and nothing beyond it', () => {
    const c = -Math.sqrt(1e-6 * 0.5);
    const measured = { h: 1e-3, y: 1e-6, w: 1e-6 - c * (1 + 1e-7) };
    const exact = { h: 1e-3, y: 1e-6, w: 1e-6 - c };
    const a = integrate(measured, rich.rates, rich.pair, [3000]);
    const b = integrate(exact, rich.rates, rich.pair, [3000]);
    expect(a.y[0]).toBeCloseTo(b.y[0]!, 6);
    const wrong = { h: 1e-3, y: 1e-6, w: 1e-6 - c * 1.001 };
    expect(() => integrate(wrong, rich.rates, rich.pair, [3000])).toThrow(/breaks Cauchy-Schwarz/);
  });

  it.each([
    [{ h: 0, y: 0, w: 0 }, /initial h is 0; it must be > 0/],
    [{ h: 0, y: 1, w: 0 }, /initial h is 0/],
    [{ h: -1, y: 1, w: 0 }, /initial h is -1/],
    [{ h: 1, y: -1e-9, w: 0 }, /initial y is -1e-9/],
    [{ h: NaN, y: 1, w: 0 }, /initial h is NaN/],
    [{ h: 1, y: Infinity, w: 0 }, /initial y is Infinity/],
    [{ h: 1, y: 0.1, w: NaN }, /initial w is NaN/],
  ])('refuses the state %j', (state, message) => {
    expect(() => integrate(state, rich.rates, rich.pair, [1])).toThrow(message);
    expect(() => integratePublished(state, rich.rates, rich.pair, [1])).toThrow(message);
    expect(() => finalDistance(state, rich.rates, rich.pair)).toThrow(message);
  });

  it('refuses pairs, rates, times and options that make no sense, and says which', () => {
    const { initial, rates, pair } = rich;
    expect(() => integrate(initial, rates, { dx2: -1, dy2: 1 }, [1])).toThrow(/dx2 is -1/);
    expect(() => integrate(initial, rates, { dx2: 1, dy2: NaN }, [1])).toThrow(/dy2 is NaN/);
    expect(() => integrate(initial, { etaH: NaN, etaY: 1 }, pair, [1])).toThrow(/etaH is NaN/);
    expect(() => integrate(initial, { etaH: 1, etaY: -Infinity }, pair, [1])).toThrow(/etaY is -Infinity/);
    expect(() => integrate(initial, rates, pair, [-1])).toThrow(/times\[0\] is -1; it must be finite and >= 0/);
    expect(() => integrate(initial, rates, pair, [0, 2, 1])).toThrow(/times\[2\] is 1; .* times\[1\] = 2/);
    expect(() => integrate(initial, rates, pair, [0, NaN])).toThrow(/times\[1\] is NaN/);
    expect(() => integrate(initial, rates, pair, [1], { relativeTolerance: 1 })).toThrow(/relativeTolerance is 1/);
    expect(() => integrate(initial, rates, pair, [1], { maxSteps: 0 })).toThrow(/maxSteps is 0/);
  });
});
