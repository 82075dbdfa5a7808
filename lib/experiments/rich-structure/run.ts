import { twoPoints } from '../../datasets/two-points.ts';
import { recordingSteps } from '../../training/schedule.ts';
import type { Observations } from '../../training/trainer.ts';
import type { RunOptions } from '../experiment.ts';
import { identify, statusOf } from '../run-head.ts';
import { recordSeries, type RunRecord } from '../run-record.ts';
import { startTraining } from '../start-training.ts';
import { append, noObservations, trainInChunks } from '../train-in-chunks.ts';
import { networkOf } from '../two-points/parameters.ts';
import { twoPointsCost } from '../two-points/run.ts';
import type { RichStructureParameters } from './parameters.ts';

export type RichStructureRecord = RunRecord<RichStructureParameters>;

/**
 * Trains one cell until its loss is below the target, looked at after every step as the paper's program does; the last
 * entry of the series is the state at which it stopped. See `Experiment.run`.
 */
export async function runRichStructure(
  parameters: RichStructureParameters,
  { engine, signal, turn, onProgress }: RunOptions<RichStructureParameters>,
): Promise<RichStructureRecord> {
  const { steps, lossTarget } = parameters;
  const network = networkOf(parameters);
  const trainer = await startTraining(engine, network, twoPoints(parameters), parameters, signal);
  try {
    const identity = identify('rich-structure', parameters, engine);
    const everyStep = Array.from({ length: steps + 1 }, (_, step) => step);
    const kept = new Set(recordingSteps(steps));
    let observations = noObservations;
    let record: RichStructureRecord = {
      ...identity,
      status: 'unfinished',
      divergedAt: null,
      series: recordSeries(noObservations).series,
    };
    for await (const chunk of trainInChunks(trainer, everyStep, { signal, turn })) {
      const seen = chunk.observations;
      const reached = seen.loss.findIndex((loss) => loss < lossTarget);
      const last = reached < 0 ? seen.step.length - 1 : reached;
      // The first step that is not finite must be kept, so that the record can name it.
      const finite = Number.isFinite(seen.loss[last] ?? Number.NaN);
      const ended = reached >= 0 || chunk.ended;
      observations = append(
        observations,
        pick(seen, (step, n) => (n === last ? ended || !finite || kept.has(step) : n < last && kept.has(step))),
      );
      const { series, divergedAt } = recordSeries(observations);
      const status = statusOf(divergedAt, ended, series.loss.at(-1), lossTarget);
      record = { ...identity, status, divergedAt, series };
      const step = ended ? (observations.step.at(-1) ?? 0) : chunk.step;
      onProgress?.({ record, step, steps, stepsPerSecond: chunk.stepsPerSecond });
      if (ended) break;
    }
    return record;
  } finally {
    trainer.dispose();
  }
}

/** The entries of `observations` that are wanted. */
function pick(observations: Observations, wanted: (step: number, index: number) => boolean): Observations {
  const chosen = [...observations.step.keys()].filter((n) => wanted(observations.step[n]!, n));
  const take = (values: Float64Array) => Float64Array.from(chosen, (n) => values[n]!);
  return {
    step: take(observations.step),
    h: take(observations.h),
    y: take(observations.y),
    w: take(observations.w),
    loss: take(observations.loss),
  };
}

/** At most: most cells stop long before. */
export function richStructureCost(parameters: RichStructureParameters): number {
  return twoPointsCost(parameters);
}
