import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { Fill } from './architecture.ts';
import type { DenseParameters, NetworkParameters, NetworkSpec } from './network.ts';
import { layerShapes } from './network.ts';

/**
 * How `initialise` draws, for records: scheme, generator (its state is the murmur3-mixed seed) with the way to normal
 * numbers, and version. The version is raised whenever a seed would give other numbers.
 */
export const initialisation = 'xavier-normal/xoroshiro128plus-polar/1';

/** Largest seed: seeds are unsigned 32-bit integers. */
const largestSeed = 2 ** 32 - 1;

/** Mixes all bits of a 32-bit number (the finaliser of MurmurHash3): neighbouring seeds share nothing afterwards. */
function mixed(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
/** Index of the word with sign and exponent: 1 on little-endian machines. */
const high = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/**
 * Natural logarithm of a normal number > 0 from + - * / and bit operations only, because `Math.log` differs in its last
 * bits between engines. Relative error below 1e-14, as a test shows.
 */
export function naturalLogarithm(x: number): number {
  number[0] = x;
  const top = words[high]!;
  let exponent = (top >>> 20) - 1023;
  words[high] = (top & 0x000fffff) | 0x3ff00000;
  let mantissa = number[0];
  if (mantissa > Math.SQRT2) {
    mantissa *= 0.5;
    exponent += 1;
  }
  // ln m = 2 artanh t with |t| < 0.172: the first term left out is below 1e-16.
  const t = (mantissa - 1) / (mantissa + 1);
  const u = t * t;
  let series = 1 / 19;
  for (let n = 17; n > 0; n -= 2) series = series * u + 1 / n;
  return 2 * t * series + exponent * Math.LN2;
}

/** A function that fills an array with normal numbers times a scale, going on where the last call ended. */
function normalSource(seed: number): (target: Float32Array, scale: number) => void {
  const generator = xoroshiro128plusFromState([1, 2, 3, 4].map((k) => mixed(seed + Math.imul(k, 0x9e3779b9))));
  /** Uniform in (-1, 1), symmetric, never 0: 32 bits at the middles of 2^32 intervals. */
  const uniform = () => (generator.next() + 0.5) / 0x80000000;

  return (target, scale) => {
    for (let i = 0; i < target.length; i += 2) {
      let a;
      let b;
      let s;
      do {
        a = uniform();
        b = uniform();
        s = a * a + b * b;
      } while (s >= 1);
      const factor = scale * Math.sqrt((-2 * naturalLogarithm(s)) / s);
      target[i] = a * factor;
      // Of an odd number of weights the last draw is left over.
      if (i + 1 < target.length) target[i + 1] = b * factor;
    }
  };
}

/**
 * Seeded initial parameters: weights are normal with standard deviation `gain * sqrt(2 / (fanIn + fanOut))` (Xavier
 * normal, as the paper's experiments), biases are zero; where an architecture begins otherwise (the gains of a
 * normalisation, the first map of a network that normalises), its shapes say so. Drawn block by block from input to
 * output, each row by row, its weights before its biases; the same seed gives the same bits in every engine.
 * @throws RangeError if `seed` is not an unsigned 32-bit integer or `gain` is negative or not finite.
 */
export function initialise(spec: NetworkSpec, { gain, seed }: { gain: number; seed: number }): NetworkParameters {
  if (!Number.isInteger(seed) || seed < 0 || seed > largestSeed) {
    throw new RangeError(`seed is ${seed}; it must be an integer from 0 to ${largestSeed}.`);
  }
  if (!(Number.isFinite(gain) && gain >= 0)) {
    throw new RangeError(`gain is ${gain}; it must be finite and not negative.`);
  }
  const fillWithNormals = normalSource(seed);
  const filled = (length: number, fill: Fill): Float32Array => {
    const values = new Float32Array(length);
    if (fill === 'ones') values.fill(1);
    else if (fill !== 'zeros') fillWithNormals(values, gain * Math.sqrt(2 / (fill.fanIn + fill.fanOut)));
    return values;
  };
  return layerShapes(spec).map(({ inputDim, outputDim, weight, bias }): DenseParameters => {
    const drawn = filled(inputDim * outputDim, weight);
    return { inputDim, outputDim, weight: drawn, bias: filled(outputDim, bias) };
  });
}
