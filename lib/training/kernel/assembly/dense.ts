// Dense networks: MLPs, residual MLPs and dropout MLPs.
import { activate } from './activation';
import { drop, keyOf } from './dropout';
import {
  PAIR,
  biasAt,
  depth,
  droppedInput,
  errorA,
  errorB,
  hiddenAt,
  input,
  inputBlocks,
  keptAt,
  output,
  outputBlocks,
  pairs,
  scaledAt,
  scaledInput,
  slopeAt,
  weightAt,
  widthBlocks,
} from './layout';
import { affine, descend } from './matrix';
import { SGD, optimise, optimiseBias } from './optimiser';
import { pullAndUpdate } from './pair';
import { multiply } from './signal';

let kind: i32 = 0;
let skips: bool = false;
let optimizer: i32 = SGD;
/** What activations are multiplied by for the weights' update: minus the learning rate, or 1 for other optimisers. */
let factor: f32 = 0;
let inputUnits: i32 = 0;
let hiddenUnits: i32 = 0;

/** Sets the activation, whether layers skip, the optimiser, and the units of input and hidden layers. */
export function setDense(
  activation: i32,
  isResidual: bool,
  optimiser: i32,
  learningRate: f64,
  inputDim: i32,
  width: i32,
): void {
  kind = activation;
  skips = isResidual;
  optimizer = optimiser;
  factor = optimizer == SGD ? -(<f32>learningRate) : 1;
  inputUnits = inputDim;
  hiddenUnits = width;
}

/** Writes `values` times the factor beside the inputs. */
export function scaleInput(values: usize): void {
  const bytes = pairs * inputBlocks * PAIR;
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(scaledInput + i, f32x4.mul(v128.load(values + i), f32x4.splat(factor)));
  }
}

/** The forward pass, without dropout. */
export function densePass(): void {
  pass(input, 0, false);
}

/** The forward pass with the dropout of the update that follows `total` updates. */
export function densePassDropping(total: i32): void {
  memory.copy(droppedInput, input, pairs * inputBlocks * PAIR);
  scaleInput(input);
  drop(keyOf(total, 0), droppedInput, scaledInput, 0, inputUnits, inputBlocks, pairs);
  pass(droppedInput, total, true);
}

function pass(source: usize, total: i32, dropping: bool): void {
  const bytes = pairs * widthBlocks * PAIR;
  affine(weightAt(0), biasAt(0), source, hiddenAt(0), widthBlocks, inputBlocks, pairs);
  activate(kind, hiddenAt(0), slopeAt(0), scaledAt(0), bytes, factor);
  if (dropping) dropLayer(0, total);
  for (let n: usize = 1; n < depth; n++) {
    affine(weightAt(n), biasAt(n), hiddenAt(n - 1), hiddenAt(n), widthBlocks, widthBlocks, pairs);
    activate(kind, hiddenAt(n), slopeAt(n), scaledAt(n), bytes, factor);
    if (skips && n > 1) join(hiddenAt(n), hiddenAt(n - 2), scaledAt(n), bytes);
    if (dropping) dropLayer(n, total);
  }
  affine(weightAt(depth), biasAt(depth), hiddenAt(depth - 1), output, outputBlocks, widthBlocks, pairs);
}

/** The dropout behind hidden layer `n`. With the slopes goes what is pulled back through it. */
function dropLayer(n: usize, total: i32): void {
  const key = keyOf(total, <i32>n + 1);
  drop(key, hiddenAt(n), slopeAt(n), scaledAt(n), hiddenUnits, widthBlocks, pairs);
}

/** values += earlier, and scaled with them. */
function join(values: usize, earlier: usize, scaled: usize, bytes: usize): void {
  const by = f32x4.splat(factor);
  const end = values + bytes;
  for (; values < end; values += 16, earlier += 16, scaled += 16) {
    const a = f32x4.add(v128.load(values), v128.load(earlier));
    v128.store(values, a);
    v128.store(scaled, f32x4.mul(a, by));
  }
}

/** bias -= learningRate * sum over points of error. */
function updateBias(bias: usize, error: usize, blocks: usize): void {
  const by = f32x4.splat(factor);
  const stride = blocks * PAIR;
  for (let b: usize = 0; b < blocks; b++) {
    let sum = f32x4.splat(0);
    for (let q: usize = 0; q < pairs; q++) {
      const e = error + q * stride;
      sum = f32x4.add(sum, f32x4.add(v128.load(e), v128.load(e, 16)));
    }
    v128.store(bias, f32x4.add(v128.load(bias), f32x4.mul(by, sum)));
    bias += 16;
    error += PAIR;
  }
}

/** Pulls `error` back through the affine map `n` and changes its parameters. With `gradient` 0 nothing is pulled back. */
function descendMap(n: usize, error: usize, scaled: usize, gradient: usize, rows: usize, columns: usize): void {
  if (optimizer != SGD) {
    optimise(weightAt(n), error, scaled, gradient, rows, columns, pairs, columns * PAIR, 1, 0);
    optimiseBias(biasAt(n), error, rows, pairs);
    return;
  }
  if (pairs == 1 && gradient) pullAndUpdate(weightAt(n), error, scaled, gradient, rows, columns);
  else descend(weightAt(n), error, scaled, gradient, rows, columns, pairs);
  updateBias(biasAt(n), error, rows);
}

/** Pulls the output errors in `errorA` back through the network and changes every parameter on the way. */
export function denseBackward(): void {
  const bytes = pairs * widthBlocks * PAIR;
  let error = errorA;
  let gradient = errorB;
  let rows = outputBlocks;
  for (let n = depth; n > 0; n--) {
    // What the skip over layer n brings back to layer n - 1 was kept when layer n + 1 had its gradient.
    if (skips && n + 1 < depth) memory.copy(gradient, keptAt(n + 1), bytes);
    else memory.fill(gradient, 0, bytes);
    descendMap(n, error, scaledAt(n - 1), gradient, rows, widthBlocks);
    if (skips && n > 2) memory.copy(keptAt(n - 1), gradient, bytes);
    multiply(gradient, slopeAt(n - 1), bytes);
    const used = error;
    error = gradient;
    gradient = used;
    rows = widthBlocks;
  }
  descendMap(0, error, scaledInput, 0, rows, inputBlocks);
}
