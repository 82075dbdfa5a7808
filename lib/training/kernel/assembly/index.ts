// A network in training. One instance of the module holds one network; the host copies parameters and points in and out
// by the addresses that are exported here (their order is described in layout.ts).
import { activate } from './activation';
import { arrangeCnn, cnnBackward, cnnBiasAt, cnnForward, cnnHiddenAt, cnnHiddenBlocks, cnnWeightAt } from './cnn';
import { denseBackward, densePass, densePassDropping, scaleInput, setDense } from './dense';
import { setDropout } from './dropout';
import {
  PAIR,
  arrange,
  biasAt as denseBiasAt,
  errorA,
  hiddenAt as denseHiddenAt,
  input,
  inputBlocks,
  marks,
  output,
  outputBlocks,
  outputs,
  pairs,
  points,
  present,
  target,
  weightAt as denseWeightAt,
  widthBlocks,
} from './layout';
import { at, loss, observe } from './observe';
import { SGD, nextUpdate, resumeOptimiser, startOptimiser } from './optimiser';

export { activate, setDropout };
export { MARKS, input, marks, observations, output, reserve, target, toFirstMoment, toSecondMoment } from './layout';

// The host's numbers of the architectures (index.ts).
const RESIDUAL: i32 = 1;
const DROPOUT: i32 = 2;
const CNN: i32 = 3;

let kind: i32 = 0;
let architecture: i32 = 0;
let optimizer: i32 = SGD;
/** The hidden layer that is observed; -1 is the input. */
let observedLayer: i32 = 0;
let rate: f64 = 0;
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
  setDense(activation, which == RESIDUAL, optimiser, learningRate, <i32>inputDim, <i32>width);
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

/** After `begin`: goes on as after `updates` updates, whose parameters and moments are in memory. */
export function resume(updates: i32): void {
  resumeOptimiser(updates);
  total = updates;
}

/** To be called once other inputs and targets are in memory, at most as many points as `configure` was told. */
export function take(size: usize): void {
  present(size);
  scaleInput(input);
}

/** Computes activations and outputs from the present parameters, without dropout. */
export function forward(): void {
  if (architecture == CNN) cnnForward(kind);
  else densePass();
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

/** Makes an update along the gradient of the state that the last forward pass left. */
function backward(): void {
  nextUpdate();
  outputErrors();
  if (architecture == CNN) cnnBackward();
  else denseBackward();
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
      densePassDropping(total);
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
