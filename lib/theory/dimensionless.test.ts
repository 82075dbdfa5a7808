import { describe, expect, it } from 'vitest';
import { dimensionless, endpointRatio, phaseField, richness, scalarSolution } from './dimensionless.ts';
import { finalDistance } from './final-distance.ts';
import { integrate } from './integrate.ts';

const pair = { dx2: 1.7, dy2: 0.4 };
const rates = { etaH: 0.013, etaY: 0.004 };
const evenly = (end: number, count: number) => Float64Array.from({ length: count }, (_, i) => (end * i) / (count - 1));

/** A state of scalar outputs with `dyhat = p dy`. */
const scalarState = (h: number, p: number, dy2: number) => ({ h, y: p * p * dy2, w: (p * p - p) * dy2 });

describe('scalarSolution', () => {
  it.each([
    ['rich, from above 0', 1e-3, 1e-3],
    ['rich, from below 0', 1e-2, -1e-3],
    ['from exactly 0', 0.2, 0],
    ['intermediate', 0.6, 0.2],
    ['lazy', 40, 1e-3],
    ['lazy, from below 0', 40, -0.3],
    ['past the target', 0.5, 2.5],
    ['A_high < 0', 0.05, 0.4],
    ['through h = 0', 0.05, -0.6],
    ['at the target', 0.5, 1],
  ])('agrees with the integrator to 1e-8: %s', (_, h0, p0) => {
    const initial = scalarState(h0, p0, pair.dy2);
    const unit = dimensionless(initial, rates, pair);
    const times = evenly(20 / (unit.rate * Math.hypot(1, unit.richness / 2)), 200);
    const elementary = scalarSolution(initial, rates, pair, times);
    const integrated = integrate(initial, rates, pair, times);
    for (const name of ['h', 'y', 'w'] as const) {
      // At the target w is 0 throughout and only rounding is left to compare.
      const peak = Math.max(...elementary[name].map(Math.abs), 1e-6 * pair.dy2);
      for (let i = 0; i < times.length; i++) {
        expect(Math.abs(elementary[name][i]! - integrated[name][i]!)).toBeLessThan(1e-8 * peak);
      }
    }
  });

  it('is the logistic function where C = 0', () => {
    // H = p and C = 0.
    const heightUnit = Math.sqrt((rates.etaH / rates.etaY) * pair.dx2 * pair.dy2);
    const initial = scalarState(0.01 * heightUnit, 0.01, pair.dy2);
    const { rate } = dimensionless(initial, rates, pair);
    const tau = [0, 3, 5, 9];
    const { y } = scalarSolution(
      initial,
      rates,
      pair,
      tau.map((value) => value / rate),
    );
    const shift = Math.log(0.01 / 0.99);
    tau.forEach((value, i) => {
      expect(Math.sqrt(y[i]! / pair.dy2)).toBeCloseTo(1 / (1 + Math.exp(-value - shift)), 12);
    });
  });

  it('reaches the final distance at any late time, without overflow', () => {
    const initial = scalarState(0.05, -0.6, pair.dy2);
    const { h, w } = scalarSolution(initial, rates, pair, [1e9]);
    expect(h[0]).toBeCloseTo(finalDistance(initial, rates, pair), 12);
    expect(Math.abs(w[0]!)).toBe(0);
  });

  it('refuses states of vector outputs and times before the start', () => {
    expect(() => scalarSolution({ h: 1, y: 0.1, w: 0.1 }, rates, pair, [1])).toThrow(/no state of scalar outputs/);
    expect(() => scalarSolution(scalarState(1, 0.1, 0.4), rates, pair, [1, -2])).toThrow(/times\[1\] is -2/);
  });
});

describe('dimensionless', () => {
  it('leaves no coefficient: all pairs and rates give one solution in these units', () => {
    const initial = { h: 0.03, y: 0.004, w: -0.01 };
    const problem = dimensionless(initial, rates, pair);
    const tau = evenly(12, 30);
    const plain = integrate(problem.initial, { etaH: 1, etaY: 1 }, { dx2: 1, dy2: 1 }, tau);
    const real = integrate(
      initial,
      rates,
      pair,
      tau.map((value) => value / problem.rate),
    );
    for (let i = 0; i < tau.length; i++) {
      expect(real.h[i]! / problem.heightUnit).toBeCloseTo(plain.h[i]!, 8);
      expect(real.y[i]! / pair.dy2).toBeCloseTo(plain.y[i]!, 8);
      expect(real.w[i]! / pair.dy2).toBeCloseTo(plain.w[i]!, 8);
    }
  });

  it('has a richness that is A_high in units of h*, and is conserved', () => {
    const initial = { h: 0.3, y: 0.02, w: -0.03 };
    const ratio = rates.etaH / rates.etaY;
    const high = 0.3 - (ratio * pair.dx2 * 0.02) / 0.3;
    const { heightUnit, richness: C } = dimensionless(initial, rates, pair);
    expect(C).toBeCloseTo(high / heightUnit, 12);
    const later = integrate(initial, rates, pair, [200]);
    expect(richness({ h: later.h[0]!, y: later.y[0]!, w: later.w[0]! }, rates, pair)).toBeCloseTo(C, 8);
  });

  it('refuses what has no units', () => {
    const initial = { h: 1, y: 0, w: 0 };
    expect(() => dimensionless(initial, rates, { dx2: 1, dy2: 0 })).toThrow(/dy2=0 .* all four must be > 0/);
    expect(() => richness(initial, { etaH: -1, etaY: 1 }, pair)).toThrow(/etaH=-1/);
  });
});

describe('endpointRatio', () => {
  it('is the ratio of the rates, at any time of an exact solution', () => {
    const initial = { h: 0.2, y: 0.02, w: -0.03 };
    const { h, y } = integrate(initial, rates, pair, [50, 100_000]);
    for (const i of [0, 1]) {
      expect(endpointRatio(initial, { h: h[i]!, y: y[i]! }, pair)).toBeCloseTo(rates.etaH / rates.etaY, 6);
    }
  });

  it('is negative where h shrinks while y/h grows', () => {
    expect(endpointRatio({ h: 1, y: 0.01 }, { h: 0.5, y: 0.5 }, { dx2: 1 })).toBeLessThan(0);
  });

  it('refuses h = 0', () => {
    expect(() => endpointRatio({ h: 0, y: 0 }, { h: 1, y: 1 }, { dx2: 1 })).toThrow(/initial h=0/);
  });
});

describe('phaseField', () => {
  it('points along the solution', () => {
    const initial = { h: 0.2, y: 0.02, w: -0.03 };
    const field = phaseField(initial, rates, pair);
    const step = 1e-3;
    const { h, y, w } = integrate(initial, rates, pair, [100 - step, 100, 100 + step], { relativeTolerance: 1e-13 });
    const velocity = field(h[1]!, y[1]! - w[1]!)!;
    expect(velocity.dh).toBeCloseTo((h[2]! - h[0]!) / (2 * step), 7);
    expect(velocity.dc).toBeCloseTo((y[2]! - w[2]! - y[0]! + w[0]!) / (2 * step), 7);
  });

  it('is still at convergence and empty outside what two maps can do', () => {
    const initial = { h: 0.2, y: 0.02, w: -0.03 };
    const field = phaseField(initial, rates, pair);
    const end = field(finalDistance(initial, rates, pair) * (1 + 1e-12), pair.dy2)!;
    expect(Math.abs(end.dh)).toBeLessThan(1e-12);
    expect(Math.abs(end.dc)).toBeLessThan(1e-12);
    expect(field(0.2, 1)).toBeNull();
    expect(() => field(0, 0)).toThrow(/h is 0/);
  });
});
