import { experiments } from '../experiments/index.ts';
import type { Engine } from '../training/trainer.ts';
import type { Executor } from './executor.ts';

/** Runs jobs one after the other in this process. */
export function inlineExecutor(engine: Engine): Executor {
  return {
    id: 'inline',
    capacity: 1,
    run: (job, signal) => experiments[job.experiment].run(job.parameters, { engine, signal }),
    close: () => Promise.resolve(),
  };
}
