import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { descended, differencesOf, firstPair, moved, numbersOf, type CutPair, type CutPoint } from './pair.ts';

const coordinate = fc.double({ min: 0.1, max: 0.8, noNaN: true });
const vector = fc.tuple(coordinate, coordinate);
const points = ['input', 'representation', 'prediction', 'target'] as const;

describe('a pair in a cut network', () => {
  it('has what is moved where it was put, and nothing before it moves', () => {
    fc.assert(
      fc.property(fc.constantFrom(...points), vector, (point, to) => {
        const before = differencesOf(firstPair);
        const after = differencesOf(moved(firstPair, point, to));
        expect(after[point][0]).toBeCloseTo(to[0], 9);
        expect(after[point][1]).toBeCloseTo(to[1], 9);
        const order: readonly CutPoint[] = ['input', 'representation', 'prediction'];
        const earlier = point === 'target' ? order : order.slice(0, order.indexOf(point));
        for (const name of earlier) expect(after[name]).toEqual(before[name]);
      }),
    );
  });

  it('has w = 0 and y = |dy|² when it is learnt', () => {
    const { y, w } = numbersOf(moved(firstPair, 'prediction', firstPair.dy));
    expect(w).toBeCloseTo(0, 9);
    expect(y).toBeCloseTo(firstPair.dy[0] ** 2 + firstPair.dy[1] ** 2, 9);
  });

  it('moves by gradient descent as the theory’s h says: dh/dt = -etaH dx2 w', () => {
    const rates = { etaH: 1e-5, etaY: 2e-5 };
    fc.assert(
      fc.property(vector, (to) => {
        const pair: CutPair = moved(firstPair, 'prediction', to);
        const { h, w } = numbersOf(pair);
        const dx2 = pair.dx[0] ** 2 + pair.dx[1] ** 2;
        expect((numbersOf(descended(pair, rates)).h - h) / rates.etaH).toBeCloseTo(-dx2 * w, 4);
      }),
    );
  });

  it('is learnt in the end', () => {
    let pair = firstPair;
    for (let n = 0; n < 4000; n++) pair = descended(pair, { etaH: 0.05, etaY: 0.05 });
    expect(numbersOf(pair).w).toBeCloseTo(0, 6);
  });
});
