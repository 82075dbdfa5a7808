import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import { layerShapes } from '../../networks/network.ts';
import type { BatchOrder } from '../batch-order.ts';
import type * as masks from '../dropout-mask.ts';
import type { TrainerSetup } from '../trainer.ts';
import { uploadColumns } from './model.ts';

/** Makes what dropout multiplies by: `dropoutMask`. */
export type DropoutMask = typeof masks.dropoutMask;

/** What an update is made on, points in columns. */
export interface Batch {
  readonly input: Tensor;
  readonly target: Tensor;
  /** Dropout's factors before each affine map, `[units][points]`; none if nothing is dropped. */
  readonly masks: readonly Tensor[] | undefined;
}

/** The points of a run, or of the runs of an ensemble: those that are observed, and what each update is made on. */
export class Batches {
  /** The observed points. */
  readonly input: Tensor;
  readonly target: Tensor;
  /** Whether updates are made on something else than what is observed: other points, or values that dropout changed. */
  readonly apart: boolean;
  readonly #members: readonly TrainerSetup[];
  readonly #orders: readonly BatchOrder[] | undefined;
  readonly #dropoutMask: DropoutMask | undefined;

  /**
   * @param members setups of networks of one shape.
   * @param orders the batches of each; without them updates are made on the observed points.
   * @param dropoutMask for networks of kind dropout.
   */
  constructor(
    members: readonly TrainerSetup[],
    orders: readonly BatchOrder[] | undefined,
    dropoutMask: DropoutMask | undefined,
  ) {
    const { network, points } = members[0]!;
    const columns = (name: 'inputs' | 'targets', dim: number) =>
      uploadColumns(
        members.map((member) => member.points[name]),
        points.size,
        dim,
      );
    this.input = columns('inputs', points.inputDim);
    this.target = columns('targets', points.outputDim);
    this.apart = network.kind === 'dropout' || orders !== undefined;
    this.#members = members;
    this.#orders = orders;
    this.#dropoutMask = dropoutMask;
  }

  /** What the update after `step` updates is made on. To be called in a `tidy`, which frees what is made for it. */
  at(step: number): Batch {
    if (this.#orders === undefined) {
      return { input: this.input, target: this.target, masks: this.#masks(step, this.input) };
    }
    const batches = this.#orders.map((order) => order.points(step));
    const { size, inputDim, outputDim } = batches[0]!;
    const input = uploadColumns(
      batches.map(({ inputs }) => inputs),
      size,
      inputDim,
    );
    const target = uploadColumns(
      batches.map(({ targets }) => targets),
      size,
      outputDim,
    );
    return { input, target, masks: this.#masks(step, input) };
  }

  dispose(): void {
    dispose([this.input, this.target]);
  }

  #masks(step: number, input: Tensor): Tensor[] | undefined {
    const { network } = this.#members[0]!;
    const mask = this.#dropoutMask;
    if (network.kind !== 'dropout' || mask === undefined) return undefined;
    const points = input.shape.at(-1)!;
    return layerShapes(network).map(({ inputDim }, layer) =>
      uploadColumns(
        this.#members.map(({ noiseSeed = 0 }) =>
          mask({ seed: noiseSeed, step, layer }, network.rate, points, inputDim),
        ),
        points,
        inputDim,
      ),
    );
  }
}
