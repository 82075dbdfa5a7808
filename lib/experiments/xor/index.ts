import { z } from 'zod';
import type { Rates } from '../../theory/index.ts';
import type { Experiment } from '../experiment.ts';
import { identify } from '../run-head.ts';
import { compareXor, type XorComparison } from './compare.ts';
import { xorNetwork, xorParameters, xorShape, type XorParameters } from './parameters.ts';
import { xorPoints } from './points.ts';
import { runXor, xorCost, type XorData } from './run.ts';

const nullableNumber = z.number().nullable();

/** The numbers of an XOR run and of its comparison with the pairwise closed form. */
const xorOutcomeShape = {
  pearson: nullableNumber.meta({ description: "Pearson's r of predicted and measured distances over the six pairs." }),
  pearsonInitial: nullableNumber.meta({ description: "Pearson's r of the distances before and after training." }),
  loss0: nullableNumber.meta({ description: 'Mean squared error before the first update.' }),
  lossFinal: nullableNumber.meta({ description: 'Last observed mean squared error.' }),
};
export type XorOutcome = z.output<z.ZodObject<typeof xorOutcomeShape>>;

/** Four points instead of two: rich learning forgets the inputs, lazy learning keeps them. */
export const xorExperiment: Experiment<XorParameters, XorComparison, XorOutcome, XorData, Rates> = {
  id: 'xor',
  title: 'XOR',
  description:
    'A network learns the four XOR points. The distances of all pairs of representations after training are compared with ' +
    'the closed form applied to each pair by itself: in rich learning targets decide them, in lazy learning the start does.',
  parameters: xorParameters,
  shape: xorShape,
  outcomeShape: xorOutcomeShape,
  run: runXor,
  runId: (parameters, engine) => identify('xor', parameters, engine).id,
  compare: compareXor,
  summarise: ({ series }, comparison) => ({
    pearson: comparison.pearson,
    pearsonInitial: comparison.pearsonInitial,
    loss0: series.loss[0] ?? null,
    lossFinal: series.loss.at(-1) ?? null,
  }),
  workload: (parameters) => ({
    network: xorNetwork(parameters),
    points: { size: xorPoints.size },
    optimizer: parameters.optimizer,
  }),
  cost: xorCost,
};
