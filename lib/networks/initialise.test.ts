import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { initialisation, initialise, naturalLogarithm } from './initialise.ts';
import type { MlpSpec, NetworkParameters } from './network.ts';

function spec(width: number, depth: number, dims = { inputDim: 1, outputDim: 1 }): MlpSpec {
  return { kind: 'mlp', ...dims, width, depth, activation: 'tanh' };
}

function hash(parameters: NetworkParameters): string {
  const all = sha256.create();
  for (const { weight } of parameters) all.update(new Uint8Array(weight.buffer));
  return bytesToHex(all.digest());
}

const large = initialise(spec(500, 20), { gain: 1, seed: 1 });
/** The 19 square matrices, 4.75 million numbers, scaled to unit variance. */
const normals = large.slice(1, -1).map(({ weight }) => weight.map((value) => value / Math.sqrt(2 / 1000)));

function moment(power: number): number {
  let sum = 0;
  let count = 0;
  for (const weight of normals) {
    for (const value of weight) sum += value ** power;
    count += weight.length;
  }
  return sum / count;
}

function fractionBeyond(limit: number): number {
  let beyond = 0;
  let count = 0;
  for (const weight of normals) {
    for (const value of weight) if (Math.abs(value) > limit) beyond++;
    count += weight.length;
  }
  return beyond / count;
}

describe('initial weights', () => {
  it('have the moments of a normal distribution, within five standard errors', () => {
    const count = 4_750_000;
    expect(Math.abs(moment(1))).toBeLessThan(5 * Math.sqrt(1 / count));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
    expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / count));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / count));
  });

  it('have the tails of a normal distribution, within five standard errors', () => {
    // Two-sided normal tail probabilities.
    for (const [limit, expected] of [
      [1, 0.31731051],
      [2, 0.04550026],
      [3, 0.0026997961],
      [4, 6.3342484e-5],
    ] as const) {
      const error = Math.sqrt((expected * (1 - expected)) / 4_750_000);
      expect(Math.abs(fractionBeyond(limit) - expected)).toBeLessThan(5 * error);
    }
  });

  it('do not follow from their neighbours', () => {
    const weight = normals[0]!;
    for (const lag of [1, 2, 3, 500]) {
      let sum = 0;
      for (let i = lag; i < weight.length; i++) sum += weight[i]! * weight[i - lag]!;
      expect(Math.abs(sum / (weight.length - lag))).toBeLessThan(5 / Math.sqrt(weight.length));
    }
  });

  it('scale with gain and with the sizes of both sides of a matrix', () => {
    const dims = { inputDim: 300, outputDim: 200 };
    const [first, , last] = initialise(spec(400, 2, dims), { gain: 0.35, seed: 3 });
    const deviation = (weight: Float32Array) => Math.sqrt(weight.reduce((sum, w) => sum + w * w, 0) / weight.length);
    expect(deviation(first!.weight) / (0.35 * Math.sqrt(2 / 700))).toBeCloseTo(1, 2);
    expect(deviation(last!.weight) / (0.35 * Math.sqrt(2 / 600))).toBeCloseTo(1, 2);
    expect(first!.weight).toHaveLength(300 * 400);
    expect(last!.weight).toHaveLength(400 * 200);
  });

  it('come with zero biases', () => {
    expect(large.every(({ bias }) => bias.every((value) => value === 0))).toBe(true);
    expect(large.map(({ bias }) => bias.length)).toEqual([...Array.from({ length: 20 }, () => 500), 1]);
  });

  it('are the same for the same seed, bit by bit and for ever', () => {
    expect({
      initialisation,
      '20x500, seed 1': hash(large),
      '3x7, seed 0': hash(initialise(spec(7, 3), { gain: 0.6, seed: 0 })),
      '2x5 with 3 inputs, seed 4294967295': hash(
        initialise(spec(5, 2, { inputDim: 3, outputDim: 2 }), { gain: 1.3, seed: 4294967295 }),
      ),
    }).toMatchInlineSnapshot(`
      {
        "20x500, seed 1": "4012833503d74bbe9dca100271f50fb3bc629289462de9c04018d641a7e139c2",
        "2x5 with 3 inputs, seed 4294967295": "8acda6e5bdb2dfff419ce21444a4d488acf769c9d792c30ac9669067696d3abf",
        "3x7, seed 0": "a2b24cbb3b4c48c530531991274231ae02ed71f0b1247e8ba850ed114bfcfe61",
        "initialisation": "xavier-normal/xoroshiro128plus-polar/1",
      }
    `);
  });

  it('share nothing between neighbouring seeds', () => {
    const square = (seed: number) => initialise(spec(60, 2), { gain: 1, seed })[1]!.weight;
    const draws = Array.from({ length: 40 }, (_, seed) => square(seed));
    const variance = 2 / 120;
    for (let s = 1; s < draws.length; s++) {
      const product = draws[s]!.reduce((sum, value, i) => sum + value * draws[s - 1]![i]!, 0);
      expect(Math.abs(product / (3600 * variance))).toBeLessThan(5 / 60);
    }
    // The first weight of each seed is a normal draw as well.
    const firsts = Array.from({ length: 2000 }, (_, seed) => initialise(spec(1, 1), { gain: 1, seed })[0]!.weight[0]!);
    const mean = firsts.reduce((sum, value) => sum + value, 0) / firsts.length;
    const square2 = firsts.reduce((sum, value) => sum + value * value, 0) / firsts.length;
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(2000));
    expect(Math.abs(square2 - 1)).toBeLessThan(5 * Math.sqrt(2 / 2000));
  });

  it('need a seed that is an unsigned 32-bit integer', () => {
    for (const seed of [-1, 0.5, 2 ** 32, NaN, Infinity]) {
      expect(() => initialise(spec(3, 1), { gain: 1, seed })).toThrow(RangeError);
      expect(() => initialise(spec(3, 1), { gain: 1, seed })).toThrow(`seed is ${seed}; `);
    }
  });

  it('need a finite gain of at least 0', () => {
    for (const gain of [-0.1, NaN, Infinity]) {
      expect(() => initialise(spec(3, 1), { gain, seed: 1 })).toThrow(`gain is ${gain}; `);
    }
    expect(initialise(spec(3, 1), { gain: 0, seed: 1 })[0]!.weight.every((value) => Math.abs(value) === 0)).toBe(true);
  });
});

describe('the logarithm of our own', () => {
  it('is the logarithm, to a relative 1e-14', () => {
    let worst = 0;
    for (let i = 1; i <= 200_000; i++) {
      for (const x of [i / 200_001, i * 1e-14, 1 - i * 1e-12]) {
        worst = Math.max(worst, Math.abs(naturalLogarithm(x) / Math.log(x) - 1));
      }
    }
    expect(worst).toBeLessThan(1e-14);
    expect(naturalLogarithm(1)).toBe(0);
  });
});
