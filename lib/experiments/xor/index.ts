import { z } from 'zod';
import type { Experiment } from '../experiment.ts';
import { knownColumns, knownRatesShape, type KnownRates } from '../known-rates.ts';
import { identify } from '../run-head.ts';
import { twoPointsOutcomeShape as shared } from '../two-points/outcome.ts';
import { compareXor, type XorComparison } from './compare.ts';
import { xorNetwork, xorParameters, xorShape, type XorParameters } from './parameters.ts';
import { xorPoints } from './points.ts';
import { runXor, xorCost, type XorData } from './run.ts';

const correlation = z.number().nullable();

/** The numbers of an XOR run and of its comparison with the pairwise closed form. */
const xorOutcomeShape = {
  pearson: correlation.meta({
    description: "Pearson's r of predicted and measured distances (not squared, as in the paper) over the six pairs.",
    missing: 'There is no comparison, or the distances do not vary; reason says why.',
  }),
  pearsonInitial: correlation.meta({
    description: "Pearson's r of the distances before and after training: near 1 in lazy learning.",
    missing: 'There is no comparison, or the distances do not vary; reason says why.',
  }),
  ...knownRatesShape,
  reason: shared.reason,
  loss0: shared.loss0,
  lossFinal: shared.lossFinal,
};
export type XorOutcome = z.output<z.ZodObject<typeof xorOutcomeShape>>;

/** Four points instead of two: rich learning forgets the inputs, lazy learning keeps them. */
export const xorExperiment: Experiment<XorParameters, XorComparison, XorOutcome, XorData, KnownRates> = {
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
    ...knownColumns(comparison.rates),
    reason: comparison.reason,
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
