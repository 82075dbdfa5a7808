import { describe, expect, it } from 'vitest';
import { alternatives } from './alternatives.ts';
import { integrate } from './integrate.ts';
import { published } from './published-flow.ts';
import { RateResiduals } from './rate-residuals.ts';
import { theory } from './smooth-flow.ts';
import { checkTrajectory } from './trajectory.ts';

const pair = { dx2: 1.3, dy2: 0.5 };
const t = Array.from({ length: 40 }, (_, i) => 20 * i);
const run = { t, ...integrate({ h: 0.05, y: 0.004, w: -0.02 }, { etaH: 0.01, etaY: 0.02 }, pair, t) };
const bounds = [
  [-30, -30],
  [30, 30],
] as const;

describe.each([theory, published, ...Object.values(alternatives)])('the residuals of $id', (system) => {
  it('have the gradient that central differences of the cost give', () => {
    const samples = checkTrajectory(run, pair, 'samples');
    const settings = { relativeTolerance: 1e-12, maxSteps: 20_000 };
    const problem = new RateResiduals(samples, pair, system, 1.7, bounds, settings);
    const normal = { gradient: new Float64Array(2), matrix: new Float64Array(4) };
    const point = [Math.log(0.012), Math.log(0.015)];
    problem.evaluate(Float64Array.from(point), normal);
    const gradient = [...normal.gradient];
    const step = 1e-4;
    for (const i of [0, 1]) {
      const cost = (shift: number) =>
        problem.evaluate(
          Float64Array.from(point, (value, j) => value + (i === j ? shift : 0)),
          normal,
        );
      const difference = (cost(step) - cost(-step)) / (2 * step);
      // The cost is the sum of squares, its normal equations carry half the gradient.
      expect((2 * gradient[i]!) / difference).toBeCloseTo(1, 5);
    }
  });
});

describe('the residuals', () => {
  it('are infinite where the equations have no solution', () => {
    const samples = checkTrajectory(run, pair, 'samples');
    const problem = new RateResiduals(samples, pair, theory, 1, bounds, { relativeTolerance: 1e-8, maxSteps: 3 });
    const normal = { gradient: new Float64Array(2), matrix: new Float64Array(4) };
    expect(problem.evaluate(Float64Array.of(-4, -4), normal)).toBe(Infinity);
  });
});
