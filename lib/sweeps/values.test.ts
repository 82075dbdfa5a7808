import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandValues } from './values.ts';

describe('expandValues', () => {
  it('takes a list as it is', () => {
    expect(expandValues(['relu', 'tanh'])).toEqual(['relu', 'tanh']);
  });

  it('counts whole numbers from end to end', () => {
    expect(expandValues({ from: 3, to: 6 })).toEqual([3, 4, 5, 6]);
    expect(expandValues({ from: 3, to: 3 })).toEqual([3]);
  });

  it('spaces a count evenly and a step exactly, without the noise of binary fractions', () => {
    expect(expandValues({ from: 0.1, to: 0.5, count: 5 })).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(expandValues({ from: 0.1, to: 0.7, step: 0.1 })).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
    expect(expandValues({ from: 0, to: 1, step: 0.3 })).toEqual([0, 0.3, 0.6, 0.9]);
    expect(expandValues({ from: -15.375, to: 0, count: 31 }).at(-1)).toBe(0);
    expect(expandValues({ from: -0.3, to: 0.3, step: 0.1 })).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]);
  });

  it('reaches both ends of every counted range', () => {
    const end = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 8);
    fc.assert(
      fc.property(end, end, fc.integer({ min: 2, max: 50 }), (a, b, count) => {
        fc.pre(a !== b);
        const values = expandValues({ from: Math.min(a, b), to: Math.max(a, b), count });
        expect(values).toHaveLength(count);
        expect([values[0], values.at(-1)]).toEqual([Math.min(a, b), Math.max(a, b)]);
      }),
    );
  });

  it.each([
    [[], 'The list is empty; allowed is at least one value.'],
    [{ from: 5, to: 1 }, 'The range { from: 5, to: 1 } is empty: from must be at most to.'],
    [
      { from: 1, to: 2, count: 1 },
      'The range { from: 1, to: 2, count: 1 } cannot be: count must be a whole number from 2.',
    ],
    [{ from: 0.5, to: 2 }, 'The range { from: 0.5, to: 2 } has no count and no step; only whole numbers go without.'],
    [{ from: 0, to: 2, step: 0 }, 'The range { from: 0, to: 2, step: 0 } needs a step above 0.'],
    [
      { from: 0, to: 2, count: 3, step: 1 },
      'The range { from: 0, to: 2, count: 3, step: 1 } has both a count and a step; allowed is one of them.',
    ],
    [{ from: 0, to: 1e9 }, 'The range { from: 0, to: 1000000000 } has 1000000001 values; most: 1000000.'],
  ])('refuses %j', (values, message) => {
    expect(() => expandValues(values)).toThrow(new RangeError(message));
  });
});
