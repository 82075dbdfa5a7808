// Activations with their derivatives, four units at a time, in place.
import { clampExponent, exponential, exponentialLessOne, halvings, power, remainder } from './elementary';

// The host's numbers of the activations (index.ts).
export const LEAKY_RELU: i32 = 0;
export const RELU: i32 = 1;
export const TANH: i32 = 2;
export const ELU: i32 = 3;
export const SWISH: i32 = 4;
export const LINEAR: i32 = 5;
export const GELU: i32 = 6;

/**
 * Replaces pre-activations by activations, and writes the derivatives and the activations times `factor` beside them.
 * At exactly 0 leaky ReLU and ReLU take the derivative from below, as PyTorch does. A NaN stays a NaN.
 */
export function activate(kind: i32, values: usize, slopes: usize, scaled: usize, bytes: usize, factor: f32): void {
  const by = f32x4.splat(factor);
  const end = values + bytes;
  if (kind == LEAKY_RELU) {
    const one = f32x4.splat(1);
    const slope = f32x4.splat(0.01);
    for (; values < end; values += 16, slopes += 16, scaled += 16) {
      const x = v128.load(values);
      const positive = f32x4.gt(x, f32x4.splat(0));
      const a = v128.bitselect(x, f32x4.mul(x, slope), positive);
      v128.store(values, a);
      v128.store(slopes, v128.bitselect(one, slope, positive));
      v128.store(scaled, f32x4.mul(a, by));
    }
  } else if (kind == RELU) {
    for (; values < end; values += 16, slopes += 16, scaled += 16) {
      const x = v128.load(values);
      const a = f32x4.max(x, f32x4.splat(0));
      v128.store(values, a);
      v128.store(slopes, v128.and(f32x4.gt(x, f32x4.splat(0)), f32x4.splat(1)));
      v128.store(scaled, f32x4.mul(a, by));
    }
  } else if (kind == TANH) {
    // With t = expm1(-2|x|): tanh|x| = -t / (t + 2) and 1 - tanh^2 = 4 (t + 1) / (t + 2)^2, both without cancellation.
    for (; values < end; values += 16, slopes += 16, scaled += 16) {
      const x = v128.load(values);
      const u = clampExponent(f32x4.mul(f32x4.abs(x), f32x4.splat(-2)));
      const n = halvings(u);
      const p = remainder(u, n);
      const scale = power(n);
      const t = exponentialLessOne(scale, p);
      const below = f32x4.add(t, f32x4.splat(2));
      const a = v128.bitselect(x, f32x4.div(t, below), f32x4.splat(-0.0));
      v128.store(values, a);
      v128.store(slopes, f32x4.div(f32x4.mul(f32x4.splat(4), exponential(scale, p)), f32x4.mul(below, below)));
      v128.store(scaled, f32x4.mul(a, by));
    }
  } else if (kind == ELU) {
    const one = f32x4.splat(1);
    for (; values < end; values += 16, slopes += 16, scaled += 16) {
      const x = v128.load(values);
      const u = clampExponent(f32x4.min(x, f32x4.splat(0)));
      const n = halvings(u);
      const p = remainder(u, n);
      const scale = power(n);
      const positive = f32x4.gt(x, f32x4.splat(0));
      const a = v128.bitselect(x, exponentialLessOne(scale, p), positive);
      v128.store(values, a);
      v128.store(slopes, v128.bitselect(one, exponential(scale, p), positive));
      v128.store(scaled, f32x4.mul(a, by));
    }
  } else if (kind == SWISH) {
    // With e = exp(-|x|) the sigmoid is 1 / (1 + e) on one side of 0 and e / (1 + e) on the other, and 1 - sigmoid is
    // the other of the two.
    const one = f32x4.splat(1);
    for (; values < end; values += 16, slopes += 16, scaled += 16) {
      const x = v128.load(values);
      const u = clampExponent(f32x4.neg(f32x4.abs(x)));
      const n = halvings(u);
      const e = exponential(power(n), remainder(u, n));
      const large = f32x4.div(one, f32x4.add(one, e));
      const small = f32x4.mul(e, large);
      const positive = f32x4.gt(x, f32x4.splat(0));
      const sigmoid = v128.bitselect(large, small, positive);
      const rest = v128.bitselect(small, large, positive);
      const a = f32x4.mul(x, sigmoid);
      v128.store(values, a);
      v128.store(slopes, f32x4.mul(sigmoid, f32x4.add(one, f32x4.mul(x, rest))));
      v128.store(scaled, f32x4.mul(a, by));
    }
  } else if (kind == GELU) {
    // The tanh form is x * sigmoid(u) with u = 2 sqrt(2/pi) (x + 0.044715 x^3). Beyond 10 the sigmoid is 0 or 1 in float32.
    const one = f32x4.splat(1);
    for (; values < end; values += 16, slopes += 16, scaled += 16) {
      const x = v128.load(values);
      const c = f32x4.min(f32x4.max(x, f32x4.splat(-10)), f32x4.splat(10));
      const cube = f32x4.mul(f32x4.mul(c, c), f32x4.splat(0.044715));
      const linear = f32x4.mul(c, f32x4.splat(1.5957691));
      const u = f32x4.mul(linear, f32x4.add(one, cube));
      const v = clampExponent(f32x4.neg(f32x4.abs(u)));
      const n = halvings(v);
      const e = exponential(power(n), remainder(v, n));
      const large = f32x4.div(one, f32x4.add(one, e));
      const small = f32x4.mul(e, large);
      const positive = f32x4.gt(x, f32x4.splat(0));
      const sigmoid = v128.bitselect(large, small, positive);
      const rest = v128.bitselect(small, large, positive);
      const vanished = f32x4.le(x, f32x4.splat(-10));
      const a = v128.andnot(f32x4.mul(x, sigmoid), vanished);
      // c u'(c)
      const steep = f32x4.mul(linear, f32x4.add(one, f32x4.mul(cube, f32x4.splat(3))));
      v128.store(values, a);
      v128.store(slopes, f32x4.mul(sigmoid, f32x4.add(one, f32x4.mul(steep, rest))));
      v128.store(scaled, f32x4.mul(a, by));
    }
  } else {
    const one = f32x4.splat(1);
    for (; values < end; values += 16, slopes += 16, scaled += 16) {
      v128.store(slopes, one);
      v128.store(scaled, f32x4.mul(v128.load(values), by));
    }
  }
}
