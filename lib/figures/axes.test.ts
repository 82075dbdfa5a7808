import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, niceLimit } from './axes.ts';

describe('niceLimit', () => {
  it('is at least the value and less than twice it', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (value) => {
        const limit = niceLimit(value, 1e-12);
        expect(limit).toBeGreaterThanOrEqual(value * (1 - 1e-9));
        expect(limit).toBeLessThan(value * 2);
      }),
    );
  });

  it('takes the steps of the ladder', () => {
    expect([0.51, 0.61, 1.2, 16, 900].map((value) => niceLimit(value, 0.01))).toEqual([0.6, 0.8, 1.5, 20, 1000]);
  });

  it('has a floor', () => {
    expect(niceLimit(0, 5)).toBe(5);
    expect(niceLimit(-3, 5)).toBe(5);
  });
});

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [-0.05, '−0.05'],
    [0.12345, '0.123'],
    [1234.5, '1,235'],
    [1.9e-10, '1.9 × 10⁻¹⁰'],
    [-2e7, '−2.0 × 10⁷'],
  ])('prints %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});
