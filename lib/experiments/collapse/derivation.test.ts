import { describe, expect, it } from 'vitest';
import { integrate } from '../../theory/index.ts';

/*
 * docs/theory.md, "Two maps": gradient descent on the two linear maps themselves, matrix by matrix, set beside the three
 * equations that follow from it. Nothing here knows of h, y and w but the last step.
 */

type Matrix = number[][];
const times = (m: Matrix, v: number[]) => m.map((row) => row.reduce((sum, value, k) => sum + value * v[k]!, 0));
const transposed = (m: Matrix) => m[0]!.map((_, k) => m.map((row) => row[k]!));
const outer = (a: number[], b: number[], factor: number): Matrix => a.map((x) => b.map((z) => factor * x * z));
const dot = (a: number[], b: number[]) => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
const plus = (a: Matrix, b: Matrix, factor: number): Matrix =>
  a.map((row, i) => row.map((value, k) => value + factor * b[i]![k]!));

interface Maps {
  /** `[hidden][inputs]` and `[outputs][hidden]`. */
  encoder: Matrix;
  decoder: Matrix;
}

const dx = [0.7, -0.4, 0.9];
const dy = [0.5, -0.6];
const tauH = 40;
const tauY = 25;

/** Minus the gradient of `1/8 |dyhat - dy|^2`, the pair's loss without the part of its mean, over the time constants. */
function velocity({ encoder, decoder }: Maps): Maps {
  const dh = times(encoder, dx);
  const error = times(decoder, dh).map((value, k) => value - dy[k]!);
  return {
    encoder: outer(times(transposed(decoder), error), dx, -1 / (4 * tauH)),
    decoder: outer(error, dh, -1 / (4 * tauY)),
  };
}

function step(maps: Maps, dt: number): Maps {
  const move = (by: Maps, factor: number): Maps => ({
    encoder: plus(maps.encoder, by.encoder, factor),
    decoder: plus(maps.decoder, by.decoder, factor),
  });
  const k1 = velocity(maps);
  const k2 = velocity(move(k1, dt / 2));
  const k3 = velocity(move(k2, dt / 2));
  const k4 = velocity(move(k3, dt));
  const blend = (part: keyof Maps) =>
    plus(plus(plus(plus(maps[part], k1[part], dt / 6), k2[part], dt / 3), k3[part], dt / 3), k4[part], dt / 6);
  return { encoder: blend('encoder'), decoder: blend('decoder') };
}

function observe({ encoder, decoder }: Maps) {
  const dh = times(encoder, dx);
  const prediction = times(decoder, dh);
  const y = dot(prediction, prediction);
  return { h: dot(dh, dh), y, w: y - dot(dy, prediction) };
}

const encoder = [
  [0.2, -0.1, 0.3],
  [-0.1, 0.2, 0.05],
  [0.15, 0.1, -0.2],
  [0.05, -0.3, 0.1],
];
const pair = { dx2: dot(dx, dx), dy2: dot(dy, dy) };
const rates = { etaH: 1 / (2 * tauH), etaY: 1 / (2 * tauY) };
const marks = [50, 150, 300, 600];

function trainMaps(decoder: Matrix) {
  let maps: Maps = { encoder, decoder };
  const seen = [];
  for (let t = 0, dt = 0.25; t < 600;) {
    maps = step(maps, dt);
    t += dt;
    if (marks.includes(t)) seen.push(observe(maps));
  }
  return seen;
}

describe('gradient descent on the two maps', () => {
  const dh = times(encoder, dx);

  it('is the three equations, if the decoder starts along dh', () => {
    const decoder = outer([0.3, 0.2], dh, 1);
    const theory = integrate(observe({ encoder, decoder }), rates, pair, marks, { relativeTolerance: 1e-11 });
    trainMaps(decoder).forEach(({ h, y, w }, n) => {
      expect(h).toBeCloseTo(theory.h[n]!, 8);
      expect(y).toBeCloseTo(theory.y[n]!, 8);
      expect(w).toBeCloseTo(theory.w[n]!, 8);
    });
  });

  it('departs from them by what the decoder has across dh, which is what the theory leaves out', () => {
    const across = [dh[1]!, -dh[0]!, dh[3]!, -dh[2]!];
    expect(dot(across, dh)).toBeCloseTo(0, 12);
    const departure = (amount: number) => {
      const decoder = plus(outer([0.3, 0.2], dh, 1), outer([0.5, -1], across, amount), 1);
      const theory = integrate(observe({ encoder, decoder }), rates, pair, marks);
      return Math.max(...trainMaps(decoder).map(({ h }, n) => Math.abs(h - theory.h[n]!)));
    };
    expect(departure(0)).toBeLessThan(1e-6);
    expect(departure(1)).toBeGreaterThan(1e-4);
    // It enters squared: half of it departs a quarter as far, nearly.
    expect(departure(1) / departure(0.5)).toBeGreaterThan(3);
    expect(departure(1) / departure(0.5)).toBeLessThan(5);
  });
});
