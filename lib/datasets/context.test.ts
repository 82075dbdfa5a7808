import { describe, expect, it } from 'vitest';
import { contextBlobs } from './context.ts';

describe('contextBlobs', () => {
  const set = contextBlobs({ pixels: 5, positions: 30 });
  const input = (point: number) => [...set.inputs.subarray(27 * point, 27 * point + 27)];

  it("is the paper's set of 1800 points of 27 inputs", () => {
    expect([set.size, set.inputDim, set.outputDim]).toEqual([1800, 27, 1]);
    expect([set.inputs.length, set.targets.length]).toEqual([1800 * 27, 1800]);
  });

  it('shows each picture in both contexts, each asking for one coordinate', () => {
    for (const [first, second] of [
      [0, 0],
      [4, 17],
      [29, 3],
    ] as const) {
      const [a, b] = [30 * first + second, 900 + 30 * first + second];
      expect(input(a).slice(0, 25)).toEqual(input(b).slice(0, 25));
      expect([...input(a).slice(25), ...input(b).slice(25)]).toEqual([1, 0, 0, 1]);
      expect(set.targets[a]).toBeCloseTo((2 * first) / 29 - 1, 6);
      expect(set.targets[b]).toBeCloseTo((2 * second) / 29 - 1, 6);
    }
  });

  it('has a blob of standard deviation 1 whose pixels sum to 1, brightest at its place', () => {
    const corner = input(0).slice(0, 25);
    expect(corner.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
    // Pixels are half a standard deviation apart.
    expect(corner[1]! / corner[0]!).toBeCloseTo(Math.exp(-0.125), 6);
    expect(corner[12]! / corner[0]!).toBeCloseTo(Math.exp(-1), 6);
    const brightest = (point: number) => {
      const blob = input(point).slice(0, 25);
      return blob.indexOf(Math.max(...blob));
    };
    // The first coordinate runs along a row of pixels, the second from row to row.
    expect([0, 29 * 30, 29, 899].map(brightest)).toEqual([0, 4, 20, 24]);
  });

  it('names the offending number', () => {
    expect(() => contextBlobs({ pixels: 1, positions: 3 })).toThrow('pixels is 1');
    expect(() => contextBlobs({ pixels: 5, positions: 2.5 })).toThrow('positions is 2.5');
  });
});
