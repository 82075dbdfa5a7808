import { digitKinds, digitPoints, mnistFiles, readDigits, type DigitSet } from '../../datasets/mnist.ts';
import { multiplications } from '../../networks/network.ts';
import { updatesPerEpoch } from '../../training/batch-order.ts';
import { recordingSteps } from '../../training/schedule.ts';
import type { Trainer } from '../../training/trainer.ts';
import type { RunOptions } from '../experiment.ts';
import { identify, statusOf } from '../run-head.ts';
import { recordSeries, type RunRecord, type RunSeries } from '../run-record.ts';
import { squaredDistances } from '../squared-distances.ts';
import { startTraining } from '../start-training.ts';
import { append, noObservations, trainInChunks } from '../train-in-chunks.ts';
import { mnistNetwork, type MnistParameters } from './parameters.ts';
import { predictedDistances } from './prediction.ts';

/** A run whose loss ends at or below this tells most digits apart; telling nothing has 0.045. */
export const mnistConvergedLoss = 0.01;

/** What is seen of a run on handwritten digits. Matrices are `[digits][digits]`, row-major, digits sorted by label. */
export interface MnistData {
  /** `h, y, w` of the pair; the loss is that over the recorded digits. */
  readonly series: RunSeries;
  /** Squared distances of the pair's inputs and targets. */
  readonly pair: { readonly dx2: number; readonly dy2: number };
  /** Place in the training set and label of each recorded digit, in the order of the matrices. */
  readonly places: readonly number[];
  readonly labels: readonly number[];
  /** Squared distances of the representations, at first and when last seen; null if one was not finite. */
  readonly initial: readonly number[] | null;
  readonly final: readonly number[] | null;
  /** What the theory predicts for the final ones, up to a factor; see `predictedDistances`. */
  readonly predicted: readonly number[];
  /** Share of the recorded digits whose largest output is the right one, when last seen. */
  readonly accuracy: number;
}

export type MnistRecord = RunRecord<MnistParameters, MnistData>;

/** A run is looked at often, so that the curves are fine and a long run is heard of. */
const looks = { log: 96, even: 400 };

const updates = ({ images, batch, epochs }: MnistParameters) => epochs * updatesPerEpoch(images, batch);

/** What the theory predicts depends on the digits alone, and takes longer than a short run: kept as long as their file is. */
const predictions = new WeakMap<ArrayBufferLike, Map<string, readonly number[]>>();

async function predictionOf(
  set: DigitSet,
  neighbours: number,
  places: readonly number[],
  signal?: AbortSignal,
): Promise<readonly number[]> {
  const kept = predictions.get(set.pixels.buffer) ?? new Map<string, readonly number[]>();
  predictions.set(set.pixels.buffer, kept);
  const key = `${neighbours} of ${places.join()}`;
  const known = kept.get(key);
  if (known) return known;
  const predicted = Array.from(await predictedDistances(digitPoints(set, range(neighbours)), places, signal));
  kept.set(key, predicted);
  return predicted;
}

/** Numbers from 0 to below `count`. */
const range = (count: number) => Array.from({ length: count }, (_, n) => n);

/**
 * Trains on batches of digits and records the pair's curves and the distances of the others; see `Experiment.run`. The
 * host's `files` must have MNIST's training images and labels, of which the first are enough.
 * @throws Error if the host has no files, RangeError if they hold too few digits.
 */
export async function runMnist(
  parameters: MnistParameters,
  { engine, signal, turn, onProgress, files }: RunOptions<MnistParameters, MnistData>,
): Promise<MnistRecord> {
  signal?.throwIfAborted();
  if (files === undefined) throw new Error('This host has no files, and the digits of MNIST are in two of them.');
  const set = readDigits(await files(mnistFiles.images), await files(mnistFiles.labels));
  const { layer, batch, images, neighbours } = parameters;
  for (const [name, wanted] of Object.entries({ images, neighbours })) {
    if (wanted > set.size) throw new RangeError(`${name} is ${wanted}; this host has ${set.size} digits.`);
  }
  const plan = recordedDigits(set, parameters);
  const points = digitPoints(set, plan.observed);
  const predicted = await predictionOf(set, neighbours, plan.places, signal);
  const network = mnistNetwork(parameters);
  const batches = { points: digitPoints(set, range(images)), size: batch };
  const trainer = await startTraining(engine, network, points, parameters, signal, batches);
  try {
    const steps = updates(parameters);
    const look = () => seenOf(trainer, layer, plan);
    const { distances: initial } = await look();
    const known = {
      ...identify('mnist', parameters, engine),
      pair: pairGeometry(points),
      places: plan.places,
      labels: plan.labels,
      initial,
      predicted,
    };
    let observations = noObservations;
    for await (const chunk of trainInChunks(trainer, recordingSteps(steps, looks), { signal, turn })) {
      observations = append(observations, chunk.observations);
      if (!chunk.ended && onProgress === undefined) continue;
      const { series, divergedAt } = recordSeries(observations);
      const { distances: final, accuracy } = await look();
      const status = statusOf(divergedAt, chunk.ended, series.loss.at(-1), mnistConvergedLoss);
      const record: MnistRecord = { ...known, status, divergedAt, series, final, accuracy };
      signal?.throwIfAborted();
      onProgress?.({ record, step: chunk.step, steps, stepsPerSecond: chunk.stepsPerSecond });
      if (chunk.ended) return record;
    }
    throw new Error('Training ended without a last observation.');
  } catch (error) {
    // An abort disposes of the trainer, which then cannot be read: the reason to give is the abort's.
    signal?.throwIfAborted();
    throw error;
  } finally {
    trainer.dispose();
  }
}

interface Plan {
  /** Digits that the network is read on: the pair, then the others. */
  readonly observed: readonly number[];
  /** The same digits by label, and among equal labels by place: the order of the matrices. */
  readonly places: readonly number[];
  readonly labels: readonly number[];
  /** Where each of `places` stands in `observed`. */
  readonly order: readonly number[];
}

function recordedDigits({ labels }: DigitSet, { digits, first, second }: MnistParameters): Plan {
  const observed = [first, second, ...range(digits).filter((place) => place !== first && place !== second)];
  const places = range(digits).sort((a, b) => labels[a]! - labels[b]! || a - b);
  return {
    observed,
    places,
    labels: places.map((place) => labels[place]!),
    order: places.map((place) => observed.indexOf(place)),
  };
}

/** Squared distances of the recorded digits in the matrices' order, and how many of them are told right. */
async function seenOf(trainer: Trainer, layer: number, { order, labels }: Plan) {
  const [hidden, outputs] = [await trainer.hidden(layer), await trainer.outputs()];
  const units = hidden.length / order.length;
  const sorted = Float64Array.from(order.flatMap((n) => [...hidden.subarray(n * units, (n + 1) * units)]));
  const distances = squaredDistances(sorted, order.length).map(Math.fround);
  const right = order.filter((n, rank) => {
    const row = outputs.subarray(n * digitKinds, (n + 1) * digitKinds);
    return row.indexOf(Math.max(...row)) === labels[rank];
  });
  return {
    distances: distances.every(Number.isFinite) ? distances : null,
    accuracy: right.length / order.length,
  };
}

function pairGeometry({ inputs, targets, inputDim, outputDim }: ReturnType<typeof digitPoints>) {
  const between = (values: Float32Array, length: number) => squaredDistances(values.subarray(0, 2 * length), 2)[1]!;
  return { dx2: between(inputs, inputDim), dy2: between(targets, outputDim) };
}

/** Rough count of floating-point operations: training, looking at the recorded digits, and the theory's matrix. */
export function mnistCost(parameters: MnistParameters): number {
  const { images, epochs, digits, neighbours } = parameters;
  const passes = 3 * images * epochs + digits * (looks.log + looks.even);
  return 2 * passes * multiplications(mnistNetwork(parameters)) + neighbours ** 2 * (1.5 * 784 + 2 * digits);
}
