import type { FigureState, LiveRun } from '../../lib/figures/figure.ts';
import type { TrainedRun } from '../../lib/figures/live-source.ts';
import { TrainingClient } from './client.ts';
import type { Answer, EngineChoice, EngineReport } from './protocol.ts';

/** What is trained for a state of a figure: one run, or several side by side. */
export interface Task {
  readonly runs: readonly LiveRun[];
  readonly engine: EngineChoice;
  readonly state: FigureState;
  /** As of a `Job`. */
  readonly anywhere: boolean;
}

/** What is heard of a task. Of several runs: as soon as there is something of each. */
export type TaskAnswer =
  | {
      readonly kind: 'progress' | 'done';
      readonly trained: readonly TrainedRun[];
      /** Of all runs together. */
      readonly step: number;
      readonly steps: number;
      readonly stepsPerSecond: number;
      readonly fitTime: number;
      readonly engine: EngineReport;
    }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly reason: string };

type Seen = Extract<Answer, { readonly kind: 'progress' | 'done' }>;
/** What was last heard of a run: of which task, and what. */
interface Heard {
  readonly state: FigureState;
  readonly wanted: LiveRun;
  readonly answer: Answer;
}

const sum = (seen: readonly Seen[], name: 'step' | 'steps' | 'stepsPerSecond' | 'fitTime') =>
  seen.reduce((total, answer) => total + answer[name], 0);

/** A figure's clients of the page's training workers, one for each run of a task: see `TrainingClient`, whose ways it has. */
export class TrainingCrew {
  readonly #onAnswer: (answer: TaskAnswer, state: FigureState) => void;
  readonly #onLost: (reason: string) => void;
  #clients: TrainingClient[] = [];
  #heard: (Heard | undefined)[] = [];
  /** The state whose task is under way. */
  #underWay: FigureState | undefined;
  #isHeld = false;
  #isLost = false;

  /** @param onLost called once if the worker cannot start, dies or no longer answers; the crew is of no use afterwards. */
  constructor(onAnswer: (answer: TaskAnswer, state: FigureState) => void, onLost: (reason: string) => void) {
    this.#onAnswer = onAnswer;
    this.#onLost = onLost;
  }

  /**
   * Trains that as soon as may be.
   * @throws if this browser has no workers.
   */
  run({ runs, ...how }: Task): void {
    for (const client of this.#clients.splice(runs.length)) client.dispose();
    this.#heard = this.#heard.slice(0, runs.length);
    for (let n = this.#clients.length; n < runs.length; n++) this.#clients.push(this.#join(n));
    this.#underWay = how.state;
    runs.forEach((run, n) => {
      this.#clients[n]!.run({ run, ...how });
    });
  }

  /**
   * Stops what is under way, if anything; it answers `stopped`. At once: of its runs, one may have ended and another not begun,
   * because that of the state before is still being stopped, and then no two of them would answer for the same state.
   */
  stop(): void {
    const state = this.#underWay;
    this.abandon();
    if (state) this.#onAnswer({ kind: 'stopped' }, state);
  }

  /** Lets runs wait, those to come as well, until `release`. */
  hold(): void {
    this.#isHeld = true;
    for (const client of this.#clients) client.hold();
  }

  release(): void {
    this.#isHeld = false;
    for (const client of this.#clients) client.release();
  }

  /** Stops what is under way, if anything, and passes on nothing more of it. */
  abandon(): void {
    this.#underWay = undefined;
    for (const client of this.#clients) client.abandon();
  }

  dispose(): void {
    for (const client of this.#clients) client.dispose();
  }

  #join(n: number): TrainingClient {
    const client = new TrainingClient(
      (answer, { run: wanted, state }) => {
        this.#heard[n] = { state, wanted, answer };
        this.#tell(state);
      },
      (reason) => {
        if (this.#isLost) return;
        this.#isLost = true;
        // The others may be at workers that are well.
        this.dispose();
        this.#onLost(reason);
      },
    );
    if (this.#isHeld) client.hold();
    return client;
  }

  /** Says how a task stands, once there is something of all its runs. */
  #tell(state: FigureState): void {
    const heard = this.#heard.filter((each) => each?.state === state) as Heard[];
    const failed = heard.find(({ answer }) => answer.kind === 'failed')?.answer;
    if (failed?.kind === 'failed') {
      // The state after it may fare better.
      if (state !== this.#underWay) return;
      this.abandon();
      this.#heard = [];
      this.#onAnswer({ kind: 'failed', reason: failed.reason }, state);
      return;
    }
    if (heard.length < this.#clients.length) return;
    const seen = heard.flatMap(({ answer }) => (answer.kind === 'progress' || answer.kind === 'done' ? [answer] : []));
    const isOver = seen.every(({ kind }) => kind === 'done');
    if (seen.length < heard.length) return;
    if (isOver && state === this.#underWay) this.#underWay = undefined;
    const trained = heard.map(({ wanted }, n) => ({ wanted, run: seen[n]!.run }));
    this.#onAnswer(
      {
        ...{ kind: isOver ? 'done' : 'progress', trained, step: sum(seen, 'step'), steps: sum(seen, 'steps') },
        ...{ stepsPerSecond: sum(seen, 'stepsPerSecond'), fitTime: sum(seen, 'fitTime'), engine: seen.at(-1)!.engine },
      },
      state,
    );
  }
}
