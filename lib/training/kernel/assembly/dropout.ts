// Dropout by counted random numbers: the mask of a number depends on the seed, the step, the layer and its place alone, so
// that it is the same however a run is divided. lib/training/dropout-mask.ts is the same rule in TypeScript.
import { PAIR } from './layout';

const GOLDEN: i32 = 0x9e3779b9;

let seed: i32 = 0;
/** Numbers drawn below this are dropped. */
let threshold: i32 = 0;
/** What the others are multiplied by. */
let scale: f32 = 1;

/** Sets the probability `limit / 2^32` of being dropped, the factor of what is not, and the seed. */
export function setDropout(limit: i32, factor: f32, value: i32): void {
  threshold = limit;
  scale = factor;
  seed = value;
}

/** Mixes all bits of a 32-bit number. */
function mixed(value: i32): i32 {
  let x = <u32>value;
  x = (x ^ (x >> 16)) * 0x7feb352d;
  x = (x ^ (x >> 15)) * 0x846ca68b;
  return <i32>(x ^ (x >> 16));
}

/** The key of a layer at a step. */
export function keyOf(step: i32, layer: i32): i32 {
  return mixed(mixed(mixed(seed + GOLDEN) + step + GOLDEN) + (layer + 1) * GOLDEN);
}

/** The masks, 0 or the factor, of 4 numbers from number `index` on. */
export function masks(key: i32, index: i32): v128 {
  const counter = i32x4.add(i32x4.splat(index + 1), i32x4(0, 1, 2, 3));
  let x = i32x4.add(i32x4.splat(key), i32x4.mul(counter, i32x4.splat(GOLDEN)));
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x7feb352d));
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), i32x4.splat(0x846ca68b));
  x = v128.xor(x, i32x4.shr_u(x, 16));
  return v128.and(i32x4.ge_u(x, i32x4.splat(threshold)), f32x4.splat(scale));
}

/** Multiplies up to three signals of `units` units per point by one mask; number `u` of point `p` is `p * units + u`. */
export function drop(key: i32, a: usize, b: usize, c: usize, units: i32, blocks: usize, pairs: usize): void {
  for (let q: usize = 0; q < pairs; q++) {
    const first = 2 * <i32>q * units;
    for (let u: usize = 0; u < blocks; u++) {
      for (let half: usize = 0; half < 2; half++) {
        const by = masks(key, first + <i32>half * units + 4 * <i32>u);
        const at = half << 4;
        v128.store(a + at, f32x4.mul(v128.load(a + at), by));
        v128.store(b + at, f32x4.mul(v128.load(b + at), by));
        if (c) v128.store(c + at, f32x4.mul(v128.load(c + at), by));
      }
      a += PAIR;
      b += PAIR;
      if (c) c += PAIR;
    }
  }
}
