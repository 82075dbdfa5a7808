/**
 * The same training written the way TF.js's guides do it, as a second yardstick for `engines.ts`: variables,
 * `matMul(x, weight)`, TF.js's own gradients and optimiser, one read per step. Runs in a thread of its own, because TF.js
 * keeps its kernels and gradients in one registry for everybody, and ours would replace them.
 */
import {
  add,
  keep,
  leakyRelu,
  matMul,
  mean,
  mul,
  setBackend,
  slice,
  square,
  sub,
  sum,
  tensor2d,
  train,
  variable,
  type Scalar,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { parentPort } from 'node:worker_threads';
import type { TrainerSetup } from '../lib/training/trainer.ts';
import type { Outcome } from './contestant.ts';

/** Asks for one step of `setup` and `steps` that are timed; answered with an `Outcome`. */
export interface PlainRequest {
  readonly setup: TrainerSetup;
  readonly steps: number;
  /** Directory of TF.js's .wasm files, with a slash at the end. */
  readonly wasmPath: string;
}

async function run({ setup, steps, wasmPath }: PlainRequest): Promise<Outcome> {
  setWasmPaths(wasmPath);
  await setBackend('wasm');
  const { network, parameters, points, learningRate, layer } = setup;
  const layers = parameters.map(({ inputDim, outputDim, weight, bias }) => ({
    weight: variable(tensor2d(transposed(weight, outputDim, inputDim), [inputDim, outputDim])),
    bias: variable(tensor2d(bias, [1, outputDim])),
  }));
  const input = tensor2d(points.inputs, [points.size, points.inputDim]);
  const target = tensor2d(points.targets, [points.size, points.outputDim]);
  const optimiser = train.sgd(learningRate);

  let start = 0;
  let loss = NaN;
  for (let step = 0; step <= steps; step++) {
    if (step === 1) start = performance.now();
    let h: Tensor | undefined;
    const cost = optimiser.minimize(() => {
      let x: Tensor2D = input;
      for (const [n, { weight, bias }] of layers.entries()) {
        x = add(matMul(x, weight as Tensor2D), bias);
        if (n < network.depth) x = leakyRelu(x, 0.01);
        if (n === layer) h = keep(sum(square(sub(slice(x, 1, 1), slice(x, 0, 1)))));
      }
      return mul<Scalar>(0.5, mean(square(sub(x, target))));
    }, step === steps);
    await h!.data();
    h!.dispose();
    if (cost) loss = (await cost.data())[0]!;
    cost?.dispose();
  }
  const milliseconds = performance.now() - start;
  for (const { weight, bias } of layers) {
    weight.dispose();
    bias.dispose();
  }
  return { milliseconds, loss };
}

function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  return values.map((_, n) => values[(n % rows) * columns + Math.floor(n / rows)]!);
}

parentPort!.on('message', (request: PlainRequest) => {
  void run(request).then((outcome) => {
    parentPort!.postMessage(outcome);
  });
});
