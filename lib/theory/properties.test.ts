import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dimensionless } from './dimensionless.ts';
import { finalDistance } from './final-distance.ts';
import { fitRates } from './fit-rates.ts';
import { integrate } from './integrate.ts';
import type { PairGeometry, Rates, TwoPointState } from './two-point.ts';

const logBetween = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);

interface Problem {
  initial: TwoPointState;
  rates: Rates;
  pair: PairGeometry;
}

/** Any pair of maps: rich to lazy, outputs turned any way, one rate up to 10^4 times the other. */
const problems: fc.Arbitrary<Problem> = fc
  .record({
    h: logBetween(1e-6, 1e2),
    gain: logBetween(1e-6, 1e1),
    cosine: fc.double({ min: -1, max: 1, noNaN: true }),
    etaH: logBetween(1e-4, 1),
    etaY: logBetween(1e-4, 1),
    dx2: logBetween(0.05, 5),
    dy2: logBetween(0.05, 5),
  })
  .map(({ h, gain, cosine, etaH, etaY, dx2, dy2 }) => {
    const y = h * gain;
    return {
      initial: { h, y, w: y - cosine * Math.sqrt(y * dy2) },
      rates: { etaH, etaY },
      pair: { dx2, dy2 },
    };
  });

/** Times over which the problem runs its course, however slow it is. */
function horizon({ initial, rates, pair }: Problem, count: number): Float64Array {
  const { rate, richness } = dimensionless(initial, rates, pair);
  const end = 25 / (rate * Math.hypot(1, richness / 2));
  return Float64Array.from({ length: count }, (_, i) => (end * i) / (count - 1));
}

describe('every solution', () => {
  it('obeys Cauchy-Schwarz, with h and y never negative', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { h, y, w } = integrate(problem.initial, problem.rates, problem.pair, horizon(problem, 60));
        for (let i = 0; i < h.length; i++) {
          expect(h[i]).toBeGreaterThanOrEqual(0);
          expect(y[i]).toBeGreaterThanOrEqual(0);
          const c = y[i]! - w[i]!;
          expect(c * c).toBeLessThanOrEqual(
            y[i]! * problem.pair.dy2 * (1 + 1e-9) + 1e-15 * (y[i]! + Math.abs(w[i]!)) ** 2,
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it('approaches the target: the squared error of the difference never grows', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { y, w } = integrate(problem.initial, problem.rates, problem.pair, horizon(problem, 60));
        const { dy2 } = problem.pair;
        // |dyhat - dy|^2 = y - 2c + dy2 = 2w - y + dy2.
        const error = y.map((value, i) => 2 * w[i]! - value + dy2);
        for (let i = 1; i < error.length; i++) {
          expect(error[i]!).toBeLessThanOrEqual(error[i - 1]! + 1e-8 * (error[0]! + dy2));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('conserves y / h - r h, so that y = r h^2 + C h', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { initial, rates, pair } = problem;
        const times = horizon(problem, 60);
        const { h, y } = integrate(initial, rates, pair, times, { relativeTolerance: 1e-11 });
        const ratio = rates.etaY / (rates.etaH * pair.dx2);
        const terms = (at: { h: number; y: number }) => [at.y / at.h, ratio * at.h] as const;
        const [slope, height] = terms(initial);
        for (let i = 0; i < h.length; i++) {
          // Where h passes 0 the quotient is of rounding errors.
          if (h[i]! < 1e-9 * initial.h) continue;
          const [later, high] = terms({ h: h[i]!, y: y[i]! });
          expect(Math.abs(later - high - (slope - height))).toBeLessThanOrEqual(1e-9 * (later + high + slope + height));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('moves h monotonically towards its final value once the output points the right way', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { h, y, w } = integrate(problem.initial, problem.rates, problem.pair, horizon(problem, 60));
        const final = finalDistance(problem.initial, problem.rates, problem.pair);
        // dh/dt = -etaH dx2 w: h rises while w < 0 and falls while w > 0.
        for (let i = 1; i < h.length; i++) {
          const slack = 1e-8 * (h[i]! + final);
          if (w[i - 1]! < 0 && w[i]! < 0) expect(h[i]!).toBeGreaterThanOrEqual(h[i - 1]! - slack);
          if (w[i - 1]! > 0 && w[i]! > 0 && y[i]! > w[i]!) expect(h[i]!).toBeLessThanOrEqual(h[i - 1]! + slack);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is the same at another unit of time', () => {
    fc.assert(
      fc.property(problems, logBetween(1e-3, 1e3), ({ initial, rates, pair }, unit) => {
        const times = horizon({ initial, rates, pair }, 40);
        const scaled = { etaH: rates.etaH * unit, etaY: rates.etaY * unit };
        const a = integrate(initial, rates, pair, times);
        const b = integrate(
          initial,
          scaled,
          pair,
          times.map((time) => time / unit),
        );
        for (const name of ['h', 'y', 'w'] as const) {
          const peak = Math.max(...a[name].map(Math.abs));
          for (let i = 0; i < times.length; i++) {
            expect(Math.abs(a[name][i]! - b[name][i]!)).toBeLessThanOrEqual(2e-7 * peak);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** Pairs that are learnt in the time given, in which both maps take part. */
const learnt: fc.Arbitrary<Problem> = fc
  .record({
    richness: fc.double({ min: -0.5, max: 3, noNaN: true }),
    heightUnit: logBetween(0.05, 3),
    share: logBetween(1e-4, 0.1),
    cosine: fc.double({ min: 0.1, max: 1, noNaN: true }),
    rate: logBetween(1e-4, 1),
    dx2: logBetween(0.1, 4),
    dy2: logBetween(0.1, 4),
  })
  .map(({ richness, heightUnit, share, cosine, rate, dx2, dy2 }) => {
    // H - Y/H = C with Y = share.
    const H = 0.5 * (richness + Math.sqrt(richness * richness + 4 * share));
    const y = share * dy2;
    const ratio = (heightUnit * heightUnit) / (dx2 * dy2);
    const etaY = rate / Math.sqrt(ratio * dx2 * dy2);
    return {
      initial: { h: H * heightUnit, y, w: y - cosine * Math.sqrt(y * dy2) },
      rates: { etaH: ratio * etaY, etaY },
      pair: { dx2, dy2 },
    };
  });

describe('every fit', () => {
  it('of an exact solution gives its rates back', () => {
    fc.assert(
      fc.property(
        learnt,
        fc.boolean(),
        fc.constantFrom('samples' as const, 'time' as const),
        (problem, scaleH, weights) => {
          const { initial, rates, pair } = problem;
          const t = horizon(problem, 120);
          const fit = fitRates({ t, ...integrate(initial, rates, pair, t) }, pair, { scaleH, weights });
          expect(Math.abs(Math.log(fit.etaH / rates.etaH))).toBeLessThan(1e-4);
          expect(Math.abs(Math.log(fit.etaY / rates.etaY))).toBeLessThan(1e-4);
          expect(fit.physical).toBe(true);
          expect(fit.reason).toBeNull();
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of an imperfect run scales with the unit of time', () => {
    fc.assert(
      fc.property(learnt, logBetween(1e-3, 1e3), (problem, unit) => {
        const { initial, rates, pair } = problem;
        const t = horizon(problem, 80);
        const { h, y, w } = integrate(initial, rates, pair, t);
        const bent = h.map((value) => value ** 1.1 * h[0]! ** -0.1);
        const a = fitRates({ t, h: bent, y, w }, pair);
        const b = fitRates({ t: t.map((time) => time * unit), h: bent, y, w }, pair);
        expect(Math.abs(Math.log((b.etaH * unit) / a.etaH))).toBeLessThan(1e-4);
        expect(Math.abs(Math.log((b.etaY * unit) / a.etaY))).toBeLessThan(1e-4);
        expect(b.physical).toBe(a.physical);
      }),
      { numRuns: 100 },
    );
  });
});
