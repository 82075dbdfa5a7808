import { initialise } from '../../../networks/initialise.ts';
import { networkSpec, type Architecture, type NetworkSpec } from '../../../networks/network.ts';
import type { NetworkSize } from '../../../networks/architecture.ts';
import type { PointSet } from '../../../datasets/point-set.ts';
import type { Optimizer, TrainerSetup } from '../../trainer.ts';

/** Points without symmetry: values of sines at unrelated angles. */
export function scatteredPoints(size: number, inputDim: number, outputDim: number): PointSet {
  return {
    size,
    inputDim,
    outputDim,
    inputs: Float32Array.from({ length: size * inputDim }, (_, i) => Math.sin(1 + 2.4 * i)),
    targets: Float32Array.from({ length: size * outputDim }, (_, i) => Math.sin(2 + 1.7 * i)),
  };
}

export interface TrainingOptions {
  readonly points?: number;
  readonly learningRate?: number;
  readonly layer?: number;
  readonly optimizer?: Optimizer;
}

export interface SetupOptions extends Partial<NetworkSize>, TrainingOptions {
  readonly kind?: Architecture;
}

/** A small setup: by default a 3 x 10 MLP with leaky ReLU on two points. */
export function setup(options: SetupOptions = {}): TrainerSetup {
  const { kind = 'mlp', inputDim = 1, outputDim = 1, width = 10, depth = 3, activation = 'leaky_relu' } = options;
  return networkSetup(networkSpec(kind, { inputDim, outputDim, width, depth, activation }), options);
}

/** A setup of a given network. */
export function networkSetup(
  network: NetworkSpec,
  { points = 2, learningRate = 0.05, layer = 1, optimizer = 'sgd' }: TrainingOptions = {},
): TrainerSetup {
  // Weights from the initialiser, biases away from zero so that they are seen to take part.
  const parameters = initialise(network, { gain: 1, seed: 7 }).map((block, n) => ({
    ...block,
    bias: block.bias.map((value, i) => value + 0.1 * Math.cos(n + 3 * i)),
  }));
  return {
    network,
    parameters,
    points: scatteredPoints(points, network.inputDim, network.outputDim),
    learningRate,
    layer,
    optimizer,
    noiseSeed: 5,
  };
}

/** 0, 1, ... length - 1. */
export const range = (length: number) => Array.from({ length }, (_, i) => i);

/** Largest absolute difference of two sequences; infinite if one is longer or a number is not finite. */
export function largestDifference(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  if (ours.length !== theirs.length) return Infinity;
  let largest = 0;
  for (let i = 0; i < ours.length; i++) {
    const difference = Math.abs(ours[i]! - theirs[i]!);
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
  }
  return largest;
}
