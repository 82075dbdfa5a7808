// Where everything lies in memory.
//
// All sizes are padded to blocks of 4 with zeros; every activation has f(0) = 0, so the padding stays zero for ever.
//
// A weight matrix is stored in blocks of 4 rows x 4 columns, row-major inside the block: 64 bytes, one cache line. The
// blocks of 4 rows (a "row block") follow each other, so a pass over a matrix is one sequential stream.
//
// Values per point ("signals": inputs, activations, errors) are stored for pairs of points: 4 units of the first point,
// the same 4 units of the second, then the next 4 units. Pair follows pair. An odd last point is paired with a copy of
// the first one whose error is held at zero, so that it changes nothing.

export const BLOCK: usize = 64;
/** Bytes of 4 units of a pair of points. */
export const PAIR: usize = 32;
/** Marks that fit into the buffer of one call of `run`; what stops a run is observed in a place of its own. */
export const MARKS: i32 = 4096;

export let points: usize = 0;
export let pairs: usize = 0;
export let outputs: usize = 0;
export let depth: usize = 0;
/** Sizes in blocks of 4. */
export let inputBlocks: usize = 0;
export let widthBlocks: usize = 0;
export let outputBlocks: usize = 0;

export let weightBase: usize = 0;
let firstBytes: usize = 0;
let squareBytes: usize = 0;
export let biasBase: usize = 0;
let hidden: usize = 0;
let slopes: usize = 0;
let scaled: usize = 0;
let hiddenBytes: usize = 0;
let begin: usize = 0;
let end: f64 = 0;
/** Bytes from a weight or bias to its first and its second moment; only optimisers that keep moments have them. */
export let toFirstMoment: usize = 0;
export let toSecondMoment: usize = 0;
let kept: usize = 0;

export let input: usize = 0;
/** The inputs times minus the learning rate. */
export let scaledInput: usize = 0;
export let output: usize = 0;
export let target: usize = 0;
/** The inputs as dropout left them. */
export let droppedInput: usize = 0;
/** Two buffers for errors (derivatives of the loss by pre-activations). */
export let errorA: usize = 0;
export let errorB: usize = 0;
/** Steps to observe, i32, counted from the start of a call of `run`. */
export let marks: usize = 0;
/** Observations, 4 f64 each: h, y, w, loss. */
export let observations: usize = 0;

// In f64, so that a network too large for 32-bit addresses is seen as such.
let cursor: f64 = 0;
export function place(bytes: f64): usize {
  const at = cursor;
  cursor += Math.ceil(bytes / 64) * 64;
  return at < 4294967296 ? <usize>at : 0;
}

/** Begins a layout: sizes, and what every network has. */
export function openLayout(inputDim: usize, outputDim: usize, width: usize, hiddenLayers: usize, size: usize): void {
  points = size;
  pairs = (size + 1) >> 1;
  outputs = outputDim;
  depth = hiddenLayers;
  inputBlocks = (inputDim + 3) >> 2;
  widthBlocks = (width + 3) >> 2;
  outputBlocks = (outputDim + 3) >> 2;
  const signal = <f64>pairs * 32;
  cursor = <f64>((__heap_base + 63) & ~63);
  begin = <usize>cursor;
  input = place(signal * <f64>inputBlocks);
  scaledInput = place(signal * <f64>inputBlocks);
  target = place(signal * <f64>outputBlocks);
  output = place(signal * <f64>outputBlocks);
}

/** Places both buffers for errors. */
export function placeErrors(bytes: f64): void {
  errorA = place(bytes);
  errorB = place(bytes);
}

/** Places values, derivatives and scaled values of the hidden layers. */
export function placeHidden(bytes: f64): void {
  hidden = place(bytes);
  slopes = place(bytes);
  scaled = place(bytes);
}

/** Places the biases, and the buffers of `run` behind them. */
export function placeBiases(bytes: f64): void {
  biasBase = place(bytes);
  marks = place(<f64>MARKS * 4);
  observations = place(<f64>(MARKS + 1) * 32);
}

export function placeWeights(bytes: f64): void {
  weightBase = place(bytes);
}

/**
 * Ends a layout with what an optimiser keeps, `moments` (0 to 2) numbers per parameter, and returns the bytes of all. The
 * moments lie as the parameters do, from the biases to the last weight, and a multiple of 64 bytes away.
 */
export function closeLayout(moments: i32): f64 {
  const length = cursor - <f64>biasBase;
  if (moments > 0) toFirstMoment = place(length) - biasBase;
  if (moments > 1) toSecondMoment = place(length) - biasBase;
  end = cursor;
  return end;
}

/**
 * Lays out memory for a dense network and returns the bytes that it takes. Nothing is allocated yet. `skips` asks for what
 * a residual net needs, `drops` for what dropout needs.
 */
export function arrange(
  inputDim: usize,
  outputDim: usize,
  width: usize,
  hiddenLayers: usize,
  size: usize,
  skips: bool,
  drops: bool,
  moments: i32,
): f64 {
  openLayout(inputDim, outputDim, width, hiddenLayers, size);
  const first = <f64>inputBlocks * <f64>widthBlocks * 64;
  const square = <f64>widthBlocks * <f64>widthBlocks * 64;
  const last = <f64>outputBlocks * <f64>widthBlocks * 64;
  const signal = <f64>pairs * 32;
  placeErrors(signal * <f64>max(widthBlocks, outputBlocks));
  placeHidden(signal * <f64>widthBlocks * <f64>depth);
  placeBiases((<f64>widthBlocks * <f64>depth + <f64>outputBlocks) * 16);
  placeWeights(first + square * (<f64>depth - 1) + last);
  if (skips) kept = place(2 * signal * <f64>widthBlocks);
  if (drops) droppedInput = place(signal * <f64>inputBlocks);
  const bytes = closeLayout(moments);
  if (bytes < 4294967296) {
    firstBytes = <usize>first;
    squareBytes = <usize>square;
    hiddenBytes = <usize>signal * widthBlocks;
  }
  return bytes;
}

/** Makes the memory that `arrange` asked for available and fills it with zeros; false if the engine refuses. */
export function reserve(): bool {
  const pages = <i32>Math.ceil(end / 65536);
  const missing = pages - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) return false;
  memory.fill(begin, 0, <usize>end - begin);
  return true;
}

/** Weights of the affine map `n`; map 0 reads the inputs. */
export function weightAt(n: usize): usize {
  return n == 0 ? weightBase : weightBase + firstBytes + (n - 1) * squareBytes;
}
export function biasAt(n: usize): usize {
  return biasBase + n * (widthBlocks << 4);
}
/** Post-activation values of hidden layer `n`. */
export function hiddenAt(n: usize): usize {
  return hidden + n * hiddenBytes;
}
/** Derivatives of the activation of hidden layer `n`. */
export function slopeAt(n: usize): usize {
  return slopes + n * hiddenBytes;
}
/** Post-activation values of hidden layer `n` times minus the learning rate. */
export function scaledAt(n: usize): usize {
  return scaled + n * hiddenBytes;
}
/** Gradients of the values of two layers of a residual net, by turns. */
export function keptAt(n: usize): usize {
  return kept + (n & 1) * hiddenBytes;
}
