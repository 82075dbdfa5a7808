import {
  dispose,
  keep,
  scalar,
  sub,
  tidy,
  valueAndGrads,
  version_core,
  type Scalar,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { NetworkParameters, NetworkSpec } from '../../networks/network.ts';
import type { Engine, Observations, Trainer, TrainerSetup } from '../trainer.ts';
import { yieldToEventLoop } from '../kernel/yield.ts';
import { activate, type Backend } from './backend.ts';
import { registerGradients } from './gradients.ts';
import { download, forward, transposed, upload, uploadColumns, type Forward, type Parameters } from './model.ts';
import { diverged, join, wantedSteps } from './observations.ts';
import { Observer } from './observer.ts';
import { halfMeanSquare } from './operations.ts';
import { assertLayer, assertSetup } from './setup.ts';

/** Work between two looks at the event loop, in ms: a worker hears of an abort within about this time. */
const sliceTime = 16;
/** Most steps that are noted before they are read back. */
const sliceRecords = 64;

/** Raised when a change to this engine can alter a number. */
const revision = 1;

/**
 * The TF.js engine on a started backend. Its version names TF.js's and ours; numbers on WebGL depend on the GPU too.
 */
export function tfjsEngine(backend: Backend): Engine {
  registerGradients();
  return {
    id: backend.id,
    version: `${version_core}-${revision}`,
    create: (setup) => Promise.resolve().then(() => new TfjsTrainer(backend, setup)),
  };
}

class TfjsTrainer implements Trainer {
  readonly #backend: Backend;
  readonly #spec: NetworkSpec;
  readonly #layer: number;
  readonly #input: Tensor2D;
  readonly #target: Tensor2D;
  readonly #learningRate: Scalar;
  readonly #observer: Observer;
  #parameters: Parameters;
  #step = 0;
  #training = false;
  #disposed = false;

  constructor(backend: Backend, setup: TrainerSetup) {
    assertSetup(setup);
    activate(backend);
    const { points } = setup;
    this.#backend = backend;
    this.#spec = setup.network;
    this.#layer = setup.layer;
    this.#input = uploadColumns(points.inputs, points.size, points.inputDim);
    this.#target = uploadColumns(points.targets, points.size, points.outputDim);
    this.#learningRate = scalar(setup.learningRate);
    this.#observer = new Observer({ ...points, targets: points.targets.slice() });
    this.#parameters = upload(setup.parameters);
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
    return download(this.#spec, this.#parameters, this.#backend.read);
  }

  async outputs(): Promise<Float32Array> {
    return this.#read((pass) => pass.output);
  }

  async hidden(layer: number): Promise<Float32Array> {
    assertLayer(layer, this.#spec.depth);
    return this.#read((pass) => pass.hidden[layer]!);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#observer.dispose();
    dispose([this.#input, this.#target, this.#learningRate, ...this.#parameters]);
  }

  /** Trains in slices. After each, what was noted is read, and the event loop has its turn. */
  async #run(until: number, wanted: readonly number[]): Promise<Observations> {
    const parts: Observations[] = [];
    let noted = 0;
    for (;;) {
      const start = { step: this.#step, parameters: this.#parameters };
      noted = this.#slice(until, wanted, noted);
      const seen = await this.#readSlice(start.parameters);
      parts.push(seen);
      if (diverged(seen)) {
        this.#rewind(start, seen.step.at(-1)!);
        return join(parts);
      }
      if (start.parameters !== this.#parameters) dispose([...start.parameters]);
      if (this.#step === until && noted === wanted.length) return join(parts);
    }
  }

  /**
   * Trains for about `sliceTime` and notes the wanted steps from the `noted`-th on. The parameters that it starts from
   * are left for the caller to dispose of.
   * @returns how many of the wanted steps are noted now.
   */
  #slice(until: number, wanted: readonly number[], noted: number): number {
    activate(this.#backend);
    const start = this.#parameters;
    const deadline = performance.now() + sliceTime;
    do {
      const parameters = this.#parameters;
      const record = wanted[noted] === this.#step;
      if (record) noted++;
      if (this.#step < until) this.#update(record);
      else if (record) this.#note();
      if (parameters !== start && parameters !== this.#parameters) dispose([...parameters]);
    } while (
      (this.#step < until || noted < wanted.length) &&
      this.#observer.pending < sliceRecords &&
      performance.now() < deadline
    );
    return noted;
  }

  /** One update. With `record`, the state before it is noted from the same forward pass. */
  #update(record: boolean): void {
    const parameters = [...this.#parameters];
    this.#parameters = tidy(() => {
      let seen: [Tensor2D, Tensor2D] | undefined;
      const loss = (...given: Tensor2D[]): Scalar => {
        const { hidden, output } = forward(this.#spec, given, this.#input, this.#backend.fastTransposeFlags);
        // TF.js frees what the forward pass makes when it ends, so what is noted later must be kept.
        if (record) seen = [keep(hidden[this.#layer]!), keep(output)];
        return halfMeanSquare(output, this.#target);
      };
      // Starting the backward pass from the learning rate gives the whole update, without one more pass over the weights.
      const { value, grads } = valueAndGrads<Scalar>(loss as (...given: Tensor[]) => Scalar)(
        parameters,
        this.#learningRate,
      );
      if (seen !== undefined) {
        this.#observer.note(this.#step, ...seen, value);
        dispose(seen);
      }
      return parameters.map((parameter, n) => sub<Tensor2D>(parameter, grads[n]!));
    });
    this.#step++;
  }

  /** Notes the present state, without an update. */
  #note(): void {
    tidy(() => {
      const { hidden, output } = this.#forward();
      this.#observer.note(this.#step, hidden[this.#layer]!, output, halfMeanSquare(output, this.#target));
    });
  }

  /** Reads what the slice noted. `start` is freed if the trainer was disposed of meanwhile. */
  async #readSlice(start: Parameters): Promise<Observations> {
    const seen = await this.#observer.read(this.#backend);
    // Without a read the GPU's queue would grow without bound, so something small is read in its place.
    if (seen.step.length === 0) await this.#backend.read(this.#parameters.at(-1)!);
    await yieldToEventLoop();
    if (this.#disposed) {
      if (start !== this.#parameters) dispose([...start]);
      throw new Error(`The trainer was disposed of while it was training, at step ${this.#step}.`);
    }
    return seen;
  }

  /** Goes back to `start` and makes the same updates again, up to `step`. */
  #rewind(start: { readonly step: number; readonly parameters: Parameters }, step: number): void {
    activate(this.#backend);
    if (this.#parameters !== start.parameters) dispose([...this.#parameters]);
    this.#parameters = start.parameters;
    this.#step = start.step;
    while (this.#step < step) {
      const parameters = this.#parameters;
      this.#update(false);
      dispose([...parameters]);
    }
  }

  #forward(): Forward {
    return forward(this.#spec, this.#parameters, this.#input, this.#backend.fastTransposeFlags);
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
