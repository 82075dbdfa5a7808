// The passes over a weight matrix for any number of pairs. See layout.ts for the order of the data.
import { BLOCK, PAIR } from './layout';

/** output = weight * input + bias. Reads the weights once. */
export function affine(
  weight: usize,
  bias: usize,
  input: usize,
  output: usize,
  rowBlocks: usize,
  columnBlocks: usize,
  pairs: usize,
): void {
  const rowBytes: usize = columnBlocks * BLOCK;
  const inputBytes: usize = columnBlocks * PAIR;
  const outputBytes: usize = rowBlocks * PAIR;
  const end = bias + (rowBlocks << 4);
  while (bias < end) {
    const shift = v128.load(bias);
    let x = input;
    let z = output;
    for (let q: usize = 0; q < pairs; q++) {
      const stop = x + inputBytes;
      let w = weight;
      let a0 = f32x4.splat(0);
      let a1 = a0;
      let a2 = a0;
      let a3 = a0;
      let b0 = a0;
      let b1 = a0;
      let b2 = a0;
      let b3 = a0;
      do {
        const xa = v128.load(x);
        const xb = v128.load(x, 16);
        const w0 = v128.load(w);
        a0 = f32x4.add(a0, f32x4.mul(w0, xa));
        b0 = f32x4.add(b0, f32x4.mul(w0, xb));
        const w1 = v128.load(w, 16);
        a1 = f32x4.add(a1, f32x4.mul(w1, xa));
        b1 = f32x4.add(b1, f32x4.mul(w1, xb));
        const w2 = v128.load(w, 32);
        a2 = f32x4.add(a2, f32x4.mul(w2, xa));
        b2 = f32x4.add(b2, f32x4.mul(w2, xb));
        const w3 = v128.load(w, 48);
        a3 = f32x4.add(a3, f32x4.mul(w3, xa));
        b3 = f32x4.add(b3, f32x4.mul(w3, xb));
        w += BLOCK;
        x += PAIR;
      } while (x != stop);
      v128.store(z, f32x4.add(laneSums(a0, a1, a2, a3), shift));
      v128.store(z, f32x4.add(laneSums(b0, b1, b2, b3), shift), 16);
      z += outputBytes;
    }
    weight += rowBytes;
    bias += 16;
    output += PAIR;
  }
}

/** The sums of the lanes of four vectors, as one vector. */
export function laneSums(r0: v128, r1: v128, r2: v128, r3: v128): v128 {
  const low = f32x4.add(v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), v128.shuffle<f32>(r0, r1, 2, 6, 3, 7));
  const high = f32x4.add(v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), v128.shuffle<f32>(r2, r3, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(low, high, 0, 1, 4, 5), v128.shuffle<f32>(low, high, 2, 3, 6, 7));
}

/** gradient += transposed(weight) * error, for one pair of points and one row block. */
export function pull(weight: usize, error: usize, gradient: usize, columnBlocks: usize): void {
  const ea0 = v128.load_splat<f32>(error);
  const ea1 = v128.load_splat<f32>(error, 4);
  const ea2 = v128.load_splat<f32>(error, 8);
  const ea3 = v128.load_splat<f32>(error, 12);
  const eb0 = v128.load_splat<f32>(error, 16);
  const eb1 = v128.load_splat<f32>(error, 20);
  const eb2 = v128.load_splat<f32>(error, 24);
  const eb3 = v128.load_splat<f32>(error, 28);
  const stop = gradient + columnBlocks * PAIR;
  do {
    const w0 = v128.load(weight);
    const w1 = v128.load(weight, 16);
    const w2 = v128.load(weight, 32);
    const w3 = v128.load(weight, 48);
    const ga01 = f32x4.add(f32x4.mul(w0, ea0), f32x4.mul(w1, ea1));
    const ga23 = f32x4.add(f32x4.mul(w2, ea2), f32x4.mul(w3, ea3));
    v128.store(gradient, f32x4.add(v128.load(gradient), f32x4.add(ga01, ga23)));
    const gb01 = f32x4.add(f32x4.mul(w0, eb0), f32x4.mul(w1, eb1));
    const gb23 = f32x4.add(f32x4.mul(w2, eb2), f32x4.mul(w3, eb3));
    v128.store(gradient, f32x4.add(v128.load(gradient, 16), f32x4.add(gb01, gb23)), 16);
    weight += BLOCK;
    gradient += PAIR;
  } while (gradient != stop);
}

/** weight += error * transposed(scaled), for one pair of points and one row block. */
export function update(weight: usize, error: usize, scaled: usize, columnBlocks: usize): void {
  const ea0 = v128.load_splat<f32>(error);
  const ea1 = v128.load_splat<f32>(error, 4);
  const ea2 = v128.load_splat<f32>(error, 8);
  const ea3 = v128.load_splat<f32>(error, 12);
  const eb0 = v128.load_splat<f32>(error, 16);
  const eb1 = v128.load_splat<f32>(error, 20);
  const eb2 = v128.load_splat<f32>(error, 24);
  const eb3 = v128.load_splat<f32>(error, 28);
  const stop = scaled + columnBlocks * PAIR;
  do {
    const xa = v128.load(scaled);
    const xb = v128.load(scaled, 16);
    v128.store(weight, f32x4.add(v128.load(weight), f32x4.add(f32x4.mul(xa, ea0), f32x4.mul(xb, eb0))));
    v128.store(weight, f32x4.add(v128.load(weight, 16), f32x4.add(f32x4.mul(xa, ea1), f32x4.mul(xb, eb1))), 16);
    v128.store(weight, f32x4.add(v128.load(weight, 32), f32x4.add(f32x4.mul(xa, ea2), f32x4.mul(xb, eb2))), 32);
    v128.store(weight, f32x4.add(v128.load(weight, 48), f32x4.add(f32x4.mul(xa, ea3), f32x4.mul(xb, eb3))), 48);
    weight += BLOCK;
    scaled += PAIR;
  } while (scaled != stop);
}

/**
 * The same as `pullAndUpdate` (pair.ts) for any number of pairs: every row block is read for all pairs before it is changed. It
 * stays in the cache meanwhile. With `gradient` 0 nothing is pulled back: the first map needs no gradient of the inputs.
 */
export function descend(
  weight: usize,
  error: usize,
  scaled: usize,
  gradient: usize,
  rowBlocks: usize,
  columnBlocks: usize,
  pairs: usize,
): void {
  const rowBytes: usize = columnBlocks * BLOCK;
  const errorBytes: usize = rowBlocks * PAIR;
  const signalBytes: usize = columnBlocks * PAIR;
  for (let r = rowBlocks; r > 0;) {
    r--;
    const rows = weight + r * rowBytes;
    const e = error + r * PAIR;
    if (gradient) {
      for (let q: usize = 0; q < pairs; q++) pull(rows, e + q * errorBytes, gradient + q * signalBytes, columnBlocks);
    }
    for (let q: usize = 0; q < pairs; q++) update(rows, e + q * errorBytes, scaled + q * signalBytes, columnBlocks);
  }
}
