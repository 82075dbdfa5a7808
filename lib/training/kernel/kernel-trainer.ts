import type { NetworkParameters, NetworkSpec } from '../../networks/network.ts';
import type { PointSet } from '../../datasets/point-set.ts';
import { layerCount, multiplications } from '../../networks/network.ts';
import { momentsOf, type Snapshot } from '../snapshot.ts';
import type { Observations, Optimizer, Trainer, TrainerSetup } from '../trainer.ts';
import { representationLength, unpackRepresentation } from './blocks.ts';
import { packSignal, signalLength, unpackSignal } from './packing.ts';
import { readParameters, toMoment } from './parameters.ts';
import { unsigned, type KernelExports } from './wasm.ts';
import { yieldToEventLoop } from './yield.ts';

/** Milliseconds of work between two visits of the event loop. */
const chunkMilliseconds = 30;
/** Work of the first chunk, in multiplications of a pass times steps: a few milliseconds, before the engine has compiled for speed. */
const firstChunk = 4e6;

/**
 * The marks of `record` that lie in `[from, until]`.
 * @throws RangeError unless all are integers >= 0 in increasing order.
 */
export function marksWithin(record: ArrayLike<number>, from: number, until: number): number[] {
  const marks: number[] = [];
  for (let i = 0; i < record.length; i++) {
    const step = record[i]!;
    if (!Number.isSafeInteger(step) || step < 0 || (i > 0 && step <= record[i - 1]!)) {
      throw new RangeError(`record[${i}] is ${step}; steps must be integers >= 0, each above the one before.`);
    }
    if (step >= from && step <= until) marks.push(step);
  }
  return marks;
}

/**
 * The hidden layer that entry `layer` of the list of representations is, -1 for the input. A dropout net's list has the
 * dense layers and what dropout makes of them, nothing when they are read, in turn.
 */
export function hiddenLayerOf({ kind }: NetworkSpec, layer: number): number {
  return kind === 'dropout' ? Math.ceil(layer / 2) - 1 : layer;
}

/** One network in one instance of the kernel. Made by `kernelEngine`. */
export class KernelTrainer implements Trainer {
  #step: number;
  #training = false;
  #kernel: KernelExports | undefined;
  #updatesPerChunk: number;
  readonly #network: NetworkSpec;
  readonly #optimizer: Optimizer;
  #points: number;
  /** Most points that there is place for. */
  readonly #capacity: number;
  readonly #release: () => void;

  constructor(kernel: KernelExports, { network, points, optimizer = 'sgd', from }: TrainerSetup, release: () => void) {
    this.#kernel = kernel;
    this.#network = network;
    this.#optimizer = optimizer;
    this.#step = from?.step ?? 0;
    this.#points = points.size;
    this.#capacity = points.size;
    this.#release = release;
    this.#updatesPerChunk = Math.max(
      1,
      Math.floor(firstChunk / (multiplications(network) * Math.ceil(points.size / 2))),
    );
  }

  get step(): number {
    return this.#step;
  }

  async train(until: number, record: ArrayLike<number>): Promise<Observations> {
    this.#use();
    if (this.#training) throw new Error('This trainer is training already; await that first.');
    if (!Number.isSafeInteger(until) || until < this.#step) {
      throw new RangeError(`until is ${until}; it must be an integer from ${this.#step}, the present step, on.`);
    }
    const marks = marksWithin(record, this.#step, until);
    this.#training = true;
    try {
      return await this.#trainChunks(until, marks);
    } finally {
      this.#training = false;
    }
  }

  async #trainChunks(until: number, marks: readonly number[]): Promise<Observations> {
    const steps: number[] = [];
    const rows: number[] = [];
    let next = 0;
    for (;;) {
      // Asked anew for every chunk: the trainer may have been disposed of meanwhile.
      const kernel = this.#use();
      const from = this.#step;
      const capacity = unsigned(kernel.MARKS);
      // A chunk ends before the mark that its buffer has no place for.
      const overflow = marks[next + capacity];
      const to = Math.min(until, from + this.#updatesPerChunk, overflow ?? until);
      const buffer = new Int32Array(kernel.memory.buffer, unsigned(kernel.marks), capacity);
      let marked = 0;
      for (; marked < capacity && next + marked < marks.length; marked++) {
        const mark = marks[next + marked]!;
        if (mark > to) break;
        buffer[marked] = mark - from;
      }

      const started = performance.now();
      const seen = kernel.run(to - from, marked);
      const took = performance.now() - started;
      const updates = kernel.updatesMade();
      this.#step = from + updates;
      const observed = new Float64Array(kernel.memory.buffer, unsigned(kernel.observations), seen * 4);
      // Whatever stopped the run is seen last, at a step that may not have been asked for.
      for (let i = 0; i < seen; i++) {
        steps.push(kernel.stopped() && i === seen - 1 ? this.#step : marks[next + i]!);
      }
      for (const value of observed) rows.push(value);
      next += marked;
      if (kernel.stopped() || (this.#step === until && next === marks.length)) break;

      // At most four times as long as the last chunk, since a first one says little about the speed of the next.
      const factor = Math.min(4, chunkMilliseconds / Math.max(took, 0.1));
      this.#updatesPerChunk = Math.max(1, Math.floor(updates * factor));
      await yieldToEventLoop();
    }
    const column = (n: number) => Float64Array.from(steps, (_, i) => rows[4 * i + n]!);
    return { step: Float64Array.from(steps), h: column(0), y: column(1), w: column(2), loss: column(3) };
  }

  /**
   * Goes on with other points, which are copied: at most as many as at first, from 1, of the same dimensions.
   * @throws RangeError if they do not fit.
   */
  replacePoints({ size, inputDim, outputDim, inputs, targets }: PointSet): void {
    const kernel = this.#use();
    if (this.#training) throw new Error('This trainer is training; await that before its points are replaced.');
    if (!Number.isInteger(size) || size < 1 || size > this.#capacity) {
      throw new RangeError(`points.size is ${size}; it must be an integer from 1 to ${this.#capacity}.`);
    }
    if (inputDim !== this.#network.inputDim || outputDim !== this.#network.outputDim) {
      throw new RangeError(`The points have ${inputDim} inputs and ${outputDim} outputs; the network has others.`);
    }
    const view = (address: WebAssembly.Global, units: number) =>
      new Float32Array(kernel.memory.buffer, unsigned(address), signalLength(size, units));
    packSignal(inputs, size, inputDim, view(kernel.input, inputDim));
    packSignal(targets, size, outputDim, view(kernel.target, outputDim));
    kernel.take(size);
    this.#points = size;
  }

  parameters(): Promise<NetworkParameters> {
    return this.#read((kernel) => readParameters(kernel, this.#network));
  }

  snapshot(): Promise<Snapshot> {
    return this.#read((kernel) => ({
      step: this.#step,
      parameters: readParameters(kernel, this.#network),
      moments: Array.from({ length: momentsOf[this.#optimizer] }, (_, which) =>
        readParameters(kernel, this.#network, toMoment(kernel, which)),
      ),
    }));
  }

  outputs(): Promise<Float32Array> {
    return this.#read((kernel) => {
      kernel.forward();
      const length = signalLength(this.#points, this.#network.outputDim);
      const packed = new Float32Array(kernel.memory.buffer, unsigned(kernel.output), length);
      return unpackSignal(packed, this.#points, this.#network.outputDim);
    });
  }

  /** @throws RangeError if there is no hidden layer `layer`. */
  hidden(layer: number): Promise<Float32Array> {
    return this.#read((kernel) => {
      const count = layerCount(this.#network);
      if (!Number.isInteger(layer) || layer < 0 || layer >= count) {
        throw new RangeError(`layer is ${layer}; it must be an integer from 0 to ${count - 1}.`);
      }
      const n = hiddenLayerOf(this.#network, layer);
      const address = n < 0 ? unsigned(kernel.input) : unsigned(kernel.hiddenAt(n));
      kernel.forward();
      const length = representationLength(this.#network, layer, this.#points);
      const packed = new Float32Array(kernel.memory.buffer, address, length);
      return unpackRepresentation(this.#network, layer, this.#points, packed);
    });
  }

  dispose(): void {
    if (this.#kernel === undefined) return;
    this.#kernel = undefined;
    this.#release();
  }

  #use(): KernelExports {
    if (this.#kernel === undefined) throw new Error('This trainer has been disposed of.');
    return this.#kernel;
  }

  /** A failure becomes a rejection, as the interface's promises let one expect. */
  #read<T>(read: (kernel: KernelExports) => T): Promise<T> {
    return new Promise((resolve) => {
      resolve(read(this.#use()));
    });
  }
}
