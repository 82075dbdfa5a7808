import { z } from 'zod';
import type { Experiment } from '../experiment.ts';
import { identify } from '../run-head.ts';
import { compareMnist, type MnistComparison } from './compare.ts';
import { mnistNetwork, mnistParameters, mnistShape, type MnistParameters } from './parameters.ts';
import { mnistCost, runMnist, type MnistData } from './run.ts';

const nullableNumber = z.number().nullable();

/** The numbers of a run on digits. */
const mnistOutcomeShape = {
  etaH: nullableNumber.meta({ description: "Fitted rate of the pair's encoder.", symbol: '\\eta_h', unit: '1/step' }),
  etaY: nullableNumber.meta({ description: "Fitted rate of the pair's decoder.", symbol: '\\eta_y', unit: '1/step' }),
  r2: nullableNumber.meta({
    description: "Coefficient of determination of the pair's h, y and w pooled.",
    symbol: 'R^2',
  }),
  hFinal: nullableNumber.meta({ description: "The pair's last observed h.", symbol: 'h(T)' }),
  hTheory: nullableNumber.meta({ description: 'The same by the closed form at the fitted rates.' }),
  correlation: nullableNumber.meta({
    description: "Pearson's r of the digits' squared distances with the theory's matrix, over all pairs.",
  }),
  correlationBetween: nullableNumber.meta({ description: 'The same over pairs of digits of different labels.' }),
  initialCorrelation: nullableNumber.meta({ description: "Pearson's r with the distances before training." }),
  accuracy: z.number().meta({ description: 'Share of the recorded digits, all trained on, that are told right.' }),
  lossFinal: nullableNumber.meta({ description: 'Last observed loss over the recorded digits.' }),
};
export type MnistOutcome = z.output<z.ZodObject<typeof mnistOutcomeShape>>;

/** Real data: two digits among many follow the two equations, and the distances of a hundred their many-point form. */
export const mnistExperiment: Experiment<MnistParameters, MnistComparison, MnistOutcome, MnistData, never> = {
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
  compare: compareMnist,
  summarise: ({ series, accuracy }, { fit, hTheory, structure }) => ({
    etaH: fit?.etaH ?? null,
    etaY: fit?.etaY ?? null,
    r2: fit?.r2 ?? null,
    hFinal: series.h.at(-1) ?? null,
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
