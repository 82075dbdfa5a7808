import { describe, expect, it } from 'vitest';
import { activations } from '../../networks/network.ts';
import { activationNumbers } from './index.ts';
import { compiledKernel } from './testing/compiled-kernel.ts';
import { activation } from './testing/plain-trainer.ts';
import { instantiate } from './wasm.ts';

const kernel = await instantiate(compiledKernel());

/** Values and slopes of the kernel at `arguments_`. */
function activate(name: (typeof activations)[number], arguments_: Float32Array) {
  const { length, byteLength } = arguments_;
  const missing = Math.ceil((3 * byteLength) / 65_536) + 1 - kernel.memory.buffer.byteLength / 65_536;
  if (missing > 0) kernel.memory.grow(missing);
  const addresses = [0, 1, 2].map((n) => 65_536 + n * byteLength) as [number, number, number];
  const [values, slopes, scaled] = addresses.map((at) => new Float32Array(kernel.memory.buffer, at, length)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  values.set(arguments_);
  kernel.activate(activationNumbers[name], ...addresses, byteLength, -0.25);
  return { values, slopes, scaled };
}

/** Both signs, dense around 0, to the numbers where everything has saturated. */
const grid = Float32Array.from({ length: 400_000 }, (_, i) => {
  const t = (i - 199_999.5) / 200_000;
  return Math.sign(t) * 40 * Math.abs(t) ** 3;
});

/** Where the kernel's exponential ends, exp(-87), GELU's tail is cut off. */
const vanishing = 1e-36;

/** Where the exponent is itself a rounded number, its relative error is the value's times the exponent. */
function condition(name: (typeof activations)[number], x: number): number {
  return name === 'gelu' ? 1 + Math.max(0, -1.6 * (x + 0.045 * x ** 3)) : 1;
}

describe('the activations of the kernel', () => {
  for (const name of activations) {
    it(`are ${name} to a relative 4e-7 (GELU's tail: times its exponent), with slopes to 4e-7 absolute`, () => {
      const { values, slopes, scaled } = activate(name, grid);
      let worstValue = 0;
      let worstSlope = 0;
      for (let i = 0; i < grid.length; i++) {
        const exact = activation(name, grid[i]!);
        if (Math.abs(exact.value) < vanishing) expect(Math.abs(values[i]!)).toBeLessThan(vanishing);
        else worstValue = Math.max(worstValue, Math.abs(values[i]! / exact.value - 1) / condition(name, grid[i]!));
        worstSlope = Math.max(worstSlope, Math.abs(slopes[i]! - exact.slope));
      }
      expect(worstValue).toBeLessThan(4e-7);
      expect(worstSlope).toBeLessThan(4e-7);
      expect(scaled.every((value, i) => value === Math.fround(-0.25 * values[i]!))).toBe(true);
    });

    it(`keep 0 at 0 for ${name}, so that padding stays empty`, () => {
      expect([...activate(name, Float32Array.of(0, 0, 0, 0)).values]).toEqual([0, 0, 0, 0]);
    });

    it(`stay finite for large arguments of ${name}`, () => {
      const { values, slopes } = activate(name, Float32Array.of(1e30, -1e30, 200, -200));
      expect([...values, ...slopes].every(Number.isFinite)).toBe(true);
    });

    it(`let NaN through ${name}`, () => {
      expect([...activate(name, Float32Array.of(NaN, 1, NaN, -1)).values].map(Number.isNaN)).toEqual([
        true,
        false,
        true,
        false,
      ]);
    });
  }

  it('take the slope from below at exactly 0 where it jumps, as PyTorch does', () => {
    const zeros = Float32Array.of(0, 0, 0, 0);
    expect(activate('relu', zeros).slopes[0]).toBe(0);
    expect(activate('leaky_relu', zeros).slopes[0]).toBe(Math.fround(0.01));
    expect(activate('elu', zeros).slopes[0]).toBe(1);
  });
});
