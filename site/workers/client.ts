import type { TwoPointsParameters } from '../../lib/experiments/two-points/parameters.ts';
import type { Answer, EngineChoice, Request } from './protocol.ts';

/** A run is not thrown away for a newer one before this age (ms): under a moving slider, curves then still appear. */
const graceTime = 200;

/**
 * The page's end of the training worker. One run is under way at a time, and of the runs asked for meanwhile only the
 * last is kept, so that a slider never piles up work.
 */
export class TrainingClient {
  readonly #worker: Worker;
  readonly #onAnswer: (answer: Answer) => void;
  #token = 0;
  #started = 0;
  #running = false;
  #next: { parameters: TwoPointsParameters; engine: EngineChoice } | undefined;
  #stopTimer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param onLost called once if the worker cannot start or dies; the client is of no use afterwards.
   * @throws if this browser has no workers.
   */
  constructor(onAnswer: (answer: Answer) => void, onLost: (reason: string) => void) {
    this.#onAnswer = onAnswer;
    this.#worker = new Worker(new URL('./training.ts', import.meta.url), { type: 'module', name: 'training' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      this.#receive(data);
    });
    const lost = (event: Event) => {
      event.preventDefault();
      this.dispose();
      onLost(event instanceof ErrorEvent && event.message ? event.message : 'it could not be loaded or sent garbage');
    };
    this.#worker.addEventListener('error', lost, { once: true });
    this.#worker.addEventListener('messageerror', lost, { once: true });
  }

  /** Trains with these parameters as soon as may be. */
  run(parameters: TwoPointsParameters, engine: EngineChoice): void {
    this.#next = { parameters, engine };
    if (!this.#running) this.#startNext();
    else
      this.#stopTimer ??= setTimeout(
        () => {
          this.#post({ kind: 'stop' });
        },
        Math.max(0, this.#started + graceTime - performance.now()),
      );
  }

  /** Stops the run under way, if any; it answers `stopped`. */
  stop(): void {
    this.#next = undefined;
    if (this.#running) this.#post({ kind: 'stop' });
  }

  dispose(): void {
    clearTimeout(this.#stopTimer);
    this.#next = undefined;
    this.#worker.terminate();
  }

  #post(request: Request): void {
    this.#worker.postMessage(request);
  }

  #startNext(): void {
    if (!this.#next) return;
    const { parameters, engine } = this.#next;
    this.#next = undefined;
    this.#token += 1;
    this.#running = true;
    this.#started = performance.now();
    this.#post({ kind: 'run', token: this.#token, parameters, engine });
  }

  #receive(answer: Answer): void {
    if (answer.token !== this.#token) return;
    if (answer.kind !== 'progress') {
      this.#running = false;
      clearTimeout(this.#stopTimer);
      this.#stopTimer = undefined;
    }
    // A run that was stopped for a newer one is nothing that a reader needs to hear of.
    if (!(answer.kind === 'stopped' && this.#next)) this.#onAnswer(answer);
    if (!this.#running) this.#startNext();
  }
}
