/** The training worker: runs experiments off the main thread and sets the theory beside them. */
import type { AnyRecord } from '../../lib/experiments/any.ts';
import { resilient, type Recovery } from '../../lib/training/resilient.ts';
import { shippedFiles } from './digits.ts';
import { findEngine, replaceEngine } from './engines.ts';
import { loadExperiment, unfinished } from './experiments.ts';
import type { Answer, EngineReport, Request } from './protocol.ts';
import { Turns } from './turns.ts';

/** Least time (ms) between two reports of a run, and before the first: a run that is over by then is seen whole, at once. */
const reportInterval = 100;

/** The run that each client has under way. */
const current = new Map<number, AbortController>();
const turns = new Turns();

const answer = (message: Answer) => {
  postMessage(message);
};

addEventListener('message', ({ data: request }: MessageEvent<Request>) => {
  const { client } = request;
  if (request.kind === 'hold' || request.kind === 'release') {
    turns[request.kind](client);
    return;
  }
  current.get(client)?.abort();
  current.delete(client);
  if (request.kind !== 'run') return;
  const controller = new AbortController();
  current.set(client, controller);
  void train(request, controller.signal);
});

async function train(
  { client, token, experiment: id, parameters: given, engine: choice }: Extract<Request, { kind: 'run' }>,
  signal: AbortSignal,
): Promise<void> {
  const head = { client, token };
  try {
    const experiment = await loadExperiment(id);
    const parameters = given as Parameters<typeof experiment.run>[0];
    const workload = experiment.workload(parameters);
    // Whoever no longer waits for an engine that takes its time to start must hear that the run has stopped.
    const { engine, rejected, measured } = await unlessAborted(findEngine(choice, workload), signal);
    const recoveries: Recovery[] = [];
    const report = (): EngineReport => {
      return { id: recoveries.at(-1)?.to ?? engine.id, rejected, measured, recoveries: [...recoveries] };
    };
    let last = { step: 0, steps: 0, stepsPerSecond: 0 };
    /** A run as it is sent: of what kind it is, the loaders' registry and the request's type say. */
    const compared = (record: AnyRecord, comparison: unknown) =>
      ({ record, comparison, provenance: { kind: 'computed', where: placeOf(recoveries) } }) as never;
    let quietUntil = performance.now() + reportInterval;
    const record = await experiment.run(parameters, {
      engine:
        engine.id === 'tfjs-webgl'
          ? resilient(engine, {
              replace: (lost, losses) => replaceEngine(lost, losses, workload),
              onRecovery: (recovery) => recoveries.push(recovery),
            })
          : engine,
      signal,
      turn: () => turns.turn(client, signal),
      files: shippedFiles,
      onProgress: ({ record: sofar, step, steps, stepsPerSecond }) => {
        last = { step, steps, stepsPerSecond };
        const start = performance.now();
        if (step >= steps || start < quietUntil) return;
        const comparison = id in unfinished ? unfinished[id] : experiment.compare(sofar);
        // Comparing takes a tenth of the time at most.
        quietUntil = start + Math.max(reportInterval, 10 * (performance.now() - start));
        answer({ kind: 'progress', ...head, run: compared(sofar, comparison), ...last, fitTime: 0, engine: report() });
      },
    });
    const start = performance.now();
    const comparison = experiment.compare(record);
    const fitTime = performance.now() - start;
    answer({ kind: 'done', ...head, run: compared(record, comparison), ...last, fitTime, engine: report() });
  } catch (error) {
    if (signal.aborted) answer({ kind: 'stopped', ...head });
    else answer({ kind: 'failed', ...head, reason: error instanceof Error ? error.message : String(error) });
  }
}

/** What `work` gives; rejects with the signal's reason as soon as it is aborted, while the work goes on for others. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const abort = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
  const result = await Promise.race([work, abort]);
  signal.throwIfAborted();
  return result;
}

/** Where a run was computed, for who takes it away: its record has the engine that it began on. */
function placeOf(recoveries: readonly Recovery[]): string {
  const moves = recoveries.map(({ from, to, step }) => `${from} lost at step ${step}, continued on ${to}`);
  return ['this browser', ...moves].join('; ');
}
