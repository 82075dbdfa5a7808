import { describe, expect, it } from 'vitest';
import { mean, pearson, spread } from './statistics.ts';

describe('pearson', () => {
  it('is 1 for a rising line, -1 for a falling one, and 0 for no relation', () => {
    expect(pearson([1, 2, 4], [10, 20, 40])).toBeCloseTo(1, 12);
    expect(pearson([1, 2, 4], [-1, -2, -4])).toBeCloseTo(-1, 12);
    expect(pearson([-1, 0, 1], [1, 0, 1])).toBeCloseTo(0, 12);
  });
  it('is not a number if a sample does not vary', () => {
    expect(pearson([1, 1], [1, 2])).toBeNaN();
  });
  it('refuses samples of different length', () => {
    expect(() => pearson([1, 2], [1])).toThrow('2 and 1 values');
  });
});

describe('spread', () => {
  it('names least, middle and greatest', () => {
    expect(spread([3, 1, 2])).toEqual({ count: 3, least: 1, median: 2, greatest: 3 });
    expect(spread([4, 1]).median).toBe(2.5);
    expect(mean([4, 1])).toBe(2.5);
  });
  it('refuses nothing, and what is not a number', () => {
    expect(() => spread([])).toThrow('at least one');
    expect(() => spread([1, Number.NaN])).toThrow('NaN');
  });
});
