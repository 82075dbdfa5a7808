// The 1-D CNN. A signal between the convolutions has, for each pair of points, its positions in turn and at each position
// the blocks of its channels (layout.ts has the order in a block): then the window of a convolution is one stretch of
// memory, and a convolution is an affine map at every position. Columns of its matrix are, for each place of the window,
// the channels padded to blocks of 4. Gradients are summed over positions before they change a weight.
import { activate } from './activation';
import {
  PAIR,
  biasBase,
  closeLayout,
  depth,
  errorA,
  errorB,
  hiddenAt,
  input,
  inputBlocks,
  openLayout,
  output,
  outputBlocks,
  pairs,
  placeBiases,
  placeErrors,
  placeHidden,
  placeWeights,
  place,
  slopeAt,
  weightBase,
  widthBlocks,
} from './layout';
import { affine, laneSums } from './matrix';
import { multiply } from './signal';
import { optimise, optimiseBias } from './optimiser';

let width: usize = 0;
let channelBlocks: usize = 0;
let kernel: usize = 0;
let flatBlocks: usize = 0;
let signals: usize = 0;
let signalSlopes: usize = 0;
let flat: usize = 0;

/** Positions of signal `n`: 0 is what the first convolution reads, `depth + 1` what the last one gives. */
function positions(n: usize): usize {
  return width - n * (kernel - 1);
}

/** Blocks of channels of signal `n`. */
function blocksOf(n: usize): usize {
  return n == 0 || n > depth ? 1 : channelBlocks;
}

/** Bytes of a pair's signal `n`. */
function pairBytes(n: usize): usize {
  return positions(n) * blocksOf(n) * PAIR;
}

/** Bytes of all signals before signal `n`. */
function before(n: usize): usize {
  if (n == 0) return 0;
  return (width + channelBlocks * ((n - 1) * width - ((kernel - 1) * (n * (n - 1))) / 2)) * pairs * PAIR;
}

/** Lays out memory, see `arrange` in layout.ts. */
export function arrangeCnn(
  inputDim: usize,
  outputDim: usize,
  size: usize,
  unitsPerLayer: usize,
  layers: usize,
  channels: usize,
  window: usize,
  moments: i32,
): f64 {
  openLayout(inputDim, outputDim, unitsPerLayer, layers, size);
  width = unitsPerLayer;
  kernel = window;
  channelBlocks = (channels + 3) >> 2;
  flatBlocks = (positions(layers + 1) + 3) >> 2;
  const pair = <f64>pairs * <f64>PAIR;
  const largest = max(width, max(positions(1) * channelBlocks, max(flatBlocks, outputBlocks)));
  placeErrors(pair * <f64>largest);
  placeHidden(pair * <f64>widthBlocks);
  const bytes = <f64>before(layers + 1) + pair * <f64>positions(layers + 1);
  signals = place(bytes);
  signalSlopes = place(bytes);
  flat = place(pair * <f64>flatBlocks);
  placeBiases(<f64>(widthBlocks + layers * channelBlocks + 1 + outputBlocks) * 16);
  const convolutions = <f64>kernel * <f64>channelBlocks * (2 + <f64>channelBlocks * (<f64>layers - 1));
  const denses = <f64>inputBlocks * <f64>widthBlocks + <f64>outputBlocks * <f64>flatBlocks;
  placeWeights((denses + convolutions) * 64);
  return closeLayout(moments);
}

/** Weights of block `n` of the parameters. */
export function cnnWeightAt(n: usize): usize {
  if (n == 0) return weightBase;
  let at = weightBase + inputBlocks * widthBlocks * 64;
  if (n == 1) return at;
  at += kernel * channelBlocks * 64;
  const square = kernel * channelBlocks * channelBlocks * 64;
  if (n <= depth + 1) return at + (n - 2) * square;
  return at + (depth - 1) * square + kernel * channelBlocks * 64;
}

/** Biases of block `n` of the parameters. */
export function cnnBiasAt(n: usize): usize {
  if (n == 0) return biasBase;
  const first = biasBase + widthBlocks * 16;
  if (n <= depth + 1) return first + (n - 1) * channelBlocks * 16;
  return first + depth * channelBlocks * 16 + 16;
}

/** Values of representation `n`: 0 is the first dense map's, others are signals. */
export function cnnHiddenAt(n: usize): usize {
  return n == 0 ? hiddenAt(0) : signals + before(n);
}

/** Blocks of one pair of representation `n`. */
export function cnnHiddenBlocks(n: usize): usize {
  return n == 0 ? widthBlocks : pairBytes(n) / PAIR;
}

/** Moves units that lie 4 to a block, as in dense layers, to the first channel of positions, or back. */
function move(dense: usize, denseBlocks: usize, signal: usize, count: usize, back: bool): void {
  for (let q: usize = 0; q < pairs; q++) {
    for (let u: usize = 0; u < count; u++) {
      const from = dense + (q * denseBlocks + (u >> 2)) * PAIR + ((u & 3) << 2);
      const to = signal + (q * count + u) * PAIR;
      if (back) {
        store<f32>(from, load<f32>(to));
        store<f32>(from, load<f32>(to, 16), 16);
      } else {
        store<f32>(to, load<f32>(from));
        store<f32>(to, load<f32>(from, 16), 16);
      }
    }
  }
}

/** output = weight * window + bias at `count` positions of one pair; `stride` is the bytes of an input position. */
function convolve(
  weight: usize,
  bias: usize,
  source: usize,
  target: usize,
  rowBlocks: usize,
  columnBlocks: usize,
  count: usize,
  stride: usize,
): void {
  const windowBytes = columnBlocks * PAIR;
  for (let r: usize = 0; r < rowBlocks; r++) {
    const shift = v128.load(bias + (r << 4));
    const rows = weight + r * columnBlocks * 64;
    let z = target + r * PAIR;
    for (let q: usize = 0; q < count; q++) {
      let x = source + q * stride;
      const stop = x + windowBytes;
      let w = rows;
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
        w += 64;
        x += PAIR;
      } while (x != stop);
      v128.store(z, f32x4.add(laneSums(a0, a1, a2, a3), shift));
      v128.store(z, f32x4.add(laneSums(b0, b1, b2, b3), shift), 16);
      z += rowBlocks * PAIR;
    }
  }
}

export function cnnForward(kind: i32): void {
  const first = hiddenAt(0);
  affine(weightBase, biasBase, input, first, widthBlocks, inputBlocks, pairs);
  activate(kind, first, slopeAt(0), first, pairs * widthBlocks * PAIR, 1);
  move(first, widthBlocks, signals, width, false);
  for (let n: usize = 0; n <= depth; n++) {
    const rows = blocksOf(n + 1);
    const columns = blocksOf(n);
    const target = signals + before(n + 1);
    for (let q: usize = 0; q < pairs; q++) {
      const from = signals + before(n) + q * pairBytes(n);
      const to = target + q * pairBytes(n + 1);
      const count = positions(n + 1);
      convolve(cnnWeightAt(n + 1), cnnBiasAt(n + 1), from, to, rows, kernel * columns, count, columns * PAIR);
    }
    // What is scaled by 1 may be written over the values themselves.
    activate(kind, target, signalSlopes + before(n + 1), target, pairs * pairBytes(n + 1), 1);
  }
  move(flat, flatBlocks, signals + before(depth + 1), positions(depth + 1), true);
  affine(cnnWeightAt(depth + 2), cnnBiasAt(depth + 2), flat, output, outputBlocks, flatBlocks, pairs);
}

/** Pulls the output errors in `errorA` back and changes every parameter on the way. */
export function cnnBackward(): void {
  let error = errorA;
  let gradient = errorB;
  memory.fill(gradient, 0, pairs * flatBlocks * PAIR);
  const last = depth + 2;
  optimise(cnnWeightAt(last), error, flat, gradient, outputBlocks, flatBlocks, pairs, flatBlocks * PAIR, 1, 0);
  optimiseBias(cnnBiasAt(last), error, outputBlocks, pairs);
  memory.fill(error, 0, pairs * pairBytes(depth + 1));
  move(gradient, flatBlocks, error, positions(depth + 1), false);
  multiply(error, signalSlopes + before(depth + 1), pairs * pairBytes(depth + 1));

  for (let m = depth + 1; m > 0; m--) {
    const n = m - 1;
    const rows = blocksOf(m);
    const columns = blocksOf(n);
    const count = positions(m);
    memory.fill(gradient, 0, pairs * pairBytes(n));
    const from = signals + before(n);
    const stride = columns * PAIR;
    optimise(cnnWeightAt(m), error, from, gradient, rows, kernel * columns, count, stride, pairs, pairBytes(n));
    optimiseBias(cnnBiasAt(m), error, rows, pairs * count);
    if (n > 0) multiply(gradient, signalSlopes + before(n), pairs * pairBytes(n));
    const used = error;
    error = gradient;
    gradient = used;
  }
  // The gradient of the first signal goes back to the order of dense layers.
  memory.fill(gradient, 0, pairs * widthBlocks * PAIR);
  move(gradient, widthBlocks, error, width, true);
  multiply(gradient, slopeAt(0), pairs * widthBlocks * PAIR);
  optimise(weightBase, gradient, input, 0, widthBlocks, inputBlocks, pairs, inputBlocks * PAIR, 1, 0);
  optimiseBias(biasBase, gradient, widthBlocks, pairs);
}
