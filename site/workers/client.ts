import type { FigureState, LiveRun } from '../../lib/figures/figure.ts';
import type { AnyExperimentId } from '../../lib/experiments/index.ts';
import type { Listener } from './page-worker.ts';
import { seatFor, type Seat } from './pool.ts';
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
  /** Whether the kernel will train it, so that any of the page's workers may; the others are for the one with the GPU. */
  readonly anywhere: boolean;
}

/**
 * A figure's end of the page's training workers, for runs of the experiments `Id`. One run is under way at a time, and of the
 * runs asked for meanwhile only the last is kept, so that a slider never piles up work.
 */
export class TrainingClient<Id extends AnyExperimentId = AnyExperimentId> {
  readonly #listener: Listener;
  #seat: Seat;
  #held = false;
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
    this.#listener = {
      // What comes back is of the experiment that was asked for.
      onAnswer: (answer) => {
        this.#receive(answer);
      },
      onLost: (reason) => {
        this.dispose();
        onLost(reason);
      },
    };
    // At once, so that its code comes while the reader is still choosing.
    this.#seat = seatFor(this.#listener, { present: undefined, anywhere: true });
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

  /** Lets runs wait, those to come as well, until `release`. */
  hold(): void {
    this.#held = true;
    this.#post({ kind: 'hold' });
  }

  release(): void {
    this.#held = false;
    this.#post({ kind: 'release' });
  }

  /** Stops the run under way, if any, and passes on nothing more of it. */
  abandon(): void {
    this.#abandoned = this.#running;
    this.#next = undefined;
    if (this.#running) this.#tellToStop();
  }

  dispose(): void {
    clearTimeout(this.#grace);
    clearTimeout(this.#deadline);
    this.#next = undefined;
    this.#seat.worker.leave(this.#seat.client);
  }

  #post(request: { readonly kind: 'stop' | 'hold' | 'release' }): void {
    const { worker, client } = this.#seat;
    worker.post({ ...request, client });
  }

  #tellToStop(): void {
    this.#post({ kind: 'stop' });
    this.#deadline ??= setTimeout(() => {
      this.#seat.worker.lose('it no longer answers');
    }, patience);
  }

  #startNext(): void {
    if (!this.#next) return;
    const { run, engine, anywhere } = this.#next;
    this.#current = this.#next;
    this.#next = undefined;
    this.#token += 1;
    this.#running = true;
    this.#abandoned = false;
    this.#started = performance.now();
    const present = this.#seat;
    this.#seat = seatFor(this.#listener, { present, anywhere });
    const { worker, client } = this.#seat;
    if (this.#held && this.#seat !== present) this.#post({ kind: 'hold' });
    worker.post({ kind: 'run', client, token: this.#token, engine, ...run });
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
