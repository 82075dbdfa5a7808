import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { digitNetworkParameters } from '../../lib/experiments/mnist/presets.ts';
import type { LiveRun } from '../../lib/figures/figure.ts';
import { TrainingCrew, type Task, type TaskAnswer } from '../../site/workers/crew.ts';
import type { Request } from '../../site/workers/protocol.ts';

/** A worker that says what the test says. */
class SaidWorker extends EventTarget {
  static all: SaidWorker[] = [];
  readonly requests: Request[] = [];
  constructor() {
    super();
    SaidWorker.all.push(this);
  }
  postMessage(request: Request): void {
    this.requests.push(request);
  }
  terminate(): void {
    this.requests.length = 0;
  }
}

/** The worker and the request of the n-th run that was asked for. */
function asked(n: number) {
  const all = SaidWorker.all.flatMap((worker) => worker.requests.map((request) => ({ worker, request })));
  const runs = all.flatMap(({ worker, request }) => (request.kind === 'run' ? [{ worker, request }] : []));
  const seeds = runs.sort((a, b) => seedOf(a.request.parameters) - seedOf(b.request.parameters));
  return seeds[n]!;
}
const seedOf = (parameters: LiveRun['parameters']) => (parameters as { readonly seed: number }).seed;

interface Part {
  readonly kind: 'progress' | 'done';
  readonly step: number;
}

/** Lets the n-th run say how far it is, or how it ended. */
function say(n: number, answer: Part | { readonly kind: 'stopped' } | { readonly kind: 'failed'; reason: string }) {
  const { worker, request } = asked(n);
  const head = { client: request.client, token: request.token };
  const rest = { run: { of: n }, steps: 100, stepsPerSecond: 10, fitTime: 1, engine: { id: 'kernel' } };
  const data = 'step' in answer ? { ...head, ...rest, ...answer } : { ...head, ...answer };
  worker.dispatchEvent(new MessageEvent('message', { data }));
}

let heard: TaskAnswer[];
let lost: string[];
let crew: TrainingCrew;
const task: Task = {
  runs: [1, 2].map((seed) => ({ experiment: 'mnist', parameters: digitNetworkParameters('relu', seed) })),
  ...{ engine: 'kernel', anywhere: true, state: {} },
};

beforeEach(() => {
  SaidWorker.all = [];
  vi.stubGlobal('Worker', SaidWorker);
  // Browsers have it.
  vi.stubGlobal('ErrorEvent', class extends Event {});
  [heard, lost] = [[], []];
  crew = new TrainingCrew(
    (answer) => heard.push(answer),
    (reason) => lost.push(reason),
  );
  crew.run(task);
});
afterEach(() => {
  crew.dispose();
  vi.unstubAllGlobals();
});

describe('several runs that are trained for one state', () => {
  it('are heard of together, once there is something of each', () => {
    say(0, { kind: 'progress', step: 20 });
    expect(heard).toEqual([]);
    say(1, { kind: 'progress', step: 30 });
    expect(heard).toMatchObject([{ kind: 'progress', step: 50, steps: 200, stepsPerSecond: 20, fitTime: 2 }]);
    expect(heard[0]).toMatchObject({ trained: task.runs.map((wanted, of) => ({ wanted, run: { of } })) });
  });

  it('are done when the last of them is', () => {
    say(1, { kind: 'done', step: 100 });
    say(0, { kind: 'progress', step: 20 });
    say(0, { kind: 'done', step: 100 });
    expect(heard.map(({ kind }) => kind)).toEqual(['progress', 'done']);
  });

  it('stop together, also where one has ended before', () => {
    say(1, { kind: 'done', step: 100 });
    say(0, { kind: 'progress', step: 20 });
    crew.stop();
    say(0, { kind: 'stopped' });
    crew.stop();
    expect(heard.map(({ kind }) => kind)).toEqual(['progress', 'stopped']);
  });

  it('stop also while one of them is still busy with the state before', () => {
    say(0, { kind: 'done', step: 100 });
    say(1, { kind: 'progress', step: 20 });
    crew.run({ ...task, state: {} });
    crew.stop();
    say(1, { kind: 'stopped' });
    expect(heard.map(({ kind }) => kind)).toEqual(['progress', 'stopped']);
  });

  it('are not stopped by a failure of the state before', () => {
    crew.run({ ...task, state: {} });
    say(0, { kind: 'failed', reason: 'No digits.' });
    expect(heard).toEqual([]);
    crew.stop();
    expect(heard).toEqual([{ kind: 'stopped' }]);
  });

  it('fail with the first that fails, and the others are stopped', () => {
    say(0, { kind: 'failed', reason: 'No digits.' });
    expect(heard).toEqual([{ kind: 'failed', reason: 'No digits.' }]);
    expect(asked(1).worker.requests).toContainEqual({ kind: 'stop', client: asked(1).request.client });
    say(1, { kind: 'stopped' });
    expect(heard).toHaveLength(1);
  });

  it('are lost once, with the first worker that is', () => {
    for (const worker of SaidWorker.all) worker.dispatchEvent(new Event('messageerror'));
    expect(lost).toEqual(['it could not be loaded or sent garbage']);
  });

  it('give way to a single one of the next state', () => {
    say(0, { kind: 'progress', step: 20 });
    say(1, { kind: 'progress', step: 20 });
    vi.useFakeTimers();
    crew.run({ ...task, runs: task.runs.slice(0, 1), state: {} });
    // What is under way may go on for a moment.
    vi.advanceTimersByTime(200);
    say(0, { kind: 'stopped' });
    vi.useRealTimers();
    say(1, { kind: 'done', step: 100 });
    expect(heard).toMatchObject([{ step: 40 }, { kind: 'done', step: 100, steps: 100 }]);
  });
});
