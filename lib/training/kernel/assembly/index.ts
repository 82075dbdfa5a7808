// A network in training. One instance of the module holds one network; the host copies parameters and points in and out
// by the addresses that are exported here (their order is described in layout.ts).
import { activate } from './activation';
import {
  PAIR,
  arrange,
  biasAt,
  depth,
  errorA,
  errorB,
  hiddenAt,
  input,
  inputBlocks,
  marks,
  output,
  outputBlocks,
  outputs,
  pairs,
  points,
  scaledAt,
  scaledInput,
  slopeAt,
  target,
  weightAt,
  widthBlocks,
} from './layout';
import { affine, descend, pullAndUpdate } from './matrix';
import { at, loss, observe } from './observe';

export { activate, biasAt, hiddenAt, weightAt };
export { MARKS, input, marks, observations, output, reserve, target } from './layout';

let kind: i32 = 0;
let observedLayer: usize = 0;
/** Minus the learning rate. */
let factor: f32 = 0;
let made: i32 = 0;
let halted: bool = false;

/** Sets what is trained and how. Returns the bytes of memory that it needs; `reserve` then makes them available. */
export function configure(
  inputDim: usize,
  outputDim: usize,
  width: usize,
  hiddenLayers: usize,
  size: usize,
  activation: i32,
  layer: usize,
  learningRate: f32,
): f64 {
  kind = activation;
  observedLayer = layer;
  factor = -learningRate;
  return arrange(inputDim, outputDim, width, hiddenLayers, size);
}

/** To be called once the inputs are in memory. */
export function begin(): void {
  const bytes = pairs * inputBlocks * PAIR;
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(scaledInput + i, f32x4.mul(v128.load(input + i), f32x4.splat(factor)));
  }
}

/** Computes activations and outputs from the present parameters. */
export function forward(): void {
  const bytes = pairs * widthBlocks * PAIR;
  affine(weightAt(0), biasAt(0), input, hiddenAt(0), widthBlocks, inputBlocks, pairs);
  activate(kind, hiddenAt(0), slopeAt(0), scaledAt(0), bytes, factor);
  for (let n: usize = 1; n < depth; n++) {
    affine(weightAt(n), biasAt(n), hiddenAt(n - 1), hiddenAt(n), widthBlocks, widthBlocks, pairs);
    activate(kind, hiddenAt(n), slopeAt(n), scaledAt(n), bytes, factor);
  }
  affine(weightAt(depth), biasAt(depth), hiddenAt(depth - 1), output, outputBlocks, widthBlocks, pairs);
}

/** Derivatives of the loss by the outputs, into errorA; padding and the copied last point stay zero. */
function outputErrors(): void {
  memory.fill(errorA, 0, pairs * outputBlocks * PAIR);
  const count = <f32>points * <f32>outputs;
  for (let p: usize = 0; p < points; p++) {
    for (let j: usize = 0; j < outputs; j++) {
      const difference = load<f32>(at(output, outputBlocks, p, j)) - load<f32>(at(target, outputBlocks, p, j));
      store<f32>(at(errorA, outputBlocks, p, j), difference / count);
    }
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

/** values *= by. */
function multiply(values: usize, by: usize, bytes: usize): void {
  const end = values + bytes;
  for (; values < end; values += 16, by += 16) v128.store(values, f32x4.mul(v128.load(values), v128.load(by)));
}

/** Pulls the output errors back through the network and changes every parameter on the way. */
export function backward(): void {
  const bytes = pairs * widthBlocks * PAIR;
  outputErrors();
  let error = errorA;
  let gradient = errorB;
  let rows = outputBlocks;
  for (let n = depth; n > 0; n--) {
    memory.fill(gradient, 0, bytes);
    if (pairs == 1) pullAndUpdate(weightAt(n), error, scaledAt(n - 1), gradient, rows, widthBlocks);
    else descend(weightAt(n), error, scaledAt(n - 1), gradient, rows, widthBlocks, pairs);
    updateBias(biasAt(n), error, rows);
    multiply(gradient, slopeAt(n - 1), bytes);
    const used = error;
    error = gradient;
    gradient = used;
    rows = widthBlocks;
  }
  descend(weightAt(0), error, scaledInput, 0, rows, inputBlocks, pairs);
  updateBias(biasAt(0), error, rows);
}

/**
 * Makes `updates` updates. The first `marked` numbers at `marks` (increasing, from 0 to `updates`) say before which of
 * them to observe; a mark at `updates` itself observes the end state. Stops before the first update whose loss or
 * marked observation is not finite, and observes that state, marked or not. Returns the number of observations.
 */
export function run(updates: i32, marked: i32): i32 {
  let seen = 0;
  let next = marked > 0 ? load<i32>(marks) : -1;
  halted = false;
  for (made = 0; made < updates || next == made; made++) {
    forward();
    const current = loss();
    let finite = isFinite(current);
    if (next == made || !finite) {
      finite = observe(seen++, hiddenAt(observedLayer), current) && finite;
      next = seen < marked ? load<i32>(marks + ((<usize>seen) << 2)) : -1;
    }
    if (!finite) {
      halted = true;
      break;
    }
    if (made == updates) break;
    backward();
  }
  return seen;
}

/** Updates made by the last call of `run`. */
export function updatesMade(): i32 {
  return made;
}

/** Whether the last call of `run` met something that is not finite. */
export function stopped(): bool {
  return halted;
}
