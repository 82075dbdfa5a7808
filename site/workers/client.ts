import type { FigureState, LiveRun } from '../../lib/figures/figure.ts';
import type { AnyExperimentId } from '../../lib/experiments/index.ts';
import { PageWorker } from './page-worker.ts';
import type { Answer, EngineChoice } from './protocol.ts';

/** A run is not thrown away for a newer one before this age (ms): under a moving slider, curves then still appear. */
const graceTime = 200;

/** A worker that has not stopped this long (ms) after it was told to is dead. */
const patience = 4000;

/** What is trained, and for which state of a figure. */
export interface Job<Id extends AnyExperimentId = AnyExperimentId> {
  readonly run: LiveRun<Id>;
  readonly engine: EngineChoice;
  readonly state: FigureState;
}

/**
 * A figure's end of the page's training worker, for runs of the experiments `Id`. One run is under way at a time, and of the
 * runs asked for meanwhile only the last is kept, so that a slider never piles up work.
 */
export class TrainingClient<Id extends AnyExperimentId = AnyExperimentId> {
  readonly #worker: PageWorker;
  readonly #client: number;
  readonly #onAnswer: (answer: Answer<Id>, job: Job<Id>) => void;
  #token = 0;
  #started = 0;
  #running = false;
  /** Whether the run under way is no longer of interest: its answers are not passed on. */
  #abandoned = false;
  #next: Job<Id> | undefined;
  /** Of the last request. */
  #current: Job<Id> | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param onLost called once if the worker cannot start, dies or no longer answers; the client is of no use afterwards.
   * @throws if this browser has no workers.
   */
  constructor(onAnswer: (answer: Answer<Id>, job: Job<Id>) => void, onLost: (reason: string) => void) {
    this.#onAnswer = onAnswer;
    const { worker, client } = PageWorker.join({
      // What comes back is of the experiment that was asked for.
      onAnswer: (answer) => {
        this.#receive(answer);
      },
      onLost: (reason) => {
        this.dispose();
        onLost(reason);
      },
    });
    this.#worker = worker;
    this.#client = client;
  }

  /** Trains that as soon as may be. */
  run(job: Job<Id>): void {
    this.#next = job;
    if (!this.#running) {
      this.#startNext();
      return;
    }
    const age = performance.now() - this.#started;
    this.#grace ??= setTimeout(
      () => {
        this.#tellToStop();
      },
      this.#abandoned ? 0 : Math.max(0, graceTime - age),
    );
  }

  /** Stops the run under way, if any; it answers `stopped`. */
  stop(): void {
    this.#next = undefined;
    if (this.#running) this.#tellToStop();
  }

  /** Lets runs wait, those to come as well, until `release`. */
  hold(): void {
    this.#worker.post({ kind: 'hold', client: this.#client });
  }

  release(): void {
    this.#worker.post({ kind: 'release', client: this.#client });
  }

  /** Stops the run under way, if any, and passes on nothing more of it. */
  abandon(): void {
    this.#abandoned = this.#running;
    this.stop();
  }

  dispose(): void {
    clearTimeout(this.#grace);
    clearTimeout(this.#deadline);
    this.#next = undefined;
    this.#worker.leave(this.#client);
  }

  #tellToStop(): void {
    this.#worker.post({ kind: 'stop', client: this.#client });
    this.#deadline ??= setTimeout(() => {
      this.#worker.lose('it no longer answers');
    }, patience);
  }

  #startNext(): void {
    if (!this.#next) return;
    const { run, engine } = this.#next;
    this.#current = this.#next;
    this.#next = undefined;
    this.#token += 1;
    this.#running = true;
    this.#abandoned = false;
    this.#started = performance.now();
    this.#worker.post({ kind: 'run', client: this.#client, token: this.#token, engine, ...run });
  }

  #receive(answer: Answer<Id>): void {
    const job = this.#current;
    if (answer.token !== this.#token || !job) return;
    const abandoned = this.#abandoned;
    if (answer.kind !== 'progress') {
      this.#running = false;
      clearTimeout(this.#grace);
      clearTimeout(this.#deadline);
      this.#grace = undefined;
      this.#deadline = undefined;
    }
    // A run that was stopped for a newer one is nothing that a reader needs to hear of.
    const superseded = answer.kind === 'stopped' && this.#next !== undefined;
    if (!abandoned && !superseded) this.#onAnswer(answer, job);
    if (!this.#running) this.#startNext();
  }
}
