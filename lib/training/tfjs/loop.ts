import { dispose, tidy, type Tensor } from '@tensorflow/tfjs-core';
import type { NetworkParameters } from '../../networks/network.ts';
import { yieldToEventLoop } from '../kernel/yield.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Observations, TrainerSetup } from '../trainer.ts';
import type { Forward } from './architectures/forward.ts';
import { activate, type Backend } from './backend.ts';
import type { Net } from './net.ts';
import { download } from './model.ts';
import { diverged, join, wantedSteps } from './observations.ts';
import { tensorsOf, type State } from './state.ts';

/** Most steps that are noted before they are read back. */
const sliceRecords = 64;

/** Where a slice began. */
interface Start {
  readonly step: number;
  readonly state: State;
}

/**
 * The training of one net, be it one network or several. Works in slices; after each, what was noted is read in one go,
 * and the event loop has its turn.
 */
export class TrainingLoop {
  readonly #backend: Backend;
  readonly #setup: TrainerSetup;
  readonly #net: Net;
  readonly #members: number;
  #state: State;
  #step: number;
  /** Updates of a slice at most: as many as are done within the backend's time, the read included. */
  #sliceUpdates = 4;
  #training = false;
  #disposed = false;

  /**
   * @param members what `net` was made from.
   * @param state where it begins; disposed of with the loop.
   */
  constructor(backend: Backend, members: readonly TrainerSetup[], net: Net, state: State) {
    this.#backend = backend;
    this.#setup = members[0]!;
    this.#net = net;
    this.#members = members.length;
    this.#state = state;
    this.#step = this.#setup.from?.step ?? 0;
  }

  get step(): number {
    return this.#step;
  }

  /** A copy of the present parameters of each member. */
  async parameters(): Promise<NetworkParameters[]> {
    this.#assertUsable();
    return download(this.#setup.network, this.#members, this.#state.parameters, this.#backend.read);
  }

  /** See `Trainer.snapshot`; of a single network only. */
  async snapshot(): Promise<Snapshot> {
    const { downloadSnapshot } = await this.#backend.loadMore();
    this.#assertUsable();
    return downloadSnapshot(this.#setup, this.#step, this.#state, this.#backend.read);
  }

  /** See `Trainer.train`. Ends early when every member has met a number that is not finite, at the step of the last one. */
  async train(until: number, record: ArrayLike<number>): Promise<Observations[]> {
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

  /** Reads a tensor of a forward pass on the observed points: its values, row-major, and its shape. */
  async read(choose: (pass: Forward) => Tensor): Promise<{ values: Float32Array; shape: number[] }> {
    this.#assertUsable();
    activate(this.#backend);
    const tensor = tidy(() => choose(this.#net.forward(this.#state)));
    try {
      return { values: await this.#backend.read(tensor), shape: tensor.shape };
    } finally {
      tensor.dispose();
    }
  }

  #assertUsable(): void {
    if (this.#disposed) throw new Error('The trainer was disposed of; make a new one.');
    this.#backend.assertAlive();
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#net.dispose();
    dispose(tensorsOf(this.#state));
  }

  async #run(until: number, wanted: readonly number[]): Promise<Observations[]> {
    const parts = Array.from({ length: this.#members }, (): Observations[] => []);
    let noted = 0;
    for (;;) {
      const start = { step: this.#step, state: this.#state };
      const began = performance.now();
      noted = this.#slice(until, wanted, noted);
      const seen = await this.#readSlice(start.state);
      this.#adapt(performance.now() - began);
      seen.forEach((observations, n) => {
        // A member that has diverged has nothing more to say.
        if (!hasEnded(parts[n]!)) parts[n]!.push(observations);
      });
      if (parts.every(hasEnded)) {
        this.#rewind(start, Math.max(...parts.map((part) => part.at(-1)!.step.at(-1)!)));
        return parts.map(join);
      }
      if (start.state !== this.#state) dispose(tensorsOf(start.state));
      if (this.#step === until && noted === wanted.length) return parts.map(join);
    }
  }

  /**
   * Trains for a slice and notes the wanted steps from the `noted`-th on. The state that it starts from is left for the
   * caller to dispose of.
   * @returns how many of the wanted steps are noted now.
   */
  #slice(until: number, wanted: readonly number[], noted: number): number {
    activate(this.#backend);
    const start = this.#state;
    const deadline = performance.now() + this.#backend.sliceTime;
    let updates = 0;
    do {
      const state = this.#state;
      const record = wanted[noted] === this.#step;
      if (record) noted++;
      if (this.#step < until) this.#update(record);
      else if (record) this.#net.note(this.#step, state);
      if (state !== start && state !== this.#state) dispose(tensorsOf(state));
    } while (
      (this.#step < until || noted < wanted.length) &&
      this.#net.observer.pending < sliceRecords &&
      ++updates < this.#sliceUpdates &&
      performance.now() < deadline
    );
    return noted;
  }

  #update(record: boolean): void {
    this.#state = this.#net.update(this.#step, this.#state, record);
    this.#step++;
  }

  /** A GPU works while the next steps are told to it, so that how long a slice takes is known when it has been read. */
  #adapt(took: number): void {
    const { sliceTime } = this.#backend;
    if (took < 2 * sliceTime) this.#sliceUpdates = Math.min(2 * this.#sliceUpdates, 4096);
    else if (took > 4 * sliceTime) this.#sliceUpdates = Math.max(1, this.#sliceUpdates >> 1);
  }

  /** Reads what the slice noted. `start` is freed if the trainer was disposed of meanwhile. */
  async #readSlice(start: State): Promise<Observations[]> {
    const { observer } = this.#net;
    const nothing = observer.pending === 0;
    const seen = await observer.read(this.#backend);
    // Without a read the GPU's queue would grow without bound, so something small is read in its place.
    if (nothing) await this.#backend.read(this.#state.parameters.at(-1)!);
    await yieldToEventLoop();
    if (this.#disposed) {
      if (start !== this.#state) dispose(tensorsOf(start));
      throw new Error(`The trainer was disposed of while it was training, at step ${this.#step}.`);
    }
    return seen;
  }

  /** Goes back to `start` and makes the same updates again, up to `step`. */
  #rewind(start: Start, step: number): void {
    activate(this.#backend);
    if (this.#state !== start.state) dispose(tensorsOf(this.#state));
    this.#state = start.state;
    this.#step = start.step;
    while (this.#step < step) {
      const state = this.#state;
      this.#update(false);
      dispose(tensorsOf(state));
    }
  }
}

const hasEnded = (parts: readonly Observations[]): boolean => parts.length > 0 && diverged(parts.at(-1)!);
