import type { NetworkParameters } from '../networks/network.ts';
import { EngineLostError } from './engine-lost.ts';
import type { Snapshot } from './snapshot.ts';
import type { Engine, EngineId, Observations, Trainer, TrainerSetup } from './trainer.ts';

/** That a run lost its engine, and how it went on. */
export interface Recovery {
  readonly from: EngineId;
  /** The same id stands for a new start of the same engine. */
  readonly to: EngineId;
  /** Updates that had been made, and those of the snapshot that the run was taken up from. */
  readonly step: number;
  readonly resumedAt: number;
  /** What the lost engine said. */
  readonly reason: string;
}

export interface RecoveryOptions {
  /**
   * Finds an engine in place of a lost one; rejects if there is none, and so does the training then.
   * @param losses of this run, with the present one.
   */
  readonly replace: (lost: Engine, losses: number) => Promise<Engine>;
  readonly onRecovery?: (recovery: Recovery) => void;
  /** Least time between two snapshots in ms; 2 s if not given. They also take a twentieth of the time at most. */
  readonly snapshotInterval?: number;
}

/** Time of training between two looks at the clock, ms. */
const segmentTime = 250;

/**
 * `engine`, but a run on it survives that the engine is lost: it is taken up on another one from its last snapshot, with the
 * numbers that it would have had to within what engines differ by. It keeps the id and version of the engine that it began
 * on; who shows it says what happened, by `onRecovery`. Ensembles are not kept.
 */
export function resilient(engine: Engine, options: RecoveryOptions): Engine {
  const { id, version } = engine;
  return {
    id,
    version,
    supports: (workload) => engine.supports(workload),
    create: async (setup) => new ResilientTrainer(engine, await engine.create(setup), setup, options),
  };
}

class ResilientTrainer implements Trainer {
  readonly #setup: TrainerSetup;
  readonly #options: RecoveryOptions;
  #engine: Engine;
  #inner: Trainer;
  #snapshot: Snapshot | undefined;
  #snapshotTaken = performance.now();
  #snapshotCost = 0;
  /** Updates made. */
  #step: number;
  /** Updates between two looks at the clock. */
  #segment = 8;
  #losses = 0;
  #recovery: Promise<void> | undefined;
  #disposed = false;

  constructor(engine: Engine, inner: Trainer, setup: TrainerSetup, options: RecoveryOptions) {
    this.#engine = engine;
    this.#inner = inner;
    this.#setup = setup;
    this.#snapshot = setup.from;
    this.#step = inner.step;
    this.#options = options;
  }

  get step(): number {
    return this.#step;
  }

  async train(until: number, record: ArrayLike<number>): Promise<Observations> {
    const parts: Observations[] = [];
    let rest = Array.from(record);
    for (;;) {
      const to = Math.min(until, this.#step + this.#segment);
      const began = performance.now();
      const seen = await this.#keeping((trainer) => trainer.train(to, rest));
      parts.push(seen);
      this.#step = this.#inner.step;
      const last = seen.step.at(-1);
      const stopped = this.#step < to || (last !== undefined && !Number.isFinite(seen.loss.at(-1)!));
      if (stopped || this.#step === until) return join(parts);
      if (last !== undefined) rest = rest.filter((step) => step > last);
      this.#adapt(performance.now() - began);
      await this.#keep();
    }
  }

  parameters(): Promise<NetworkParameters> {
    return this.#keeping((trainer) => trainer.parameters());
  }

  snapshot(): Promise<Snapshot> {
    return this.#keeping((trainer) => trainer.snapshot());
  }

  outputs(): Promise<Float32Array> {
    return this.#keeping((trainer) => trainer.outputs());
  }

  hidden(layer: number): Promise<Float32Array> {
    return this.#keeping((trainer) => trainer.hidden(layer));
  }

  dispose(): void {
    this.#disposed = true;
    this.#inner.dispose();
  }

  #adapt(took: number): void {
    if (took < segmentTime / 2) this.#segment *= 2;
    else if (took > 2 * segmentTime) this.#segment = Math.max(1, this.#segment >> 1);
  }

  /** Takes a snapshot if the last one is old. */
  async #keep(): Promise<void> {
    const now = performance.now();
    const { snapshotInterval = 2000 } = this.#options;
    if (now - this.#snapshotTaken < Math.max(snapshotInterval, 20 * this.#snapshotCost)) return;
    this.#snapshot = await this.snapshot();
    this.#snapshotTaken = performance.now();
    this.#snapshotCost = this.#snapshotTaken - now;
  }

  /** What `work` gives on a trainer that has made `#step` updates, however often its engine is lost meanwhile. */
  async #keeping<T>(work: (trainer: Trainer) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        await this.#recovery;
        return await work(this.#inner);
      } catch (error) {
        if (!(error instanceof EngineLostError) || this.#disposed) throw error;
        // Whoever comes first begins it; others that wait for the same engine wait for the same recovery.
        this.#recovery ??= this.#recover(error).finally(() => {
          this.#recovery = undefined;
        });
        await this.#recovery;
      }
    }
  }

  async #recover(loss: EngineLostError): Promise<void> {
    const from = this.#engine;
    for (;;) {
      this.#inner.dispose();
      this.#losses++;
      this.#engine = await this.#options.replace(this.#engine, this.#losses);
      try {
        const snapshot = this.#snapshot;
        this.#inner = await this.#engine.create(snapshot ? { ...this.#setup, from: snapshot } : this.#setup);
        // Disposed of while there was nothing to dispose of.
        if (this.#disposed) this.#inner.dispose();
        const resumedAt = this.#inner.step;
        await this.#inner.train(this.#step, []);
        const { id: to } = this.#engine;
        this.#options.onRecovery?.({ from: from.id, to, step: this.#step, resumedAt, reason: loss.message });
        return;
      } catch (error) {
        if (!(error instanceof EngineLostError)) throw error;
      }
    }
  }
}

function join(parts: readonly Observations[]): Observations {
  const curve = (name: keyof Observations) => Float64Array.from(parts.flatMap((part) => [...part[name]]));
  return { step: curve('step'), h: curve('h'), y: curve('y'), w: curve('w'), loss: curve('loss') };
}
