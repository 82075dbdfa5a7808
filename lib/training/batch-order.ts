import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { PointSet } from '../datasets/point-set.ts';
import { mixed } from './dropout-mask.ts';

/**
 * What a run is trained on in mini-batches. Each epoch takes every point once, in an order of its own; the last batch of an
 * epoch has what is left over and is no smaller a step for it (PyTorch's DataLoader with `shuffle`, without `drop_last`).
 */
export interface BatchSetup {
  /** The training set. */
  readonly points: PointSet;
  /** Points per update. */
  readonly size: number;
  /** Seed of the order, an unsigned 32-bit integer. Its stream is apart from that of the weights at the same seed. */
  readonly seed: number;
}

/** Sets the stream of the order apart from the others that are made from a run's seed: "shuf". */
const stream = 0x73687566;

/** What is wrong with `batches` for a network of these sizes, as a sentence; undefined if nothing is. */
export function batchFault(
  { points, size, seed }: BatchSetup,
  network: { readonly inputDim: number; readonly outputDim: number },
): string | undefined {
  if (!Number.isInteger(points.size) || points.size < 2) {
    return `batches.points.size is ${points.size}; it must be an integer from 2.`;
  }
  if (!Number.isInteger(size) || size < 2) return `batches.size is ${size}; it must be an integer from 2.`;
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    return `batches.seed is ${seed}; it must be an unsigned 32-bit integer.`;
  }
  for (const dim of ['inputDim', 'outputDim'] as const) {
    if (points[dim] !== network[dim]) {
      return `batches.points.${dim} is ${points[dim]}; it must be the network's ${network[dim]}.`;
    }
  }
  for (const [name, dim] of [
    ['inputs', 'inputDim'],
    ['targets', 'outputDim'],
  ] as const) {
    const wanted = points.size * points[dim];
    const values = points[name];
    if (values.length !== wanted) return `batches.points.${name}.length is ${values.length}; it must be ${wanted}.`;
    const wrong = values.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) return `batches.points.${name}[${wrong}] is ${values[wrong]!}; it must be finite.`;
  }
  return undefined;
}

/**
 * The batches of a run of a network.
 * @throws RangeError if they do not fit it, naming what was given and what is allowed.
 */
export function batchOrder(batches: BatchSetup, network: Parameters<typeof batchFault>[1]): BatchOrder {
  const fault = batchFault(batches, network);
  if (fault !== undefined) throw new RangeError(fault);
  return new BatchOrder(batches);
}

/** Number of updates that take every one of `count` points once. */
export function updatesPerEpoch(count: number, size: number): number {
  return Math.ceil(count / size);
}

/**
 * The batches of a run, by update. A batch depends on the seed and its place alone, so that a run can go back, and two
 * engines take the same points.
 */
export class BatchOrder {
  /** Points of the largest batch. */
  readonly capacity: number;
  /** Updates that take every point once. */
  readonly perEpoch: number;
  readonly #setup: BatchSetup;
  readonly #order: Uint32Array;
  readonly #whole: PointSet;
  readonly #last: PointSet;
  #epoch = -1;

  constructor(setup: BatchSetup) {
    const { points, size } = setup;
    const { inputDim, outputDim } = points;
    this.#setup = setup;
    this.capacity = Math.min(size, points.size);
    this.perEpoch = updatesPerEpoch(points.size, size);
    this.#order = new Uint32Array(points.size);
    const inputs = new Float32Array(this.capacity * inputDim);
    const targets = new Float32Array(this.capacity * outputDim);
    this.#whole = { size: this.capacity, inputDim, outputDim, inputs, targets };
    const left = points.size - (this.perEpoch - 1) * this.capacity;
    this.#last = {
      ...this.#whole,
      size: left,
      inputs: inputs.subarray(0, left * inputDim),
      targets: targets.subarray(0, left * outputDim),
    };
  }

  /** Places in the training set of the batch that the update after `step` updates takes. Valid until the next call. */
  at(step: number): Uint32Array {
    const epoch = Math.floor(step / this.perEpoch);
    if (epoch !== this.#epoch) this.#shuffle(epoch);
    const first = (step - epoch * this.perEpoch) * this.capacity;
    return this.#order.subarray(first, first + this.capacity);
  }

  /** That batch's points. Its arrays are used again for the next one. */
  points(step: number): PointSet {
    const { inputs, targets, inputDim, outputDim } = this.#setup.points;
    const places = this.at(step);
    const batch = places.length === this.capacity ? this.#whole : this.#last;
    for (let p = 0; p < places.length; p++) {
      const place = places[p]!;
      batch.inputs.set(inputs.subarray(place * inputDim, (place + 1) * inputDim), p * inputDim);
      batch.targets.set(targets.subarray(place * outputDim, (place + 1) * outputDim), p * outputDim);
    }
    return batch;
  }

  /** Fisher and Yates's shuffle, from the first order each time. */
  #shuffle(epoch: number): void {
    const key = mixed(mixed(this.#setup.seed ^ stream) + epoch);
    const generator = xoroshiro128plusFromState([1, 2, 3, 4].map((k) => mixed(key + k) | 0));
    const order = this.#order;
    for (let i = 0; i < order.length; i++) order[i] = i;
    for (let i = order.length - 1; i > 0; i--) {
      const j = uniformInt(generator, 0, i);
      const kept = order[i]!;
      order[i] = order[j]!;
      order[j] = kept;
    }
    this.#epoch = epoch;
  }
}
