/** Bundled into a page by `training-worker.test.ts`: what figures use of the site's worker. */
import type { LiveRun } from '../../lib/figures/figure.ts';
import { TrainingClient } from '../../site/workers/client.ts';
import type { Answer, EngineChoice } from '../../site/workers/protocol.ts';

/** What came of a run: the last answer, and how often progress was heard of before. */
export interface Trained {
  readonly answer: Answer;
  readonly progress: number;
}

export interface PageTasks {
  /** The last step that was heard of. */
  step: number;
  /** Makes clients use the built worker, whose address a bundle of the sources does not know. */
  workerAt(url: string): void;
  /** Makes the page believe that it has that many cores. */
  cores(count: number): void;
  /** Keeps the page's worker, which otherwise ends with its last client. */
  hold(): void;
  /** Trains by a client of its own. */
  train(run: LiveRun, engine: EngineChoice): Promise<Trained>;
}

const tasks: PageTasks = {
  step: 0,
  workerAt(url) {
    const Original = Worker;
    globalThis.Worker = class extends Original {
      constructor(_: string | URL, options?: WorkerOptions) {
        super(url, options);
      }
    };
  },
  cores(count) {
    Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => count });
  },
  hold() {
    new TrainingClient(
      () => undefined,
      () => undefined,
    );
  },
  train: (run, engine) =>
    new Promise((resolve, reject) => {
      let progress = 0;
      const client = new TrainingClient((answer) => {
        if (answer.kind === 'progress') {
          progress++;
          tasks.step = answer.step;
          return;
        }
        client.dispose();
        resolve({ answer, progress });
      }, reject);
      client.run({ run, engine, anywhere: engine === 'kernel', state: {} });
    }),
};

Object.assign(globalThis, { tasks });
