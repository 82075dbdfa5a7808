import { twoPoints } from '../../datasets/two-points.ts';
import { multiplications } from '../../networks/network.ts';
import { identify, statusOf } from '../run-head.ts';
import { recordSeries, type RunRecord } from '../run-record.ts';
import { recordingSteps } from '../../training/schedule.ts';
import type { Engine, Observations, Workload } from '../../training/trainer.ts';
import type { RunOptions } from '../experiment.ts';
import { startTraining } from '../start-training.ts';
import { append, noObservations, trainInChunks } from '../train-in-chunks.ts';
import { networkOf, type TwoPointsParameters } from './parameters.ts';

/** A run whose loss ends at or below this has learnt both targets. */
export const convergedLoss = 1e-3;

/** The id of the run of these parameters on an engine, known before it runs. */
export function twoPointsRunId(parameters: TwoPointsParameters, engine: Pick<Engine, 'id' | 'version'>): string {
  return identify('two-points', parameters, engine).id;
}

/** Trains the network that `parameters` ask for and records its curves; see `Experiment.run`. */
export async function runTwoPoints(
  parameters: TwoPointsParameters,
  { engine, signal, turn, onProgress }: RunOptions<TwoPointsParameters>,
): Promise<RunRecord<TwoPointsParameters>> {
  const network = networkOf(parameters);
  const trainer = await startTraining(engine, network, twoPoints(parameters), parameters, signal);
  try {
    const identity = identify('two-points', parameters, engine);
    let record: RunRecord<TwoPointsParameters> = { ...identity, ...outcome(noObservations) };
    let observations = noObservations;
    for await (const chunk of trainInChunks(trainer, recordingSteps(parameters.steps), { signal, turn })) {
      const { step, stepsPerSecond } = chunk;
      observations = append(observations, chunk.observations);
      record = { ...identity, ...outcome(observations, step === parameters.steps) };
      onProgress?.({ record, step, steps: parameters.steps, stepsPerSecond });
    }
    return record;
  } finally {
    trainer.dispose();
  }
}

/** What an engine must be able to run for these parameters. */
export function twoPointsWorkload(parameters: TwoPointsParameters): Workload {
  return { network: networkOf(parameters), points: { size: 2 }, optimizer: parameters.optimizer };
}

/** Rough count of floating-point operations: forward, backward and update, two points, a multiply and an add each. */
export function twoPointsCost(parameters: TwoPointsParameters): number {
  const passes = 3;
  const points = 2;
  return 2 * passes * points * multiplications(networkOf(parameters)) * parameters.steps;
}

function outcome(
  observations: Observations,
  ended = false,
): Pick<RunRecord<never>, 'status' | 'divergedAt' | 'series'> {
  const { series, divergedAt } = recordSeries(observations);
  return { status: statusOf(divergedAt, ended, series.loss.at(-1), convergedLoss), divergedAt, series };
}
