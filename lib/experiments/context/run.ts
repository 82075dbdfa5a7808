import { contextBlobs } from '../../datasets/context.ts';
import { multiplications } from '../../networks/network.ts';
import { updatesPerEpoch } from '../../training/batch-order.ts';
import { recordingSteps } from '../../training/schedule.ts';
import type { RunOptions } from '../experiment.ts';
import { identify, statusOf } from '../run-head.ts';
import type { RunRecord } from '../run-record.ts';
import { startTraining } from '../start-training.ts';
import { trainInChunks } from '../train-in-chunks.ts';
import { contextNetwork, type ContextParameters } from './parameters.ts';
import { contextStructure, type ContextStructure } from './structure.ts';

/** A run whose loss ends at or below this tells the coordinates apart; the targets' own variance is 0.36. */
export const contextConvergedLoss = 1e-3;

/** What is seen of a run of the two-context task. */
export interface ContextData {
  /** The loss over all points; finite float32 values. */
  readonly series: { readonly step: readonly number[]; readonly loss: readonly number[] };
  /** The representation before training and when last seen; null if it was not finite. */
  readonly initial: ContextStructure | null;
  readonly final: ContextStructure | null;
}

export type ContextRecord = RunRecord<ContextParameters, ContextData>;

/** How many times a run is looked at, about: each time all points go through the network. */
const looks = { log: 24, even: 40 };

const updates = ({ positions, batch, epochs }: ContextParameters) =>
  epochs * updatesPerEpoch(2 * positions * positions, batch);

/** Trains on batches and records the loss and the representation of all points; see `Experiment.run`. */
export async function runContext(
  parameters: ContextParameters,
  { engine, signal, turn, onProgress }: RunOptions<ContextParameters, ContextData>,
): Promise<ContextRecord> {
  const { layer, positions } = parameters;
  const network = contextNetwork(parameters);
  const points = contextBlobs(parameters);
  const trainer = await startTraining(engine, network, points, parameters, signal, { points, size: parameters.batch });
  try {
    const identity = identify('context', parameters, engine);
    const steps = updates(parameters);
    const look = async () => contextStructure(await trainer.hidden(layer), positions);
    const initial = await look();
    const step: number[] = [];
    const loss: number[] = [];
    let divergedAt: number | null = null;
    const record = (final: ContextStructure | null, ended: boolean): ContextRecord => ({
      ...identity,
      status: statusOf(divergedAt, ended, loss.at(-1), contextConvergedLoss),
      divergedAt,
      series: { step: [...step], loss: [...loss] },
      initial,
      final,
    });
    let last = record(initial, false);
    for await (const chunk of trainInChunks(trainer, recordingSteps(steps, looks), { signal, turn })) {
      chunk.observations.loss.forEach((value, n) => {
        const at = chunk.observations.step[n]!;
        const seen = Math.fround(value);
        if (!Number.isFinite(seen)) {
          divergedAt ??= at;
        } else if (divergedAt === null) {
          step.push(at);
          loss.push(seen);
        }
      });
      if (!chunk.ended && onProgress === undefined) continue;
      last = record(await look(), chunk.ended);
      signal?.throwIfAborted();
      onProgress?.({ record: last, step: chunk.step, steps, stepsPerSecond: chunk.stepsPerSecond });
    }
    return last;
  } catch (error) {
    // An abort disposes of the trainer, which then cannot be read: the reason to give is the abort's.
    signal?.throwIfAborted();
    throw error;
  } finally {
    trainer.dispose();
  }
}

/** Rough count of floating-point operations: forward, backward and update, and a look at all points now and then. */
export function contextCost(parameters: ContextParameters): number {
  const points = 2 * parameters.positions ** 2;
  const passes = 3 * parameters.epochs + looks.log + looks.even;
  return 2 * passes * points * multiplications(contextNetwork(parameters));
}
