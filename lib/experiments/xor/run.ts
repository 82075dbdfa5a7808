import { parameterCount } from '../../networks/network.ts';
import { recordingSteps } from '../../training/schedule.ts';
import type { RunOptions } from '../experiment.ts';
import { identify, statusOf } from '../run-head.ts';
import type { RunRecord } from '../run-record.ts';
import { squaredDistances } from '../squared-distances.ts';
import { startTraining } from '../start-training.ts';
import { trainInChunks } from '../train-in-chunks.ts';
import { convergedLoss } from '../two-points/run.ts';
import { xorNetwork, type XorParameters } from './parameters.ts';
import { xorPoints } from './points.ts';

/** What is seen at some steps, the first and the last among them: finite float32 values. */
export interface XorSeries {
  readonly step: readonly number[];
  /** Mean squared error, without the factor 1/2 of the other experiments. */
  readonly loss: readonly number[];
  /** `[step][16]`: squared distances of the four representations, row-major in the order of `xorPoints`. */
  readonly h: readonly (readonly number[])[];
  /** `[step][16]`: squared distances of the four predictions. */
  readonly y: readonly (readonly number[])[];
}

export interface XorData {
  readonly series: XorSeries;
}

export type XorRecord = RunRecord<XorParameters, XorData>;

/**
 * The paper's loss here is twice the trainer's, which has the factor 1/2. Gradient descent on twice a loss is gradient
 * descent on the loss at twice the rate, so this is exact.
 */
const lossFactor = 2;

/** The rate that the trainer needs. Adam steps by the gradient's direction alone: the factor of the loss is nothing to it. */
const effectiveRate = ({ lr, optimizer }: XorParameters) => (optimizer === 'adam' ? lr : lossFactor * lr);

/** Where the matrices are recorded. */
const matrixSteps = { log: 32, even: 64 };

/** Trains on the four points and records the matrices of distances; see `Experiment.run`. */
export async function runXor(
  parameters: XorParameters,
  { engine, signal, turn, onProgress }: RunOptions<XorParameters, XorData>,
): Promise<XorRecord> {
  const { steps, layer } = parameters;
  const network = xorNetwork(parameters);
  const trainer = await startTraining(
    engine,
    network,
    xorPoints,
    { ...parameters, lr: effectiveRate(parameters) },
    signal,
  );
  try {
    const identity = identify('xor', parameters, engine);
    const [step, loss]: [number[], number[]] = [[], []];
    const [h, y]: [number[][], number[][]] = [[], []];
    let divergedAt: number | null = null;
    const recorded = (ended: boolean): XorRecord => ({
      ...identity,
      status: statusOf(divergedAt, ended, loss.at(-1), convergedLoss),
      divergedAt,
      series: { step: [...step], loss: [...loss], h: [...h], y: [...y] },
    });
    const schedule = recordingSteps(steps, matrixSteps);
    for await (const chunk of trainInChunks(trainer, schedule, { signal, turn, pauseAtEach: true })) {
      const seenAt = chunk.observations.step.at(-1)!;
      const seenLoss = Math.fround(lossFactor * chunk.observations.loss.at(-1)!);
      const seenH = squaredDistances(await trainer.hidden(layer), xorPoints.size).map(Math.fround);
      const seenY = squaredDistances(await trainer.outputs(), xorPoints.size).map(Math.fround);
      if ([seenLoss, ...seenH, ...seenY].every(Number.isFinite)) {
        step.push(seenAt);
        loss.push(seenLoss);
        h.push(seenH);
        y.push(seenY);
      } else {
        divergedAt = seenAt;
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

/** Rough count of floating-point operations; see `twoPointsCost`. */
export function xorCost(parameters: XorParameters): number {
  const passes = 3;
  return 2 * passes * xorPoints.size * parameterCount(xorNetwork(parameters)) * parameters.steps;
}
