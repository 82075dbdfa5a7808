import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { alternatives } from './alternatives.ts';
import { fitRates } from './fit-rates.ts';
import { integrate } from './integrate.ts';
import type { Trajectory } from './trajectory.ts';
import type { PairGeometry, Rates } from './two-point.ts';

interface ReferenceRun {
  seed: number;
  n_steps: number;
  epoch_index: number[];
  h2: number[];
  y2: number[];
  w: number[];
  fit: { physical: boolean; refined: { eta_h: number; eta_y: number } };
}

const file = new URL('../../tests/reference/two_points.json', import.meta.url);
const reference = JSON.parse(readFileSync(file, 'utf8')) as { settings: Record<string, { runs: ReferenceRun[] }> };
const pair = { dx2: 1, dy2: 0.5 };
const runs = Object.entries(reference.settings).flatMap(([setting, { runs: all }]) =>
  all.map((run) => [`${setting}, seed ${run.seed}`, run] as const),
);

/** A stored run on the time axis of its rates, `t_i = i n/(n - 1)`. */
function trajectory(run: ReferenceRun): Trajectory {
  const t = run.epoch_index.map((step) => (step * run.n_steps) / (run.n_steps - 1));
  return { t, h: run.h2, y: run.y2, w: run.w };
}

const stored = (label: string): Trajectory => trajectory(runs.find(([name]) => name === label)![1]);

function residual(run: Trajectory, geometry: PairGeometry, rates: Rates): number {
  const initial = { h: run.h[0]!, y: run.y[0]!, w: run.w[0]! };
  const curves = integrate(initial, rates, geometry, run.t);
  let sum = 0;
  for (const name of ['h', 'y', 'w'] as const) {
    for (let i = 0; i < run.t.length; i++) sum += (curves[name][i]! - run[name][i]!) ** 2;
  }
  return sum;
}

const truth = { etaH: 0.004, etaY: 0.02 };
const start = { h: 0.002, y: 1e-5, w: -1e-3 };
const times = Float64Array.from({ length: 300 }, (_, i) => 10 * i);
const exact = { t: times, ...integrate(start, truth, pair, times) };

describe('the runs of the reference that the theory describes', () => {
  const physical = runs.filter(([, run]) => run.fit.physical);

  it('are all there', () => {
    expect(physical.length).toBe(30);
  });

  it.each(physical)('are fitted at least as well as by the refined rates, and alike: %s', (_, run) => {
    const given = trajectory(run);
    const fit = fitRates(given, pair);
    const { eta_h: etaH, eta_y: etaY } = run.fit.refined;
    expect(fit.residualSumOfSquares).toBeLessThanOrEqual(1.001 * residual(given, pair, { etaH, etaY }));
    expect(fit.residualSumOfSquares).toBeCloseTo(residual(given, pair, fit), 6);
    expect(Math.abs(fit.etaH / etaH - 1)).toBeLessThan(0.03);
    expect(Math.abs(fit.etaY / etaY - 1)).toBeLessThan(0.03);
    expect(fit.physical).toBe(true);
    expect(fit.reason).toBeNull();
    expect(fit.converged).toBe(true);
  });
});

describe('the runs of the reference that the theory does not describe', () => {
  const others = runs.filter(([, run]) => !run.fit.physical);

  it('are all there', () => {
    expect(others.length).toBe(7);
  });

  it.each(others)('are called unphysical, with a reason and without a throw: %s', (_, run) => {
    const fit = fitRates(trajectory(run), pair);
    expect(fit.physical).toBe(false);
    expect(fit.reason).toMatch(/\d/);
    expect(fit.etaH).toBeGreaterThan(0);
    expect(fit.etaY).toBeGreaterThan(0);
  });

  it('each for its own reason', () => {
    const reason = (label: string) => fitRates(stored(label), pair).reason;
    expect(reason('gain_1.3, seed 0')).toMatch(/h shrinks \(0\.267 to 0\.217\) while y\/h grows/);
    expect(reason('gain_1.3, seed 0')).toMatch(/etaH ran to the lower edge/);
    expect(reason('gain_1.6, seed 0')).toMatch(/^The best curves explain 0\.678 of the variance/);
    expect(reason('adam, seed 0')).toMatch(/^The best curves explain 0\.349 of the variance/);
  });
});

describe('fitRates', () => {
  it('gets back the rates of an exact solution, and is sure of them', () => {
    const fit = fitRates(exact, pair);
    expect(fit.etaH / truth.etaH).toBeCloseTo(1, 5);
    expect(fit.etaY / truth.etaY).toBeCloseTo(1, 5);
    expect(fit.r2).toBeGreaterThan(1 - 1e-9);
    expect(fit.standardErrors.etaH).toBeLessThan(1e-4 * truth.etaH);
    expect(fit.startRatios.endpoint! / 0.2).toBeCloseTo(1, 4);
    expect(fit.startRatios.rich! / 0.2).toBeCloseTo(1, 1);
    expect(fit.evaluations).toBeGreaterThan(2);
  });

  it('does not mind where time starts, in float32, with samples at equal times', () => {
    const shifted = {
      t: Float32Array.of(1000, ...times.map((value) => value + 1000)),
      h: Float32Array.of(exact.h[0]!, ...exact.h),
      y: Float32Array.of(exact.y[0]!, ...exact.y),
      w: Float32Array.of(exact.w[0]!, ...exact.w),
    };
    const fit = fitRates(shifted, pair);
    expect(fit.etaH / truth.etaH).toBeCloseTo(1, 4);
    expect(fit.etaY / truth.etaY).toBeCloseTo(1, 4);
  });

  it('fits two points with one target from the end-point ratio alone', () => {
    const geometry = { dx2: 2, dy2: 0 };
    const run = { t: times, ...integrate({ h: 0.6, y: 0.3, w: 0.3 }, truth, geometry, times) };
    const fit = fitRates(run, geometry);
    expect(fit.startRatios.rich).toBeNull();
    expect(fit.etaH / truth.etaH).toBeCloseTo(1, 4);
    expect(fit.etaY / truth.etaY).toBeCloseTo(1, 4);
  });

  it('gives the same rates with h scaled where the theory is exact', () => {
    const fit = fitRates(exact, pair, { scaleH: true });
    expect(fit.etaH / truth.etaH).toBeCloseTo(1, 5);
    expect(fit.etaY / truth.etaY).toBeCloseTo(1, 5);
  });

  it('fits h better and decorrelates the rates with h scaled where h is small', () => {
    const run = stored('narrow, seed 1');
    const raw = fitRates(run, pair);
    const scaled = fitRates(run, pair, { scaleH: true });
    expect(scaled.perCurve.h.r2).toBeGreaterThan(raw.perCurve.h.r2 + 0.003);
    expect(scaled.perCurve.h.residualSumOfSquares).toBeLessThan(raw.perCurve.h.residualSumOfSquares);
    expect(raw.correlation).toBeLessThan(-0.85);
    expect(scaled.correlation).toBeGreaterThan(-0.7);
  });

  it('adds up: the curves make the whole', () => {
    const fit = fitRates(stored('linear, seed 0'), pair);
    const { h, y, w } = fit.perCurve;
    expect(h.residualSumOfSquares + y.residualSumOfSquares + w.residualSumOfSquares).toBeCloseTo(
      fit.residualSumOfSquares,
      12,
    );
    expect(fit.r2).toBeGreaterThan(Math.min(h.r2, y.r2, w.r2));
    expect(fit.r2).toBeLessThan(Math.max(h.r2, y.r2, w.r2));
  });

  it('lets log-spaced samples stand for even ones with weights by time', () => {
    // Where the theory is not exact the weighting decides what is fitted.
    const run = stored('tanh, seed 0');
    const even = fitRates(run, pair);
    const kept = [...new Set(Array.from({ length: 80 }, (_, i) => Math.round(200 ** (i / 79)) - 1))];
    const pick = (values: ArrayLike<number>) => kept.map((i) => values[i]!);
    const sparse = { t: pick(run.t), h: pick(run.h), y: pick(run.y), w: pick(run.w) };
    const byTime = fitRates(sparse, pair, { weights: 'time' });
    const bySample = fitRates(sparse, pair);
    const distance = (fit: Rates) => Math.hypot(Math.log(fit.etaH / even.etaH), Math.log(fit.etaY / even.etaY));
    expect(distance(byTime)).toBeLessThan(0.05);
    expect(distance(byTime)).toBeLessThan(0.5 * distance(bySample));
    // In units of "per step": 200 samples stand for 6000 steps.
    expect(byTime.residualSumOfSquares / (30 * even.residualSumOfSquares)).toBeCloseTo(1, 0);
  });

  it('takes weights as given: by-time weights given by hand are the same, and zeros leave samples out', () => {
    const run = stored('shallow, seed 0');
    const n = run.t.length;
    const byHand = Array.from(
      { length: n },
      (_, i) => (run.t[Math.min(n - 1, i + 1)]! - run.t[Math.max(0, i - 1)]!) / 2,
    );
    expect(fitRates(run, pair, { weights: byHand })).toEqual(fitRates(run, pair, { weights: 'time' }));

    const half = n / 2;
    const cut = (values: ArrayLike<number>) => Array.from(values).slice(0, half);
    const left = { t: cut(run.t), h: cut(run.h), y: cut(run.y), w: cut(run.w) };
    const masked = fitRates(run, pair, { weights: Array.from({ length: n }, (_, i) => (i < half ? 1 : 0)) });
    const alone = fitRates(left, pair);
    expect(masked.etaH / alone.etaH).toBeCloseTo(1, 5);
    expect(masked.standardErrors.etaY / alone.standardErrors.etaY).toBeCloseTo(1, 5);
    expect(masked.r2).toBeCloseTo(alone.r2, 8);
  });

  it('has standard errors and a correlation that repeated noise confirms', () => {
    // A small generator with a fixed seed: the test is the same every time.
    let seed = 12345;
    const uniform = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed / 2147483648;
    };
    const noise = () => 0.01 * Math.sqrt(12) * (uniform() + uniform() - 1) * Math.SQRT1_2;
    const noisy = (values: Float64Array) => values.map((value, i) => (i === 0 ? value : value + noise()));
    const fits = Array.from({ length: 200 }, () =>
      fitRates({ t: times, h: noisy(exact.h), y: noisy(exact.y), w: noisy(exact.w) }, pair),
    );
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    for (const name of ['etaH', 'etaY'] as const) {
      const values = fits.map((fit) => fit[name]);
      const spread = Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
      const claimed = mean(fits.map((fit) => fit.standardErrors[name]));
      expect(spread / claimed).toBeGreaterThan(0.85);
      expect(spread / claimed).toBeLessThan(1.15);
    }
    const a = fits.map((fit) => Math.log(fit.etaH));
    const b = fits.map((fit) => Math.log(fit.etaY));
    const together = mean(a.map((value, i) => (value - mean(a)) * (b[i]! - mean(b))));
    const found = together / Math.sqrt(mean(a.map((v) => (v - mean(a)) ** 2)) * mean(b.map((v) => (v - mean(b)) ** 2)));
    expect(Math.abs(found - mean(fits.map((fit) => fit.correlation)))).toBeLessThan(0.2);
  });

  it('says which rate a run does not determine', () => {
    // The first map does not learn: any small etaH will do.
    const run = { t: times, ...integrate({ h: 50, y: 0.001, w: -0.002 }, { etaH: 1e-9, etaY: 2e-4 }, pair, times) };
    const noisy = { ...run, h: run.h.map((value, i) => value + 1e-3 * Math.sin(1 + 7 * i) * (i > 0 ? 1 : 0)) };
    const fit = fitRates(noisy, pair);
    expect(fit.physical).toBe(false);
    expect(fit.reason).toMatch(/etaH/);
    expect(fit.etaY / 2e-4).toBeCloseTo(1, 2);
  });

  it('throws nothing where no solution reaches the end, and says so', () => {
    const run = { t: [0, 1, 2], h: [1, 0.5, 0.1], y: [1, 5, 2], w: [1.2, 3, 1] };
    for (const system of Object.values(alternatives)) {
      const fit = fitRates(run, { dx2: 1, dy2: 0.1 }, { system });
      expect(fit.physical).toBe(false);
      expect(fit.reason).not.toBe('');
    }
  });
});

describe('fitRates refuses', () => {
  const run = { t: [0, 1, 2, 3], h: [1, 1.1, 1.2, 1.3], y: [0.1, 0.2, 0.3, 0.4], w: [-0.1, -0.1, -0.05, 0] };
  const changed = (name: keyof typeof run, index: number, value: number) => ({
    ...run,
    [name]: run[name].map((old, i) => (i === index ? value : old)),
  });

  it('nothing of a short but sound run', () => {
    expect(() => fitRates(run, pair)).not.toThrow();
  });

  it.each([
    ['an empty run', { t: [], h: [], y: [], w: [] }, /series "t" is empty/],
    ['an empty series', { ...run, y: [] }, /series "y" is empty/],
    ['two samples', { t: [0, 1], h: [1, 2], y: [0.1, 0.2], w: [0, 0.1] }, /has 2 samples; a fit needs at least 3/],
    ['unequal lengths', { ...run, w: [0, 1] }, /series "w" has 2 samples, series "t" has 4/],
    ['NaN', changed('y', 2, NaN), /series "y" is NaN at index 2; every value must be a finite number/],
    ['infinity', changed('h', 3, Infinity), /series "h" is Infinity at index 3/],
    ['NaN in time', changed('t', 1, NaN), /series "t" is NaN at index 1/],
    ['decreasing time', changed('t', 2, 0.5), /series "t" decreases at index 2: 0.5 after 1/],
    ['one time only', { ...run, t: [4, 4, 4, 4] }, /series "t" is constant \(4 at every index\)/],
    ['a constant h', { ...run, h: [1, 1, 1, 1] }, /series "h" is constant/],
    ['a constant y', { ...run, y: [0, 0, 0, 0] }, /series "y" is constant/],
    ['a constant w', { ...run, w: [0, 0, 0, 0] }, /series "w" is constant/],
    ['h = 0 at the start', changed('h', 0, 0), /first sample \(index 0\).*initial h is 0/],
    ['an impossible start', changed('w', 0, 9), /first sample \(index 0\).*Cauchy-Schwarz/],
  ])('%s', (_, given, message) => {
    expect(() => fitRates(given, pair)).toThrow(RangeError);
    expect(() => fitRates(given, pair)).toThrow(message);
  });

  it('pairs and options that make no sense', () => {
    expect(() => fitRates(run, { dx2: 0, dy2: 0.5 })).toThrow(/dx2 is 0; a fit needs two different inputs/);
    expect(() => fitRates(run, { dx2: -1, dy2: 0.5 })).toThrow(/dx2 is -1/);
    expect(() => fitRates(run, pair, { weights: [1, 1] })).toThrow(/weights has 2 entries; the run has 4/);
    expect(() => fitRates(run, pair, { weights: [1, -1, 1, 1] })).toThrow(/weights\[1\] is -1/);
    expect(() => fitRates(run, pair, { weights: [0, 0, 0, 1] })).toThrow(/1 entries > 0; a fit needs at least 2/);
    expect(() => fitRates(run, pair, { weights: 'log' as never })).toThrow(/weights is "log"/);
    expect(() => fitRates(run, pair, { tolerance: 1 })).toThrow(/tolerance is 1; allowed is 1e-10 to 0.01/);
    expect(() => fitRates(run, pair, { relativeTolerance: NaN })).toThrow(/relativeTolerance is NaN/);
  });
});
