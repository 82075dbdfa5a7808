/** The training worker: runs experiments off the main thread and sets the theory beside them. */
import { twoPointsExperiment } from '../../lib/experiments/two-points/index.ts';
import { withoutTheory } from '../../lib/experiments/two-points/compare.ts';
import { findEngine } from './engines.ts';
import type { Answer, Request } from './protocol.ts';

let current: AbortController | undefined;

const answer = (message: Answer) => {
  postMessage(message);
};

addEventListener('message', ({ data: request }: MessageEvent<Request>) => {
  current?.abort();
  current = undefined;
  if (request.kind === 'run') void train(request, (current = new AbortController()).signal);
});

async function train(
  { token, parameters, engine: choice }: Extract<Request, { kind: 'run' }>,
  signal: AbortSignal,
): Promise<void> {
  try {
    const workload = twoPointsExperiment.workload(parameters);
    const { engine, rejected } = await findEngine(choice, workload);
    signal.throwIfAborted();
    const report = { id: engine.id, rejected };
    const provenance = { kind: 'computed', where: 'this browser' } as const;
    let last = { step: 0, steps: parameters.steps, stepsPerSecond: 0 };
    const record = await twoPointsExperiment.run(parameters, {
      engine,
      signal,
      onProgress: ({ record: sofar, step, steps, stepsPerSecond }) => {
        last = { step, steps, stepsPerSecond };
        if (step >= steps) return;
        // A fit to half a rise would say little and change at every frame: the theory follows when the run has ended.
        const table = {
          record: sofar,
          comparison: withoutTheory('The theory is fitted when a run has ended.'),
          provenance,
        };
        answer({ kind: 'progress', token, table, ...last, fitTime: 0, engine: report });
      },
    });
    const start = performance.now();
    const comparison = twoPointsExperiment.compare(record);
    const fitTime = performance.now() - start;
    answer({ kind: 'done', token, table: { record, comparison, provenance }, ...last, fitTime, engine: report });
  } catch (error) {
    if (signal.aborted) answer({ kind: 'stopped', token });
    else answer({ kind: 'failed', token, reason: error instanceof Error ? error.message : String(error) });
  }
}
