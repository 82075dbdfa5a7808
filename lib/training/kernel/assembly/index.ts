// A network in training. One instance of the module holds one network; the host copies parameters and points in and out
// by the addresses that are exported here (their order is described in layout.ts).
import { activate } from './activation';
import { arrangeCnn, cnnBackward, cnnBiasAt, cnnForward, cnnHiddenAt, cnnHiddenBlocks, cnnWeightAt } from './cnn';
import { drop, keyOf, setDropout } from './dropout';
import {
  PAIR,
  arrange,
  biasAt as denseBiasAt,
  depth,
  droppedInput,
  errorA,
  errorB,
  hiddenAt as denseHiddenAt,
  input,
  inputBlocks,
  keptAt,
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
  weightAt as denseWeightAt,
  widthBlocks,
} from './layout';
import { affine, descend, pullAndUpdate } from './matrix';
import { at, loss, observe } from './observe';
import { multiply } from './signal';
import { SGD, nextUpdate, optimise, optimiseBias, startOptimiser } from './optimiser';

export { activate, setDropout };
export { MARKS, input, marks, observations, output, reserve, target } from './layout';

// The host's numbers of the architectures (index.ts).
const RESIDUAL: i32 = 1;
const DROPOUT: i32 = 2;
const CNN: i32 = 3;

let kind: i32 = 0;
let architecture: i32 = 0;
let optimizer: i32 = SGD;
/** The hidden layer that is observed; -1 is the input. */
let observedLayer: i32 = 0;
/** What activations are multiplied by for the weights' update: minus the learning rate, or 1 for other optimisers. */
let factor: f32 = 0;
let rate: f64 = 0;
let inputUnits: i32 = 0;
let hiddenUnits: i32 = 0;
let made: i32 = 0;
/** Updates made since `begin`; dropout's masks are numbered by it. */
let total: i32 = 0;
let halted: bool = false;

/** Sets what is trained and how. Returns the bytes of memory that it needs; `reserve` then makes them available. */
export function configure(
  inputDim: usize,
  outputDim: usize,
  width: usize,
  hiddenLayers: usize,
  size: usize,
  activation: i32,
  layer: i32,
  learningRate: f64,
  which: i32,
  optimiser: i32,
  channels: usize,
  window: usize,
): f64 {
  kind = activation;
  observedLayer = layer;
  architecture = which;
  optimizer = optimiser;
  rate = learningRate;
  factor = optimizer == SGD ? -(<f32>learningRate) : 1;
  inputUnits = <i32>inputDim;
  hiddenUnits = <i32>width;
  if (which == CNN) {
    return arrangeCnn(inputDim, outputDim, size, width, hiddenLayers, channels, window, optimizer);
  }
  return arrange(inputDim, outputDim, width, hiddenLayers, size, which == RESIDUAL, which == DROPOUT, optimizer);
}

/** To be called once the inputs are in memory. */
export function begin(): void {
  scaleInput(input);
  startOptimiser(optimizer, rate);
  total = 0;
}

function scaleInput(values: usize): void {
  const bytes = pairs * inputBlocks * PAIR;
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(scaledInput + i, f32x4.mul(v128.load(values + i), f32x4.splat(factor)));
  }
}

/** Computes activations and outputs from the present parameters, without dropout. */
export function forward(): void {
  if (architecture == CNN) cnnForward(kind);
  else pass(input, false);
}

/** Weights of block `n` of the parameters. */
export function weightAt(n: usize): usize {
  return architecture == CNN ? cnnWeightAt(n) : denseWeightAt(n);
}

/** Biases of block `n` of the parameters. */
export function biasAt(n: usize): usize {
  return architecture == CNN ? cnnBiasAt(n) : denseBiasAt(n);
}

/** Values of hidden layer `n`; of a CNN representation `n`. */
export function hiddenAt(n: usize): usize {
  return architecture == CNN ? cnnHiddenAt(n) : denseHiddenAt(n);
}

/** The same with the present step's dropout. */
function forwardDropping(): void {
  memory.copy(droppedInput, input, pairs * inputBlocks * PAIR);
  scaleInput(input);
  drop(keyOf(total, 0), droppedInput, scaledInput, 0, inputUnits, inputBlocks, pairs);
  pass(droppedInput, true);
}

function pass(source: usize, dropping: bool): void {
  const bytes = pairs * widthBlocks * PAIR;
  affine(denseWeightAt(0), denseBiasAt(0), source, denseHiddenAt(0), widthBlocks, inputBlocks, pairs);
  activate(kind, denseHiddenAt(0), slopeAt(0), scaledAt(0), bytes, factor);
  if (dropping) dropLayer(0);
  for (let n: usize = 1; n < depth; n++) {
    affine(denseWeightAt(n), denseBiasAt(n), denseHiddenAt(n - 1), denseHiddenAt(n), widthBlocks, widthBlocks, pairs);
    activate(kind, denseHiddenAt(n), slopeAt(n), scaledAt(n), bytes, factor);
    if (architecture == RESIDUAL && n > 1) join(denseHiddenAt(n), denseHiddenAt(n - 2), scaledAt(n), bytes);
    if (dropping) dropLayer(n);
  }
  affine(denseWeightAt(depth), denseBiasAt(depth), denseHiddenAt(depth - 1), output, outputBlocks, widthBlocks, pairs);
}

/** The dropout behind hidden layer `n`. With the slopes goes what is pulled back through it. */
function dropLayer(n: usize): void {
  const key = keyOf(total, <i32>n + 1);
  drop(key, denseHiddenAt(n), slopeAt(n), scaledAt(n), hiddenUnits, widthBlocks, pairs);
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

/** Pulls `error` back through the affine map `n` and changes its parameters. With `gradient` 0 nothing is pulled back. */
function descendMap(n: usize, error: usize, scaled: usize, gradient: usize, rows: usize, columns: usize): void {
  if (optimizer != SGD) {
    optimise(denseWeightAt(n), error, scaled, gradient, rows, columns, pairs, columns * PAIR, 1, 0);
    optimiseBias(denseBiasAt(n), error, rows, pairs);
    return;
  }
  if (pairs == 1 && gradient) pullAndUpdate(denseWeightAt(n), error, scaled, gradient, rows, columns);
  else descend(denseWeightAt(n), error, scaled, gradient, rows, columns, pairs);
  updateBias(denseBiasAt(n), error, rows);
}

/** Pulls the output errors back through the network and changes every parameter on the way. */
export function backward(): void {
  const bytes = pairs * widthBlocks * PAIR;
  nextUpdate();
  outputErrors();
  if (architecture == CNN) {
    cnnBackward();
    return;
  }
  let error = errorA;
  let gradient = errorB;
  let rows = outputBlocks;
  for (let n = depth; n > 0; n--) {
    // What the skip over layer n brings back to layer n - 1 was kept when layer n + 1 had its gradient.
    if (architecture == RESIDUAL && n + 1 < depth) memory.copy(gradient, keptAt(n + 1), bytes);
    else memory.fill(gradient, 0, bytes);
    descendMap(n, error, scaledAt(n - 1), gradient, rows, widthBlocks);
    if (architecture == RESIDUAL && n > 2) memory.copy(keptAt(n - 1), gradient, bytes);
    multiply(gradient, slopeAt(n - 1), bytes);
    const used = error;
    error = gradient;
    gradient = used;
    rows = widthBlocks;
  }
  descendMap(0, error, scaledInput, 0, rows, inputBlocks);
  total++;
}

/** Observes the present state with `currentLoss`; the activations must be those without dropout. */
function observeState(index: i32, currentLoss: f64): bool {
  if (architecture == CNN) {
    const n = <usize>observedLayer;
    return observe(index, cnnHiddenAt(n), cnnHiddenBlocks(n), currentLoss);
  }
  if (observedLayer < 0) return observe(index, input, inputBlocks, currentLoss);
  return observe(index, denseHiddenAt(<usize>observedLayer), widthBlocks, currentLoss);
}

/**
 * Makes `updates` updates. The first `marked` numbers at `marks` (increasing, from 0 to `updates`) say before which of
 * them to observe; a mark at `updates` itself observes the end state. Stops before the first update whose loss or
 * marked observation is not finite, and observes that state, marked or not. Returns the number of observations.
 *
 * With dropout the loss of an update is that of the net with dropout, the observed one that of the net without; a loss that
 * stops the run is observed in any case.
 */
export function run(updates: i32, marked: i32): i32 {
  const drops = architecture == DROPOUT;
  let seen = 0;
  let next = marked > 0 ? load<i32>(marks) : -1;
  halted = false;
  for (made = 0; made < updates || next == made; made++) {
    const wanted = next == made;
    let finite = true;
    if (!drops || wanted) {
      forward();
      const current = loss();
      finite = isFinite(current);
      if (wanted || !finite) {
        finite = observeState(seen++, current) && finite;
        next = seen < marked ? load<i32>(marks + ((<usize>seen) << 2)) : -1;
      }
    }
    if (drops && finite && made < updates) {
      forwardDropping();
      const current = loss();
      finite = isFinite(current);
      if (!finite) {
        forward();
        observeState(wanted ? seen - 1 : seen++, current);
      }
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
