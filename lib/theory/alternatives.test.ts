import { describe, expect, it } from 'vitest';
import { alternatives } from './alternatives.ts';
import type { AlternativeId } from './alternatives.ts';
import { fitRates } from './fit-rates.ts';
import { integrate } from './integrate.ts';

const initial = { h: 0.05, y: 0.002, w: -0.01 };
const rates = { etaH: 0.01, etaY: 0.015 };
const pair = { dx2: 1.2, dy2: 0.5 };
const times = Float64Array.from({ length: 200 }, (_, i) => 10 * i);

type Triple = [number, number, number];

/** The altered right-hand sides written out term by term, as the figure's caption says them. */
const written: Record<AlternativeId, (state: Triple) => Triple> = {
  'doubled-dy': (s) => [theory(s)[0], 2 * theory(s)[1], theory(s)[2]],
  'doubled-dh': (s) => [2 * theory(s)[0], theory(s)[1], theory(s)[2]],
  'flipped-dw': (s) => [
    theory(s)[0],
    theory(s)[1],
    theory(s)[2] + rates.etaH * pair.dx2 * (s[1] + s[2]) * (s[2] / s[0]),
  ],
  'truncated-dy': (s) => [theory(s)[0], -s[2] * rates.etaY * s[0], theory(s)[2]],
};

function theory([h, y, w]: Triple): Triple {
  const alpha = rates.etaH * pair.dx2;
  return [
    -alpha * w,
    -w * (rates.etaY * h + (alpha * y) / h),
    -0.5 * rates.etaY * h * (3 * w - y + pair.dy2) - (0.5 * alpha * (y + w) * w) / h,
  ];
}

/** Classical Runge-Kutta with a fixed small step: slow, simple and independent. */
function rungeKutta(f: (state: Triple) => Triple, end: number, steps: number): Triple {
  let s: Triple = [initial.h, initial.y, initial.w];
  const d = end / steps;
  const move = (from: Triple, by: Triple, factor: number): Triple => [
    from[0] + factor * by[0],
    from[1] + factor * by[1],
    from[2] + factor * by[2],
  ];
  for (let n = 0; n < steps; n++) {
    const k1 = f(s);
    const k2 = f(move(s, k1, d / 2));
    const k3 = f(move(s, k2, d / 2));
    const k4 = f(move(s, k3, d));
    s = [0, 1, 2].map((i) => s[i]! + (d / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!)) as Triple;
  }
  return s;
}

describe.each(Object.keys(alternatives) as AlternativeId[])('the altered system %s', (id) => {
  const system = alternatives[id];

  it('solves the equations it names', () => {
    const end = 500;
    const { h, y, w } = integrate(initial, rates, pair, [end], { system });
    const expected = rungeKutta(written[id], end, 20_000);
    expect(h[0]).toBeCloseTo(expected[0], 8);
    expect(y[0]).toBeCloseTo(expected[1], 8);
    expect(w[0]).toBeCloseTo(expected[2], 8);
  });

  it('differs from the theory, and the theory fits its curves worse than it does itself', () => {
    const curves = integrate(initial, rates, pair, times, { system });
    const run = { t: times, ...curves };
    const own = fitRates(run, pair, { system });
    expect(own.etaH / rates.etaH).toBeCloseTo(1, 4);
    expect(own.etaY / rates.etaY).toBeCloseTo(1, 4);
    expect(own.r2).toBeGreaterThan(1 - 1e-9);
    expect(own.physical).toBe(true);
    const other = fitRates(run, pair);
    expect(other.residualSumOfSquares).toBeGreaterThan(1e-3);
  });

  it('fits curves of the theory worse than the theory does', () => {
    const run = { t: times, ...integrate(initial, rates, pair, times) };
    expect(fitRates(run, pair, { system }).residualSumOfSquares).toBeGreaterThan(1e-3);
    expect(fitRates(run, pair).residualSumOfSquares).toBeLessThan(1e-9);
  });

  it('has an id and a description', () => {
    expect(system.id).toBe(id);
    expect(system.description.length).toBeGreaterThan(10);
  });
});
