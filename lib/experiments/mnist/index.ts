import { z } from 'zod';
import type { Experiment } from '../experiment.ts';
import { identify } from '../run-head.ts';
import { fitShape, twoPointsOutcomeShape as shared } from '../two-points/outcome.ts';
import { fitColumns, storedFit } from '../two-points/summarise.ts';
import { compareMnist, type MnistComparison } from './compare.ts';
import { mnistNetwork, mnistParameters, mnistShape, type MnistParameters } from './parameters.ts';
import { mnistCost, runMnist, type MnistData } from './run.ts';

const correlation = z.number().nullable();
const infinite = 'A representation was not finite, or distances do not vary.';

/** The numbers of a run on digits. */
const mnistOutcomeShape = {
  dx2: z.number().min(0).meta({ description: "Squared distance of the pair's pictures." }),
  dy2: z.number().min(0).meta({ description: "Squared distance of the pair's targets." }),
  h0: shared.h0,
  hFinal: shared.hFinal,
  ...fitShape,
  hTheory: shared.hTheory,
  correlation: correlation.meta({
    description: "Pearson's r of the digits' squared distances with the theory's matrix, over all pairs.",
    missing: infinite,
    source: 'predictedDistances: P = e^-A A e^-A with A = |dx| |dy|',
  }),
  correlationBetween: correlation.meta({
    description: 'The same over pairs of digits of different labels, which is without the blocks on the diagonal.',
    missing: infinite,
  }),
  initialCorrelation: correlation.meta({
    description: "Pearson's r of the digits' squared distances with those before training.",
    missing: infinite,
  }),
  accuracy: z
    .number()
    .min(0)
    .max(1)
    .meta({ description: 'Share of the recorded digits, all trained on, that are told right.' }),
  lossFinal: shared.lossFinal,
};
export type MnistOutcome = z.output<z.ZodObject<typeof mnistOutcomeShape>>;

/** Real data: two digits among many follow the two equations, and the distances of a hundred their many-point form. */
export const mnistExperiment: Experiment<MnistParameters, MnistComparison, MnistOutcome, MnistData, MnistOutcome> = {
  id: 'mnist',
  title: 'Handwritten digits',
  description:
    'A network learns to tell the digits of MNIST apart, in batches. Observed are the two points of one pair, a 0 and a ' +
    '1 unless others are chosen, and the distances of a hundred digits in a hidden layer, beside the matrix that the ' +
    'theory predicts from the data alone.',
  parameters: mnistParameters,
  shape: mnistShape,
  outcomeShape: mnistOutcomeShape,
  run: runMnist,
  runId: (parameters, engine) => identify('mnist', parameters, engine).id,
  compare: (record, released) =>
    compareMnist(record, released && { fit: storedFit(released), reason: released.reason }),
  summarise: ({ series, accuracy, pair }, { fit, reason, hTheory, structure }) => ({
    dx2: pair.dx2,
    dy2: pair.dy2,
    h0: series.h[0] ?? null,
    hFinal: series.h.at(-1) ?? null,
    ...fitColumns({ fit, reason }),
    hTheory,
    correlation: structure?.theory.all ?? null,
    correlationBetween: structure?.theory.between ?? null,
    initialCorrelation: structure?.initial.all ?? null,
    accuracy,
    lossFinal: series.loss.at(-1) ?? null,
  }),
  workload: (parameters) => ({
    network: mnistNetwork(parameters),
    points: { size: parameters.digits },
    optimizer: parameters.optimizer,
    batches: { size: parameters.batch },
  }),
  cost: mnistCost,
};
