import { describe, expect, it } from 'vitest';
import { scalarSolution } from '../../theory/index.ts';
import { predictedRise, richCurve, shapeHeight, shapeTime } from './prediction.ts';

/** All rates and distances 1: time is s t, y is p^2, and h* is 1. */
const units = { rates: { etaH: 1, etaY: 1 }, pair: { dx2: 1, dy2: 1 } };
const heightAt = (richness: number, p: number) => (richness + Math.sqrt(richness ** 2 + 4 * p * p)) / 2;

describe('the shape of a gauge C', () => {
  it.each([-0.5, 0, 0.1, 1, 3.5])('is the solution of the theory, for C = %s', (richness) => {
    const p = 0.02;
    const start = { h: heightAt(richness, p), y: p * p, w: p * p - p };
    const times = [0.1, 0.7, 1.5, 3, 6];
    const { h, y } = scalarSolution(start, units.rates, units.pair, times);
    const root = Math.sqrt(richness ** 2 + 4);
    times.forEach((time, n) => {
      const reached = Math.sqrt(y[n]!);
      expect(shapeTime(richness, reached) - shapeTime(richness, p)).toBeCloseTo((root / 2) * time, 7);
      expect(shapeHeight(richness, reached)).toBeCloseTo(h[n]! / heightAt(richness, 1), 9);
    });
  });

  it('is logistic at 0 and exponential at infinity, which large ones come close to', () => {
    const half = shapeTime(0, Math.SQRT1_2);
    for (const p of [0.1, 0.5, 0.9]) expect(richCurve(shapeTime(0, p) - half).y).toBeCloseTo(p * p, 12);
    for (const p of [0, 0.3, 0.9]) {
      const since = (richness: number) => shapeTime(richness, p) - shapeTime(richness, Math.SQRT1_2);
      expect(since(Infinity)).toBeCloseTo(Math.log((1 - Math.SQRT1_2) / (1 - p)), 12);
      expect(since(1e4)).toBeCloseTo(since(Infinity), 4);
      expect(shapeHeight(1e4, p)).toBeCloseTo(shapeHeight(Infinity, p), 6);
    }
  });

  it('says how long the rise takes: 1.866 at 0, less the lazier', () => {
    expect(predictedRise(0)).toBeCloseTo(Math.log(Math.sqrt(0.75) / (1 - Math.sqrt(0.75))), 12);
    expect(predictedRise(1)).toBeLessThan(predictedRise(0));
    expect(predictedRise(4)).toBeLessThan(predictedRise(1));
  });
});
