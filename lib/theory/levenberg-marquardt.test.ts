import { describe, expect, it } from 'vitest';
import { levenbergMarquardt } from './levenberg-marquardt.ts';
import type { LeastSquaresProblem } from './levenberg-marquardt.ts';

const settings = { tolerance: 1e-10, longestStep: 10, maxEvaluations: 500 };

/** Two parameters; residuals and Jacobian given row by row. */
function problem(
  rows: (x: number, y: number) => [residual: number, byX: number, byY: number][],
  lower = [-100, -100],
  upper = [100, 100],
): LeastSquaresProblem {
  return {
    size: 2,
    lower: Float64Array.from(lower),
    upper: Float64Array.from(upper),
    evaluate(point, normal) {
      normal.gradient.fill(0);
      normal.matrix.fill(0);
      let cost = 0;
      for (const [r, a, b] of rows(point[0]!, point[1]!)) {
        cost += r * r;
        normal.gradient.set([normal.gradient[0]! + a * r, normal.gradient[1]! + b * r]);
        const [aa, ab, , bb] = normal.matrix as unknown as number[];
        normal.matrix.set([aa! + a * a, ab! + a * b, ab! + a * b, bb! + b * b]);
      }
      return cost;
    },
  };
}

const rosenbrock = (lower?: number[], upper?: number[]) =>
  problem(
    (x, y) => [
      [10 * (y - x * x), -20 * x, 10],
      [1 - x, -1, 0],
    ],
    lower,
    upper,
  );

describe('levenbergMarquardt', () => {
  it('follows a curved valley to its end', () => {
    const { point, cost, converged } = levenbergMarquardt(rosenbrock(), [-1.2, 1], settings);
    expect([...point]).toEqual([expect.closeTo(1, 8), expect.closeTo(1, 8)]);
    expect(cost).toBeLessThan(1e-15);
    expect(converged).toBe(true);
  });

  it('finds the best point of a box, on its edge', () => {
    const { point, converged } = levenbergMarquardt(rosenbrock([-2, -2], [0.5, 2]), [-1.2, 1], settings);
    expect(point[0]).toBe(0.5);
    expect(point[1]).toBeCloseTo(0.25, 8);
    expect(converged).toBe(true);
  });

  it('optimises the others where a parameter runs away', () => {
    const flat = problem(
      (x, y) => [
        [Math.exp(x), Math.exp(x), 0],
        [y - 3, 0, 1],
        [2 * y - 5, 0, 2],
      ],
      [-20, -100],
      [20, 100],
    );
    const { point, converged } = levenbergMarquardt(flat, [1, 0], settings);
    expect(point[0]).toBeLessThan(-15);
    expect(point[1]).toBeCloseTo(2.6, 8);
    expect(converged).toBe(true);
  });

  it('steps back from where the model cannot be evaluated', () => {
    const walled = rosenbrock();
    const withWall: LeastSquaresProblem = {
      ...walled,
      evaluate: (point, normal) => (point[1]! < -0.01 ? Infinity : walled.evaluate(point, normal)),
    };
    const { point } = levenbergMarquardt(withWall, [-1.2, 1], settings);
    expect(point[0]).toBeCloseTo(1, 6);
  });

  it('does not claim convergence when it is cut short', () => {
    const { converged, evaluations } = levenbergMarquardt(rosenbrock(), [-1.2, 1], { ...settings, maxEvaluations: 4 });
    expect(converged).toBe(false);
    expect(evaluations).toBe(4);
  });
});
