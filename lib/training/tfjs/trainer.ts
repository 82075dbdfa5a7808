import {
  dispose,
  keep,
  scalar,
  tidy,
  valueAndGrads,
  type Scalar,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { layerShapes, type Architecture, type NetworkParameters, type NetworkSpec } from '../../networks/network.ts';
import type { DropoutSpec } from '../../networks/architectures/dropout.ts';
import type { BatchOrder } from '../batch-order.ts';
import { dropoutMask } from '../dropout-mask.ts';
import type { Engine, Observations, Optimizer, Trainer, TrainerSetup } from '../trainer.ts';
import { yieldToEventLoop } from '../kernel/yield.ts';
import { forwardOf } from './architectures/index.ts';
import type { Forward, ForwardPass } from './architectures/forward.ts';
import { activate, registerMore, type Backend } from './backend.ts';
import { registerGradients } from './gradients.ts';
import { tfjsSupports, tfjsVersion } from './identity.ts';
import { download, transposed, upload, uploadColumns } from './model.ts';
import { diverged, join, wantedSteps } from './observations.ts';
import { Observer } from './observer.ts';
import { halfMeanSquare } from './operations.ts';
import { emptySlots, updated } from './optimizers.ts';
import { assertLayer, assertSetup } from './setup.ts';

/** Work between two looks at the event loop, in ms: a worker hears of an abort within about this time. */
const sliceTime = 16;
/** Most steps that are noted before they are read back. */
const sliceRecords = 64;

/**
 * The TF.js engine on a started backend. Its version names TF.js's and ours; numbers on WebGL depend on the GPU too.
 */
export function tfjsEngine(backend: Backend): Engine {
  registerGradients();
  return {
    id: backend.id,
    version: tfjsVersion,
    supports: tfjsSupports,
    create: async (setup) => {
      assertSetup(setup);
      const { network, optimizer, batches } = setup;
      const base = optimizer === 'adam' ? undefined : forwardOf(network.kind);
      const forward = base ?? (await loadForward(backend, network.kind));
      // What pages without batches do without is loaded when it is first needed.
      const order = batches && (await import('../batch-order.ts')).batchOrder(batches, network);
      return new TfjsTrainer(backend, setup, forward, order);
    },
  };
}

/** The forward pass of a kind of network, with all operations that any network or optimiser takes. */
async function loadForward(backend: Backend, kind: Architecture): Promise<ForwardPass<NetworkSpec>> {
  const more = await backend.loadMore();
  registerMore(backend, more);
  const forward = forwardOf(kind) ?? forwardOf(kind, more.forwards);
  if (forward === undefined) throw new RangeError(`This engine has no networks of kind ${kind}.`);
  return forward;
}

class TfjsTrainer implements Trainer {
  readonly #backend: Backend;
  readonly #spec: NetworkSpec;
  readonly #layer: number;
  readonly #input: Tensor2D;
  readonly #target: Tensor2D;
  /** Batches to train on; without them, the points themselves are. */
  readonly #order: BatchOrder | undefined;
  readonly #learningRate: number;
  readonly #optimizer: Optimizer;
  readonly #noiseSeed: number;
  readonly #forwardPass: ForwardPass<NetworkSpec>;
  /** What the backward pass starts from: the learning rate if it is to be in the gradients, or 1. */
  readonly #seed: Scalar;
  readonly #observer: Observer;
  /** The parameters, and after them what the optimiser keeps. */
  #state: readonly Tensor2D[];
  readonly #parameterCount: number;
  #step = 0;
  #training = false;
  #disposed = false;

  constructor(
    backend: Backend,
    setup: TrainerSetup,
    forwardPass: ForwardPass<NetworkSpec>,
    order: BatchOrder | undefined,
  ) {
    activate(backend);
    const { points, optimizer = 'sgd', learningRate, noiseSeed = 0 } = setup;
    this.#backend = backend;
    this.#spec = setup.network;
    this.#layer = setup.layer;
    this.#input = uploadColumns(points.inputs, points.size, points.inputDim);
    this.#target = uploadColumns(points.targets, points.size, points.outputDim);
    this.#order = order;
    this.#learningRate = learningRate;
    this.#optimizer = optimizer;
    this.#noiseSeed = noiseSeed;
    this.#forwardPass = forwardPass;
    this.#seed = scalar(optimizer === 'sgd' ? learningRate : 1);
    this.#observer = new Observer({ ...points, targets: points.targets.slice() });
    const parameters = upload(setup.parameters);
    this.#parameterCount = parameters.length;
    this.#state = [...parameters, ...emptySlots(optimizer, parameters)];
  }

  get step(): number {
    return this.#step;
  }

  async train(until: number, record: ArrayLike<number>): Promise<Observations> {
    this.#assertUsable();
    if (this.#training) throw new Error('train was called while this trainer was training.');
    if (!Number.isInteger(until) || until < this.#step)
      throw new RangeError(`until is ${until}; it must be a whole number of at least ${this.#step}, the present step.`);
    const wanted = wantedSteps(record, this.#step, until);
    this.#training = true;
    try {
      return await this.#run(until, wanted);
    } catch (error) {
      // Whatever TF.js trips over in a lost context, the loss is the reason.
      this.#backend.assertAlive();
      throw error;
    } finally {
      this.#training = false;
    }
  }

  async parameters(): Promise<NetworkParameters> {
    this.#assertUsable();
    return download(this.#spec, this.#state.slice(0, this.#parameterCount), this.#backend.read);
  }

  async outputs(): Promise<Float32Array> {
    return this.#read((pass) => pass.output);
  }

  async hidden(layer: number): Promise<Float32Array> {
    assertLayer(layer, this.#spec);
    return this.#read((pass) => pass.hidden[layer]!);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#observer.dispose();
    dispose([this.#input, this.#target, this.#seed, ...this.#state]);
  }

  /** Trains in slices. After each, what was noted is read, and the event loop has its turn. */
  async #run(until: number, wanted: readonly number[]): Promise<Observations> {
    const parts: Observations[] = [];
    let noted = 0;
    for (;;) {
      const start = { step: this.#step, state: this.#state };
      noted = this.#slice(until, wanted, noted);
      const seen = await this.#readSlice(start.state);
      parts.push(seen);
      if (diverged(seen)) {
        this.#rewind(start, seen.step.at(-1)!);
        return join(parts);
      }
      if (start.state !== this.#state) dispose([...start.state]);
      if (this.#step === until && noted === wanted.length) return join(parts);
    }
  }

  /**
   * Trains for about `sliceTime` and notes the wanted steps from the `noted`-th on. The state that it starts from is left
   * for the caller to dispose of.
   * @returns how many of the wanted steps are noted now.
   */
  #slice(until: number, wanted: readonly number[], noted: number): number {
    activate(this.#backend);
    const start = this.#state;
    const deadline = performance.now() + sliceTime;
    do {
      const state = this.#state;
      const record = wanted[noted] === this.#step;
      if (record) noted++;
      if (this.#step < until) this.#update(record);
      else if (record) this.#note();
      if (state !== start && state !== this.#state) dispose([...state]);
    } while (
      (this.#step < until || noted < wanted.length) &&
      this.#observer.pending < sliceRecords &&
      performance.now() < deadline
    );
    return noted;
  }

  /** One update. With `record`, the state before it is noted, from the same forward pass if that is of what is noted. */
  #update(record: boolean): void {
    const drops = this.#spec.kind === 'dropout';
    const apart = drops || this.#order !== undefined;
    if (record && apart) this.#note();
    const [parameters, slots] = [this.#state.slice(0, this.#parameterCount), this.#state.slice(this.#parameterCount)];
    this.#state = tidy(() => {
      const [input, target] = this.#trained();
      const masks = drops ? this.#masks(input) : undefined;
      let seen: [Tensor2D, Tensor2D] | undefined;
      const loss = (...given: Tensor2D[]): Scalar => {
        const { hidden, output } = this.#forward(given, input, masks);
        // TF.js frees what the forward pass makes when it ends, so what is noted later must be kept.
        if (record && !apart) seen = [keep(hidden[this.#layer]!), keep(output)];
        return halfMeanSquare(output, target);
      };
      // Starting the backward pass from the learning rate gives the whole update, without one more pass over the weights.
      const { value, grads } = valueAndGrads<Scalar>(loss as (...given: Tensor[]) => Scalar)(parameters, this.#seed);
      if (seen !== undefined) {
        this.#observer.note(this.#step, ...seen, value);
        dispose(seen);
      }
      const next = updated(this.#optimizer, this.#learningRate, this.#step + 1, parameters, grads as Tensor2D[], slots);
      return [...next.parameters, ...next.slots];
    });
    this.#step++;
  }

  /** What the present update is made on: inputs and targets of all points or of a batch. */
  #trained(): [input: Tensor2D, target: Tensor2D] {
    if (this.#order === undefined) return [this.#input, this.#target];
    const { inputs, targets, size, inputDim, outputDim } = this.#order.points(this.#step);
    return [uploadColumns(inputs, size, inputDim), uploadColumns(targets, size, outputDim)];
  }

  /** Dropout's factors before each affine map at the present step. */
  #masks(input: Tensor2D): Tensor2D[] {
    const { rate } = this.#spec as DropoutSpec;
    const points = input.shape[1];
    return layerShapes(this.#spec).map(({ inputDim }, layer) => {
      const place = { seed: this.#noiseSeed, step: this.#step, layer };
      return uploadColumns(dropoutMask(place, rate, points, inputDim), points, inputDim);
    });
  }

  /** Notes the present state, without an update. */
  #note(): void {
    tidy(() => {
      const { hidden, output } = this.#forward();
      this.#observer.note(this.#step, hidden[this.#layer]!, output, halfMeanSquare(output, this.#target));
    });
  }

  /** Reads what the slice noted. `start` is freed if the trainer was disposed of meanwhile. */
  async #readSlice(start: readonly Tensor2D[]): Promise<Observations> {
    const seen = await this.#observer.read(this.#backend);
    // Without a read the GPU's queue would grow without bound, so something small is read in its place.
    if (seen.step.length === 0) await this.#backend.read(this.#state[this.#parameterCount - 1]!);
    await yieldToEventLoop();
    if (this.#disposed) {
      if (start !== this.#state) dispose([...start]);
      throw new Error(`The trainer was disposed of while it was training, at step ${this.#step}.`);
    }
    return seen;
  }

  /** Goes back to `start` and makes the same updates again, up to `step`. */
  #rewind(start: { readonly step: number; readonly state: readonly Tensor2D[] }, step: number): void {
    activate(this.#backend);
    if (this.#state !== start.state) dispose([...this.#state]);
    this.#state = start.state;
    this.#step = start.step;
    while (this.#step < step) {
      const state = this.#state;
      this.#update(false);
      dispose([...state]);
    }
  }

  #forward(
    parameters: readonly Tensor2D[] = this.#state,
    input: Tensor2D = this.#input,
    masks?: readonly Tensor2D[],
  ): Forward {
    return this.#forwardPass(this.#spec, parameters, input, {
      fastFlags: this.#backend.fastTransposeFlags,
      masks,
    });
  }

  /** Reads one tensor of a forward pass, `[rows][points]`, as `[points][rows]`. */
  async #read(choose: (pass: Forward) => Tensor2D): Promise<Float32Array> {
    this.#assertUsable();
    activate(this.#backend);
    const tensor = tidy(() => choose(this.#forward()));
    try {
      return transposed(await this.#backend.read(tensor), tensor.shape[0], tensor.shape[1]);
    } finally {
      tensor.dispose();
    }
  }

  #assertUsable(): void {
    if (this.#disposed) throw new Error('The trainer was disposed of; make a new one.');
    this.#backend.assertAlive();
  }
}
