import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitRates } from './fit-rates.ts';
import { fitMeanRate, lossCurve, meanErrorFromLoss } from './loss.ts';

interface ReferenceRun {
  seed: number;
  n_steps: number;
  epoch_index: number[];
  h2: number[];
  y2: number[];
  w: number[];
  loss: number[];
  initial: { y0_mean: number };
  fit: { physical: boolean; eta_h: number; eta_y: number; eta_y_mean: number };
}

const file = new URL('../../tests/reference/two_points.json', import.meta.url);
const reference = JSON.parse(readFileSync(file, 'utf8')) as { settings: Record<string, { runs: ReferenceRun[] }> };
const pair = { dx2: 1, dy2: 0.5 };
const runs = Object.entries(reference.settings).flatMap(([setting, { runs: all }]) =>
  all.filter((run) => run.fit.physical).map((run) => [`${setting}, seed ${run.seed}`, run] as const),
);

function trajectory(run: ReferenceRun) {
  const t = run.epoch_index.map((step) => (step * run.n_steps) / (run.n_steps - 1));
  return { t, h: run.h2, y: run.y2, w: run.w, loss: run.loss };
}

describe.each(runs)('the loss of %s', (_, run) => {
  const given = trajectory(run);
  const rates = fitRates(given, pair);
  const fit = fitMeanRate(given, rates, pair);

  it('knows the initial error of the mean output', () => {
    expect(fit.meanError / run.initial.y0_mean).toBeCloseTo(1, 5);
  });

  it('is fitted at least as well as by the rate of the reference', () => {
    const initial = { h: run.h2[0]!, y: run.y2[0]!, w: run.w[0]! };
    const residual = (etaYMean: number) => {
      const curve = lossCurve(initial, fit.meanError, { ...rates, etaYMean }, pair, given.t);
      return curve.reduce((sum, value, i) => sum + (value - run.loss[i]!) ** 2, 0);
    };
    expect(fit.residualSumOfSquares).toBeLessThanOrEqual(1.0001 * residual(run.fit.eta_y_mean));
    expect(fit.residualSumOfSquares).toBeCloseTo(residual(fit.etaYMean), 9);
    expect(fit.reason).toBeNull();
    expect(fit.r2).toBeGreaterThan(0.95);
  });

  // The reference fitted every step; the stored samples are 30 steps apart. A mean learnt faster falls between them.
  it.runIf(1 / (2 * run.fit.eta_y_mean) > 30)('gives the rate of the reference within 2 %', () => {
    expect(Math.abs(fit.etaYMean / run.fit.eta_y_mean - 1)).toBeLessThan(0.02);
  });
});

describe('lossCurve', () => {
  const initial = { h: 0.01, y: 1e-4, w: -2e-3 };
  const rates = { etaH: 0.004, etaY: 0.02, etaYMean: 0.01 };
  const times = Float64Array.from({ length: 300 }, (_, i) => 10 * i);

  it('starts at half the mean squared error of the two points', () => {
    // Scalar outputs: mean output 0.3 off, difference 0.01 where sqrt(0.5) is wanted.
    const state = { h: 1, y: 1e-4, w: 1e-4 - 0.01 * Math.SQRT1_2 };
    const off = (0.01 - Math.SQRT1_2) / 2;
    const expected = 0.25 * ((0.3 + off) ** 2 + (0.3 - off) ** 2);
    expect(lossCurve(state, 0.09, rates, pair, [0])[0]).toBeCloseTo(expected, 12);
    expect(meanErrorFromLoss(expected, state, pair)).toBeCloseTo(0.09, 12);
  });

  it('never rises and goes to 0', () => {
    const curve = lossCurve(initial, 0.9, rates, pair, [...times, 1e6]);
    for (let i = 1; i < curve.length; i++) expect(curve[i]!).toBeLessThanOrEqual(curve[i - 1]! + 1e-12);
    expect(Math.abs(curve.at(-1)!)).toBeLessThan(1e-10);
  });

  it('gives its rate back', () => {
    const loss = lossCurve(initial, 0.9, rates, pair, times);
    const flat = (values: number[]) => Float64Array.from(times, (_, i) => values[i] ?? values[0]! + i * 1e-9);
    const run = { t: times, h: flat([0.01]), y: flat([1e-4]), w: flat([-2e-3]), loss };
    expect(fitMeanRate(run, rates, pair).etaYMean).toBeCloseTo(0.01, 7);
    expect(fitMeanRate(run, rates, pair, { weights: 'time' }).etaYMean).toBeCloseTo(0.01, 7);
  });

  it('says when there is no decay of the mean to fit, or one too fast to see', () => {
    const loss = lossCurve(initial, 0, rates, pair, times);
    const ramp = (value: number) => times.map((_, i) => value + i * 1e-9);
    const run = { t: times, h: ramp(0.01), y: ramp(1e-4), w: ramp(-2e-3) };
    const none = fitMeanRate({ ...run, loss }, rates, pair);
    expect(none.etaYMean).toBeNaN();
    expect(none.reason).toMatch(/there is no decay to fit/);
    const fast = fitMeanRate(
      { ...run, loss: lossCurve(initial, 0.9, { ...rates, etaYMean: 50 }, pair, times) },
      rates,
      pair,
    );
    expect(fast.r2).toBeGreaterThan(0.999);
    expect(fast.reason).toMatch(/etaYMean/);
  });

  it('refuses what is no loss', () => {
    expect(() => lossCurve(initial, -1, rates, pair, [0])).toThrow(/meanError is -1/);
    expect(() => lossCurve(initial, 1, { ...rates, etaYMean: NaN }, pair, [0])).toThrow(/etaYMean is NaN/);
    const run = { t: [0, 1, 2], h: [1, 2, 3], y: [0.1, 0.2, 0.3], w: [0, 0.1, 0.2] };
    expect(() => fitMeanRate({ ...run, loss: [1, NaN, 0] }, rates, pair)).toThrow(/series "loss" is NaN at index 1/);
    expect(() => fitMeanRate({ ...run, loss: [1, 2] }, rates, pair)).toThrow(/series "loss" has 2 samples/);
  });
});
