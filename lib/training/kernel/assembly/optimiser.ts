// Momentum and Adam, in PyTorch's form. Dense nets under plain gradient descent take the fused passes of matrix.ts instead.
import { BLOCK, PAIR, toFirstMoment, toSecondMoment } from './layout';
import { pull } from './matrix';

// The host's numbers of the optimisers (index.ts).
export const SGD: i32 = 0;
export const MOMENTUM: i32 = 1;
export const ADAM: i32 = 2;

let kind: i32 = SGD;
let rate: f64 = 0;
/** beta^t of Adam's two averages. */
let power1: f64 = 1;
let power2: f64 = 1;
let stepSize: f32 = 0;
let correction: f32 = 1;

/** Starts an optimiser anew. */
export function startOptimiser(which: i32, learningRate: f64): void {
  kind = which;
  rate = learningRate;
  power1 = 1;
  power2 = 1;
  stepSize = <f32>learningRate;
}

/** Goes on as after `updates` updates, whose moments are in memory. */
export function resumeOptimiser(updates: i32): void {
  // One by one, as they would have been multiplied: the powers have the same bits then.
  for (let n = 0; n < updates; n++) {
    power1 *= 0.9;
    power2 *= 0.999;
  }
}

/** To be called before each update. */
export function nextUpdate(): void {
  if (kind != ADAM) return;
  power1 *= 0.9;
  power2 *= 0.999;
  stepSize = <f32>(rate / (1 - power1));
  correction = <f32>Math.sqrt(1 - power2);
}

/** Changes 4 parameters that have gradient `g`. Where the gradient has always been 0 nothing changes. */
function change(at: usize, g: v128): void {
  const p = v128.load(at);
  if (kind == SGD) {
    v128.store(at, f32x4.sub(p, f32x4.mul(f32x4.splat(stepSize), g)));
    return;
  }
  const first = at + toFirstMoment;
  if (kind == ADAM) {
    const second = at + toSecondMoment;
    const m = f32x4.add(f32x4.mul(v128.load(first), f32x4.splat(0.9)), f32x4.mul(g, f32x4.splat(0.1)));
    const squares = f32x4.mul(f32x4.mul(g, g), f32x4.splat(0.001));
    const v = f32x4.add(f32x4.mul(v128.load(second), f32x4.splat(0.999)), squares);
    v128.store(first, m);
    v128.store(second, v);
    const below = f32x4.add(f32x4.div(f32x4.sqrt(v), f32x4.splat(correction)), f32x4.splat(1e-8));
    v128.store(at, f32x4.sub(p, f32x4.mul(f32x4.splat(stepSize), f32x4.div(m, below))));
  } else {
    const m = f32x4.add(f32x4.mul(v128.load(first), f32x4.splat(0.9)), g);
    v128.store(first, m);
    v128.store(at, f32x4.sub(p, f32x4.mul(f32x4.splat(stepSize), m)));
  }
}

/**
 * gradient += transposed(weight) * error, then the optimiser's step of the weights along error * transposed(signal). There
 * are `groups` times `count` signals: in a group each lies `stride` bytes behind the one before, groups are `groupStride`
 * bytes apart, and so it is with their gradients; errors follow each other. With `gradient` 0 nothing is pulled back.
 */
export function optimise(
  weight: usize,
  error: usize,
  signal: usize,
  gradient: usize,
  rowBlocks: usize,
  columnBlocks: usize,
  count: usize,
  stride: usize,
  groups: usize,
  groupStride: usize,
): void {
  const rowBytes: usize = columnBlocks * BLOCK;
  const errorBytes: usize = rowBlocks * PAIR;
  for (let r = rowBlocks; r > 0;) {
    r--;
    const rows = weight + r * rowBytes;
    const errors = error + r * PAIR;
    if (gradient) {
      let e = errors;
      for (let p: usize = 0; p < groups; p++) {
        const g = gradient + p * groupStride;
        for (let q: usize = 0; q < count; q++, e += errorBytes) pull(rows, e, g + q * stride, columnBlocks);
      }
    }
    let w = rows;
    for (let c: usize = 0; c < columnBlocks; c++) {
      let e = errors;
      let g0 = f32x4.splat(0);
      let g1 = g0;
      let g2 = g0;
      let g3 = g0;
      for (let p: usize = 0; p < groups; p++) {
        let x = signal + p * groupStride + c * PAIR;
        for (let q: usize = 0; q < count; q++) {
          const xa = v128.load(x);
          const xb = v128.load(x, 16);
          g0 = f32x4.add(g0, twice(xa, v128.load_splat<f32>(e), xb, v128.load_splat<f32>(e, 16)));
          g1 = f32x4.add(g1, twice(xa, v128.load_splat<f32>(e, 4), xb, v128.load_splat<f32>(e, 20)));
          g2 = f32x4.add(g2, twice(xa, v128.load_splat<f32>(e, 8), xb, v128.load_splat<f32>(e, 24)));
          g3 = f32x4.add(g3, twice(xa, v128.load_splat<f32>(e, 12), xb, v128.load_splat<f32>(e, 28)));
          x += stride;
          e += errorBytes;
        }
      }
      change(w, g0);
      change(w + 16, g1);
      change(w + 32, g2);
      change(w + 48, g3);
      w += BLOCK;
    }
  }
}

/** xa ea + xb eb. */
function twice(xa: v128, ea: v128, xb: v128, eb: v128): v128 {
  return f32x4.add(f32x4.mul(xa, ea), f32x4.mul(xb, eb));
}

/** The optimiser's step of the biases along the sum of `count` errors. */
export function optimiseBias(bias: usize, error: usize, blocks: usize, count: usize): void {
  const stride = blocks * PAIR;
  for (let b: usize = 0; b < blocks; b++) {
    let sum = f32x4.splat(0);
    for (let q: usize = 0; q < count; q++) {
      const e = error + q * stride;
      sum = f32x4.add(sum, f32x4.add(v128.load(e), v128.load(e, 16)));
    }
    change(bias, sum);
    bias += 16;
    error += PAIR;
  }
}
