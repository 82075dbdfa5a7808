/** The training worker: runs experiments off the main thread and sets the theory beside them. */
import { findEngine } from './engines.ts';
import { liveExperiments } from './live-experiments.ts';
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
  { token, experiment: id, parameters, engine: choice }: Extract<Request, { kind: 'run' }>,
  signal: AbortSignal,
): Promise<void> {
  try {
    const { experiment, unfinished } = liveExperiments[id];
    const { engine, rejected } = await findEngine(choice, experiment.workload(parameters));
    signal.throwIfAborted();
    const report = { id: engine.id, rejected };
    const provenance = { kind: 'computed', where: 'this browser' } as const;
    let last = { step: 0, steps: parameters.steps, stepsPerSecond: 0 };
    const record = await experiment.run(parameters, {
      engine,
      signal,
      onProgress: ({ record: sofar, step, steps, stepsPerSecond }) => {
        last = { step, steps, stepsPerSecond };
        if (step >= steps) return;
        const run = { record: sofar, comparison: unfinished, provenance };
        answer({ kind: 'progress', token, run, ...last, fitTime: 0, engine: report });
      },
    });
    const start = performance.now();
    const comparison = experiment.compare(record);
    const fitTime = performance.now() - start;
    answer({ kind: 'done', token, run: { record, comparison, provenance }, ...last, fitTime, engine: report });
  } catch (error) {
    if (signal.aborted) answer({ kind: 'stopped', token });
    else answer({ kind: 'failed', token, reason: error instanceof Error ? error.message : String(error) });
  }
}
