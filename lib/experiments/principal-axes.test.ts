import { describe, expect, it } from 'vitest';
import { coordinatesAlong, principalAxes } from './principal-axes.ts';

/** Points without symmetry in `dimension` dimensions. */
const scattered = (size: number, dimension: number) =>
  Float64Array.from({ length: size * dimension }, (_, i) => Math.sin(1 + 2.4 * i) * (1 + (i % dimension)));

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, k) => sum + value * b[k]!, 0);

describe('principalAxes', () => {
  it('finds a line among points that lie on it', () => {
    const values = [-2, 0, 1, 5].flatMap((t) => [1 + 3 * t, 2 - 4 * t]);
    const { axes, explained, mean } = principalAxes(values, 4, 2);
    expect([...axes[0]!].map((value) => Math.round(1e12 * value) / 1e12)).toEqual([-0.6, 0.8]);
    expect(explained[0]).toBeCloseTo(1, 12);
    expect(explained[1]).toBeCloseTo(0, 12);
    expect([...mean]).toEqual([4, -2]);
  });

  it('gives orthogonal axes whose shares add up, the largest first', () => {
    const { axes, explained } = principalAxes(scattered(40, 9), 40, 9);
    axes.forEach((a, i) => {
      axes.forEach((b, j) => {
        expect(dot(a, b)).toBeCloseTo(i === j ? 1 : 0, 12);
      });
    });
    expect(explained.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect([...explained].sort((a, b) => b - a)).toEqual(explained);
  });

  it('gives uncorrelated coordinates with the variance that it says, and keeps distances', () => {
    const values = scattered(40, 9);
    const principal = principalAxes(values, 40, 9);
    const coordinates = coordinatesAlong(principal, values, 40);
    const squares = coordinates.map((a) => dot(a, a));
    const total = squares.reduce((sum, value) => sum + value, 0);
    coordinates.forEach((a, i) => {
      expect(squares[i]! / total).toBeCloseTo(principal.explained[i]!, 12);
      coordinates.slice(0, i).forEach((b) => {
        expect(dot(a, b) / total).toBeCloseTo(0, 12);
      });
    });
    const distance = (rows: (n: number) => number[]) => rows(3).reduce((sum, v, k) => sum + (v - rows(7)[k]!) ** 2, 0);
    const given = (n: number) => [...values.subarray(9 * n, 9 * n + 9)];
    expect(distance((n) => coordinates.map((axis) => axis[n]!))).toBeCloseTo(distance(given), 9);
  });

  it('gives shares of 0 for points that do not vary, and no more axes than dimensions', () => {
    const { explained, axes } = principalAxes([1, 2, 1, 2, 1, 2], 3, 6);
    expect(explained).toEqual([0, 0]);
    expect(axes).toHaveLength(2);
  });

  it('names what is wrong', () => {
    expect(() => principalAxes([1, 2, 3], 2, 1)).toThrow('3 values are not 2 points');
    expect(() => principalAxes([1, NaN], 2, 1)).toThrow('values[1] is NaN');
  });
});
