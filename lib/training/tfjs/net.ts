import { dispose, keep, tensor, tidy, valueAndGrads, type Tensor } from '@tensorflow/tfjs-core';
import type { NetworkSpec } from '../../networks/network.ts';
import type { BatchOrder } from '../batch-order.ts';
import type { TrainerSetup } from '../trainer.ts';
import type { Forward, ForwardPass } from './architectures/forward.ts';
import type { Backend } from './backend.ts';
import { Batches, type DropoutMask } from './batches.ts';
import { Observer } from './observer.ts';
import { halfMeanSquare } from './operations.ts';
import type { Update } from './optimizers.ts';
import { tensorsOf, type State } from './state.ts';

/** How a kind of network computes, and how an optimiser changes it. */
export interface Model {
  readonly forward: ForwardPass<NetworkSpec>;
  readonly update: Update;
  /** For networks of kind dropout. */
  readonly dropoutMask?: DropoutMask;
}

/**
 * What is trained, on the device: one network, or several of one shape at once, the members of an ensemble, which have
 * tensors in common and no number. Its methods make tensors on the backend that is active.
 */
export class Net {
  readonly observer: Observer;
  readonly #backend: Backend;
  readonly #setup: TrainerSetup;
  readonly #model: Model;
  readonly #batches: Batches;
  /** What the backward pass starts from: the learning rate if it is to be in the gradients, or 1. */
  readonly #seed: Tensor;

  /** @param members setups that differ in parameters, points and seeds only. */
  constructor(
    backend: Backend,
    members: readonly TrainerSetup[],
    model: Model,
    orders: readonly BatchOrder[] | undefined,
  ) {
    const setup = members[0]!;
    this.#backend = backend;
    this.#setup = setup;
    this.#model = model;
    this.#batches = new Batches(members, orders, model.dropoutMask);
    this.observer = new Observer(members.map(({ points }) => ({ ...points, targets: points.targets.slice() })));
    const seeds = members.map(({ optimizer = 'sgd', learningRate }) => (optimizer === 'sgd' ? learningRate : 1));
    this.#seed = tensor(seeds, members.length === 1 ? [] : [members.length]);
  }

  /**
   * The update after `step` updates. With `record`, `state` is noted, from the same forward pass if that is of what is noted.
   * @returns the next state; `state` is the caller's to dispose of.
   */
  update(step: number, state: State, record: boolean): State {
    const { apart } = this.#batches;
    if (record && apart) this.note(step, state);
    const { learningRate, layer } = this.#setup;
    const { parameters } = state;
    const next = tidy(() => {
      const { input, target, masks } = this.#batches.at(step);
      let seen: [Tensor, Tensor] | undefined;
      const loss = (...given: Tensor[]): Tensor => {
        const { hidden, output } = this.#pass(given, input, masks);
        // TF.js frees what the forward pass makes when it ends, so what is noted later must be kept.
        if (record && !apart) seen = [keep(hidden[layer]!), keep(output)];
        return halfMeanSquare(output, target);
      };
      // Starting the backward pass from the learning rate gives the whole update, without one more pass over the weights.
      const { value, grads } = valueAndGrads(loss)([...parameters], this.#seed);
      if (seen !== undefined) {
        this.observer.note(step, ...seen, value);
        dispose(seen);
      }
      return tensorsOf(this.#model.update(state, grads, learningRate, step + 1));
    });
    return { parameters: next.slice(0, parameters.length), slots: next.slice(parameters.length) };
  }

  /** Notes a state, without an update. */
  note(step: number, state: State): void {
    tidy(() => {
      const { hidden, output } = this.forward(state);
      this.observer.note(step, hidden[this.#setup.layer]!, output, halfMeanSquare(output, this.#batches.target));
    });
  }

  /** The observed points through the network. */
  forward({ parameters }: State): Forward {
    return this.#pass(parameters, this.#batches.input);
  }

  dispose(): void {
    this.observer.dispose();
    this.#batches.dispose();
    this.#seed.dispose();
  }

  #pass(parameters: readonly Tensor[], input: Tensor, masks?: readonly Tensor[]): Forward {
    const fastFlags = this.#backend.fastTransposeFlags;
    return this.#model.forward(this.#setup.network, parameters, input, { fastFlags, masks });
  }
}
