import { twoPoints } from '../../datasets/two-points.ts';
import { initialisation, initialise } from '../../networks/initialise.ts';
import { multiplications } from '../../networks/network.ts';
import { runId } from '../run-id.ts';
import { recordSeries, type RunRecord } from '../run-record.ts';
import { recordingSteps } from '../../training/schedule.ts';
import type { Engine, Observations, Trainer } from '../../training/trainer.ts';
import type { RunOptions } from '../experiment.ts';
import { networkOf, type TwoPointsParameters } from './parameters.ts';

/** A run whose loss ends at or below this has learnt both targets. */
export const convergedLoss = 1e-3;

/** Milliseconds of training between two reports of progress, at least. */
const reportInterval = 60;

/** The id of the run of these parameters on an engine, known before it runs. */
export function twoPointsRunId(parameters: TwoPointsParameters, engine: Pick<Engine, 'id' | 'version'>): string {
  return runId({ experiment: 'two-points', parameters, engine, initialisation });
}

/** Trains the network that `parameters` ask for and records its curves; see `Experiment.run`. */
export async function runTwoPoints(
  parameters: TwoPointsParameters,
  { engine, signal, onProgress }: RunOptions<TwoPointsParameters>,
): Promise<RunRecord<TwoPointsParameters>> {
  signal?.throwIfAborted();
  const network = networkOf(parameters);
  const trainer = await engine.create({
    network,
    parameters: initialise(network, parameters),
    points: twoPoints(parameters),
    learningRate: parameters.lr,
    layer: parameters.layer,
    optimizer: parameters.optimizer,
    noiseSeed: parameters.seed,
  });
  try {
    const identity = {
      id: twoPointsRunId(parameters, engine),
      experiment: 'two-points',
      parameters,
      engine: { id: engine.id, version: engine.version },
      initialisation,
    };
    let record: RunRecord<TwoPointsParameters> = { ...identity, ...outcome(noObservations) };
    const report = (step: number, observations: Observations, seconds: number) => {
      record = { ...identity, ...outcome(observations, step === parameters.steps) };
      onProgress?.({ record, step, steps: parameters.steps, stepsPerSecond: seconds > 0 ? step / seconds : 0 });
    };
    await trainReporting(trainer, parameters.steps, report, signal);
    return record;
  } finally {
    trainer.dispose();
  }
}

/** Rough count of floating-point operations: forward, backward and update, two points, a multiply and an add each. */
export function twoPointsCost(parameters: TwoPointsParameters): number {
  const passes = 3;
  const points = 2;
  return 2 * passes * points * multiplications(networkOf(parameters)) * parameters.steps;
}

const none = new Float64Array(0);
const noObservations: Observations = { step: none, h: none, y: none, w: none, loss: none };

function outcome(
  observations: Observations,
  ended = false,
): Pick<RunRecord<never>, 'status' | 'divergedAt' | 'series'> {
  const { series, divergedAt } = recordSeries(observations);
  const converged = ended && (series.loss.at(-1) ?? Infinity) <= convergedLoss;
  return { status: divergedAt !== null ? 'diverged' : converged ? 'converged' : 'unfinished', divergedAt, series };
}

/** Trains to the end in chunks of growing length, so that a short run is one call and a long one can be watched. */
async function trainReporting(
  trainer: Trainer,
  steps: number,
  report: (step: number, observations: Observations, seconds: number) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const schedule = recordingSteps(steps);
  const start = performance.now();
  let observations = noObservations;
  let chunk = 32;
  for (let next = 0; next < schedule.length;) {
    const until = Math.min(next + chunk, schedule.length);
    const record = schedule.slice(next, until);
    const before = performance.now();
    const seen = await trainer.train(record.at(-1)!, record);
    signal?.throwIfAborted();
    const now = performance.now();
    observations = append(observations, seen);
    const stoppedEarly = seen.step.length < record.length || !Number.isFinite(seen.loss.at(-1) ?? 0);
    report(stoppedEarly ? trainer.step : record.at(-1)!, observations, (now - start) / 1000);
    if (stoppedEarly) return;
    next = until;
    if (now - before < reportInterval) chunk *= 2;
    else if (now - before > 4 * reportInterval) chunk = Math.max(1, chunk >> 1);
  }
}

function append(head: Observations, tail: Observations): Observations {
  const join = (a: Float64Array, b: Float64Array) => {
    const joined = new Float64Array(a.length + b.length);
    joined.set(a);
    joined.set(b, a.length);
    return joined;
  };
  return {
    step: join(head.step, tail.step),
    h: join(head.h, tail.h),
    y: join(head.y, tail.y),
    w: join(head.w, tail.w),
    loss: join(head.loss, tail.loss),
  };
}
