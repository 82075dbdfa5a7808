import { twoPoints } from '../../datasets/two-points.ts';
import { recordingSteps } from '../../training/schedule.ts';
import type { Trainer } from '../../training/trainer.ts';
import type { RunOptions } from '../experiment.ts';
import { identify, statusOf } from '../run-head.ts';
import type { RunRecord } from '../run-record.ts';
import { squaredDistances } from '../squared-distances.ts';
import { startTraining } from '../start-training.ts';
import { trainInChunks } from '../train-in-chunks.ts';
import { networkOf, type TwoPointsParameters } from '../two-points/parameters.ts';
import { convergedLoss, twoPointsCost } from '../two-points/run.ts';
import type { DepthParameters } from './parameters.ts';

/** The curves of a run at every layer: finite float32 values. */
export interface DepthSeries {
  readonly step: readonly number[];
  /** `[layer][step]`: squared distance of the two representations in every hidden layer. */
  readonly h: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly w: readonly number[];
  readonly loss: readonly number[];
}

export interface DepthData {
  readonly series: DepthSeries;
}

export type DepthRecord = RunRecord<DepthParameters, DepthData>;

/** The same run as two-points would train it, read at `layer`. */
export function twoPointsAt(parameters: DepthParameters, layer: number): TwoPointsParameters {
  return { ...parameters, layer };
}

/** A run as two-points would have recorded it at each layer, from the first. */
export function layerRecords(record: DepthRecord): RunRecord<TwoPointsParameters>[] {
  return record.series.h.map((h, layer) => ({
    ...record,
    parameters: twoPointsAt(record.parameters, layer),
    series: { ...record.series, h },
  }));
}

/** Trains once and records `h` of every hidden layer beside `y`, `w` and the loss; see `Experiment.run`. */
export async function runDepth(
  parameters: DepthParameters,
  { engine, signal, turn, onProgress }: RunOptions<DepthParameters, DepthData>,
): Promise<DepthRecord> {
  const { depth, steps } = parameters;
  const shared = twoPointsAt(parameters, Math.floor(depth / 2));
  const network = networkOf(shared);
  const trainer = await startTraining(engine, network, twoPoints(parameters), shared, signal);
  try {
    const identity = identify('depth', parameters, engine);
    const step: number[] = [];
    const [y, w, loss] = [[], [], []] as number[][] as [number[], number[], number[]];
    const h = Array.from({ length: depth }, (): number[] => []);
    let divergedAt: number | null = null;
    const recorded = (ended: boolean): DepthRecord => {
      const series = { step: [...step], h: h.map((curve) => [...curve]), y: [...y], w: [...w], loss: [...loss] };
      const status = statusOf(divergedAt, ended, loss.at(-1), convergedLoss);
      return { ...identity, status, divergedAt, series };
    };
    for await (const chunk of trainInChunks(trainer, recordingSteps(steps), { signal, turn, pauseAtEach: true })) {
      const { observations: seen } = chunk;
      const distances = await layerDistances(trainer, depth);
      const row = [seen.y.at(-1)!, seen.w.at(-1)!, seen.loss.at(-1)!].map(Math.fround);
      if ([...row, ...distances].every(Number.isFinite)) {
        step.push(seen.step.at(-1)!);
        distances.forEach((distance, layer) => h[layer]!.push(distance));
        y.push(row[0]!);
        w.push(row[1]!);
        loss.push(row[2]!);
      } else {
        divergedAt = seen.step.at(-1)!;
      }
      const ended = chunk.ended || divergedAt !== null;
      if (chunk.due || ended) {
        const { stepsPerSecond } = chunk;
        onProgress?.({ record: recorded(ended), step: chunk.step, steps, stepsPerSecond });
      }
      if (ended) break;
    }
    return recorded(true);
  } finally {
    trainer.dispose();
  }
}

async function layerDistances(trainer: Trainer, depth: number): Promise<number[]> {
  const distances: number[] = [];
  for (let layer = 0; layer < depth; layer++) {
    distances.push(Math.fround(squaredDistances(await trainer.hidden(layer), 2)[1]!));
  }
  return distances;
}

/** Roughly: training, and a forward pass for each layer at each of some 250 recorded steps. */
export function depthCost(parameters: DepthParameters): number {
  const training = twoPointsCost(twoPointsAt(parameters, 0));
  const reading = (recordingSteps(parameters.steps).length * parameters.depth) / (3 * parameters.steps);
  return training * (1 + reading);
}
