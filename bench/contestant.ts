import type { Engine } from '../lib/training/trainer.ts';
import { setupOf, type NetName } from './nets.ts';

/** What is asked of a contestant: to train `net` from its start, one step first and then `steps` that are timed. */
export interface Task {
  readonly net: NetName;
  readonly steps: number;
  readonly learningRate: number;
}

export interface Outcome {
  /** Time of the `steps` steps, with h, y, w and loss recorded at each. */
  readonly milliseconds: number;
  /** After `steps` updates: before the last of the `steps + 1`. Tells whether contestants did the same. */
  readonly loss: number;
}

export interface Contestant {
  /** What it is and where it runs, for the report. */
  readonly about: string;
  /** True for those that train plain MLPs only. */
  readonly mlpOnly?: boolean;
  train(task: Task): Promise<Outcome>;
  close(): Promise<void>;
}

/** How our own engines are timed, wherever they run. */
export async function timedTraining(engine: Engine, { net, steps, learningRate }: Task): Promise<Outcome> {
  const trainer = await engine.create(setupOf(net, learningRate));
  const record = Array.from({ length: steps + 1 }, (_, n) => n + 1);
  // Untimed, so that weights have gone to where they are used: WebGL uploads them when they are first needed.
  await trainer.train(1, []);
  const start = performance.now();
  const { step, loss } = await trainer.train(steps + 1, record);
  const milliseconds = performance.now() - start;
  trainer.dispose();
  if (step.length !== steps + 1) throw new Error(`${engine.id} stopped at step ${trainer.step} of ${steps + 1}.`);
  return { milliseconds, loss: loss[steps - 1]! };
}
