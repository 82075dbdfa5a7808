import type { Tensor } from '@tensorflow/tfjs-core';
import type { NetworkParameters, NetworkSpec } from '../../networks/network.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Observations, Trainer } from '../trainer.ts';
import type { Forward } from './architectures/forward.ts';
import type { TrainingLoop } from './loop.ts';
import { transposed } from './model.ts';
import { assertLayer } from './setup.ts';

/** One network in a training loop. Made by `tfjsEngine`. */
export class TfjsTrainer implements Trainer {
  readonly #network: NetworkSpec;
  readonly #loop: TrainingLoop;

  constructor(network: NetworkSpec, loop: TrainingLoop) {
    this.#network = network;
    this.#loop = loop;
  }

  get step(): number {
    return this.#loop.step;
  }

  async train(until: number, record: ArrayLike<number>): Promise<Observations> {
    return (await this.#loop.train(until, record))[0]!;
  }

  async parameters(): Promise<NetworkParameters> {
    return (await this.#loop.parameters())[0]!;
  }

  snapshot(): Promise<Snapshot> {
    return this.#loop.snapshot();
  }

  outputs(): Promise<Float32Array> {
    return this.#read(({ output }) => output);
  }

  async hidden(layer: number): Promise<Float32Array> {
    assertLayer(layer, this.#network);
    return this.#read(({ hidden }) => hidden[layer]!);
  }

  dispose(): void {
    this.#loop.dispose();
  }

  /** Reads one matrix of a forward pass, `[rows][points]`, as `[points][rows]`. */
  async #read(choose: (pass: Forward) => Tensor): Promise<Float32Array> {
    const { values, shape } = await this.#loop.read(choose);
    return transposed(values, shape[0]!, shape[1]!);
  }
}
