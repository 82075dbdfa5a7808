// The pass over a weight matrix that trains a pair of points: the most of the time. See layout.ts for the order of the data.
import { BLOCK, PAIR } from './layout';

/** Row blocks of at least a page, a memory stream each: rows of 256 columns. Shorter ones stay in the cache anyway. */
const LONG: usize = 4096;

/**
 * For one pair of points: gradient += transposed(weight) * error, then weight += error * transposed(scaled), in one
 * pass. Rows are taken from last to first, because the forward pass has left the last ones in the cache.
 */
export function pullAndUpdate(
  weight: usize,
  error: usize,
  scaled: usize,
  gradient: usize,
  rowBlocks: usize,
  columnBlocks: usize,
): void {
  const rowBytes: usize = columnBlocks * BLOCK;
  const stop = gradient + columnBlocks * PAIR;
  let rows = weight + rowBlocks * rowBytes;
  let e = error + rowBlocks * PAIR;
  if (rowBytes >= LONG) {
    while (e >= error + 4 * PAIR) {
      e -= 4 * PAIR;
      rows -= 4 * rowBytes;
      pullAndUpdateFour(rows, rowBytes, e, scaled, gradient, stop);
    }
  }
  while (e != error) {
    e -= PAIR;
    rows -= rowBytes;
    pullAndUpdateOne(rows, e, scaled, gradient, stop);
  }
}

/**
 * Four row blocks at once, the last first, so that every sum has the order that one at a time gives. The processor then
 * fetches four stretches of memory together and the gradient is read and written a quarter as often: half as fast again
 * where the weights do not fit in the cache. It is slower where they do, as not all errors fit in registers.
 */
function pullAndUpdateFour(rows: usize, rowBytes: usize, e: usize, scaled: usize, gradient: usize, stop: usize): void {
  let row0 = rows;
  let row1 = row0 + rowBytes;
  let row2 = row1 + rowBytes;
  let row3 = row2 + rowBytes;
  let x = scaled;
  let g = gradient;
  do {
    const xa = v128.load(x);
    const xb = v128.load(x, 16);
    let ga = v128.load(g);
    let gb = v128.load(g, 16);

    const w30 = v128.load(row3);
    const w31 = v128.load(row3, 16);
    const w32 = v128.load(row3, 32);
    const w33 = v128.load(row3, 48);
    const a301 = f32x4.add(f32x4.mul(w30, v128.load_splat<f32>(e, 96)), f32x4.mul(w31, v128.load_splat<f32>(e, 100)));
    const a323 = f32x4.add(f32x4.mul(w32, v128.load_splat<f32>(e, 104)), f32x4.mul(w33, v128.load_splat<f32>(e, 108)));
    ga = f32x4.add(ga, f32x4.add(a301, a323));
    const b301 = f32x4.add(f32x4.mul(w30, v128.load_splat<f32>(e, 112)), f32x4.mul(w31, v128.load_splat<f32>(e, 116)));
    const b323 = f32x4.add(f32x4.mul(w32, v128.load_splat<f32>(e, 120)), f32x4.mul(w33, v128.load_splat<f32>(e, 124)));
    gb = f32x4.add(gb, f32x4.add(b301, b323));
    const d30 = f32x4.add(f32x4.mul(xa, v128.load_splat<f32>(e, 96)), f32x4.mul(xb, v128.load_splat<f32>(e, 112)));
    v128.store(row3, f32x4.add(w30, d30));
    const d31 = f32x4.add(f32x4.mul(xa, v128.load_splat<f32>(e, 100)), f32x4.mul(xb, v128.load_splat<f32>(e, 116)));
    v128.store(row3, f32x4.add(w31, d31), 16);
    const d32 = f32x4.add(f32x4.mul(xa, v128.load_splat<f32>(e, 104)), f32x4.mul(xb, v128.load_splat<f32>(e, 120)));
    v128.store(row3, f32x4.add(w32, d32), 32);
    const d33 = f32x4.add(f32x4.mul(xa, v128.load_splat<f32>(e, 108)), f32x4.mul(xb, v128.load_splat<f32>(e, 124)));
    v128.store(row3, f32x4.add(w33, d33), 48);
    row3 += BLOCK;

    const w20 = v128.load(row2);
    const w21 = v128.load(row2, 16);
    const w22 = v128.load(row2, 32);
    const w23 = v128.load(row2, 48);
    const a201 = f32x4.add(f32x4.mul(w20, v128.load_splat<f32>(e, 64)), f32x4.mul(w21, v128.load_splat<f32>(e, 68)));
    const a223 = f32x4.add(f32x4.mul(w22, v128.load_splat<f32>(e, 72)), f32x4.mul(w23, v128.load_splat<f32>(e, 76)));
    ga = f32x4.add(ga, f32x4.add(a201, a223));
    const b201 = f32x4.add(f32x4.mul(w20, v128.load_splat<f32>(e, 80)), f32x4.mul(w21, v128.load_splat<f32>(e, 84)));
    const b223 = f32x4.add(f32x4.mul(w22, v128.load_splat<f32>(e, 88)), f32x4.mul(w23, v128.load_splat<f32>(e, 92)));
    gb = f32x4.add(gb, f32x4.add(b201, b223));
    const d20 = f32x4.add(f32x4.mul(xa, v128.load_splat<f32>(e, 64)), f32x4.mul(xb, v128.load_splat<f32>(e, 80)));
    v128.store(row2, f32x4.add(w20, d20));
    const d21 = f32x4.add(f32x4.mul(xa, v128.load_splat<f32>(e, 68)), f32x4.mul(xb, v128.load_splat<f32>(e, 84)));
    v128.store(row2, f32x4.add(w21, d21), 16);
    const d22 = f32x4.add(f32x4.mul(xa, v128.load_splat<f32>(e, 72)), f32x4.mul(xb, v128.load_splat<f32>(e, 88)));
    v128.store(row2, f32x4.add(w22, d22), 32);
    const d23 = f32x4.add(f32x4.mul(xa, v128.load_splat<f32>(e, 76)), f32x4.mul(xb, v128.load_splat<f32>(e, 92)));
    v128.store(row2, f32x4.add(w23, d23), 48);
    row2 += BLOCK;

    const w10 = v128.load(row1);
    const w11 = v128.load(row1, 16);
    const w12 = v128.load(row1, 32);
    const w13 = v128.load(row1, 48);
    const a101 = f32x4.add(f32x4.mul(w10, v128.load_splat<f32>(e, 32)), f32x4.mul(w11, v128.load_splat<f32>(e, 36)));
    const a123 = f32x4.add(f32x4.mul(w12, v128.load_splat<f32>(e, 40)), f32x4.mul(w13, v128.load_splat<f32>(e, 44)));
    ga = f32x4.add(ga, f32x4.add(a101, a123));
    const b101 = f32x4.add(f32x4.mul(w10, v128.load_splat<f32>(e, 48)), f32x4.mul(w11, v128.load_splat<f32>(e, 52)));
    const b123 = f32x4.add(f32x4.mul(w12, v128.load_splat<f32>(e, 56)), f32x4.mul(w13, v128.load_splat<f32>(e, 60)));
    gb = f32x4.add(gb, f32x4.add(b101, b123));
    const d10 = f32x4.add(f32x4.mul(xa, v128.load_splat<f32>(e, 32)), f32x4.mul(xb, v128.load_splat<f32>(e, 48)));
    v128.store(row1, f32x4.add(w10, d10));
    const d11 = f32x4.add(f32x4.mul(xa, v128.load_splat<f32>(e, 36)), f32x4.mul(xb, v128.load_splat<f32>(e, 52)));
    v128.store(row1, f32x4.add(w11, d11), 16);
    const d12 = f32x4.add(f32x4.mul(xa, v128.load_splat<f32>(e, 40)), f32x4.mul(xb, v128.load_splat<f32>(e, 56)));
    v128.store(row1, f32x4.add(w12, d12), 32);
    const d13 = f32x4.add(f32x4.mul(xa, v128.load_splat<f32>(e, 44)), f32x4.mul(xb, v128.load_splat<f32>(e, 60)));
    v128.store(row1, f32x4.add(w13, d13), 48);
    row1 += BLOCK;

    const w00 = v128.load(row0);
    const w01 = v128.load(row0, 16);
    const w02 = v128.load(row0, 32);
    const w03 = v128.load(row0, 48);
    const a001 = f32x4.add(f32x4.mul(w00, v128.load_splat<f32>(e)), f32x4.mul(w01, v128.load_splat<f32>(e, 4)));
    const a023 = f32x4.add(f32x4.mul(w02, v128.load_splat<f32>(e, 8)), f32x4.mul(w03, v128.load_splat<f32>(e, 12)));
    ga = f32x4.add(ga, f32x4.add(a001, a023));
    const b001 = f32x4.add(f32x4.mul(w00, v128.load_splat<f32>(e, 16)), f32x4.mul(w01, v128.load_splat<f32>(e, 20)));
    const b023 = f32x4.add(f32x4.mul(w02, v128.load_splat<f32>(e, 24)), f32x4.mul(w03, v128.load_splat<f32>(e, 28)));
    gb = f32x4.add(gb, f32x4.add(b001, b023));
    const d00 = f32x4.add(f32x4.mul(xa, v128.load_splat<f32>(e)), f32x4.mul(xb, v128.load_splat<f32>(e, 16)));
    v128.store(row0, f32x4.add(w00, d00));
    const d01 = f32x4.add(f32x4.mul(xa, v128.load_splat<f32>(e, 4)), f32x4.mul(xb, v128.load_splat<f32>(e, 20)));
    v128.store(row0, f32x4.add(w01, d01), 16);
    const d02 = f32x4.add(f32x4.mul(xa, v128.load_splat<f32>(e, 8)), f32x4.mul(xb, v128.load_splat<f32>(e, 24)));
    v128.store(row0, f32x4.add(w02, d02), 32);
    const d03 = f32x4.add(f32x4.mul(xa, v128.load_splat<f32>(e, 12)), f32x4.mul(xb, v128.load_splat<f32>(e, 28)));
    v128.store(row0, f32x4.add(w03, d03), 48);
    row0 += BLOCK;

    v128.store(g, ga);
    v128.store(g, gb, 16);
    x += PAIR;
    g += PAIR;
  } while (g != stop);
}

function pullAndUpdateOne(rows: usize, e: usize, scaled: usize, gradient: usize, stop: usize): void {
  const ea0 = v128.load_splat<f32>(e);
  const ea1 = v128.load_splat<f32>(e, 4);
  const ea2 = v128.load_splat<f32>(e, 8);
  const ea3 = v128.load_splat<f32>(e, 12);
  const eb0 = v128.load_splat<f32>(e, 16);
  const eb1 = v128.load_splat<f32>(e, 20);
  const eb2 = v128.load_splat<f32>(e, 24);
  const eb3 = v128.load_splat<f32>(e, 28);
  let w = rows;
  let x = scaled;
  let g = gradient;
  do {
    const xa = v128.load(x);
    const xb = v128.load(x, 16);
    const w0 = v128.load(w);
    const w1 = v128.load(w, 16);
    let ga = f32x4.add(f32x4.mul(w0, ea0), f32x4.mul(w1, ea1));
    let gb = f32x4.add(f32x4.mul(w0, eb0), f32x4.mul(w1, eb1));
    v128.store(w, f32x4.add(w0, f32x4.add(f32x4.mul(xa, ea0), f32x4.mul(xb, eb0))));
    v128.store(w, f32x4.add(w1, f32x4.add(f32x4.mul(xa, ea1), f32x4.mul(xb, eb1))), 16);
    const w2 = v128.load(w, 32);
    const w3 = v128.load(w, 48);
    ga = f32x4.add(ga, f32x4.add(f32x4.mul(w2, ea2), f32x4.mul(w3, ea3)));
    gb = f32x4.add(gb, f32x4.add(f32x4.mul(w2, eb2), f32x4.mul(w3, eb3)));
    v128.store(w, f32x4.add(w2, f32x4.add(f32x4.mul(xa, ea2), f32x4.mul(xb, eb2))), 32);
    v128.store(w, f32x4.add(w3, f32x4.add(f32x4.mul(xa, ea3), f32x4.mul(xb, eb3))), 48);
    v128.store(g, f32x4.add(v128.load(g), ga));
    v128.store(g, f32x4.add(v128.load(g, 16), gb), 16);
    w += BLOCK;
    x += PAIR;
    g += PAIR;
  } while (g != stop);
}
