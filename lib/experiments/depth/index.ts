import { z } from 'zod';
import type { Experiment } from '../experiment.ts';
import { identify } from '../run-head.ts';
import { twoPointsWorkload } from '../two-points/run.ts';
import { compareDepth, type DepthComparison } from './compare.ts';
import { depthParameters, depthShape, type DepthParameters } from './parameters.ts';
import { depthCost, runDepth, twoPointsAt, type DepthData } from './run.ts';

const nullableNumber = z.number().nullable();

/** The numbers of a run read at every layer, and of its fits. */
const depthOutcomeShape = {
  bestLayer: nullableNumber.meta({ description: 'Hidden layer, from 0, at which the theory fits best.' }),
  bestResidual: nullableNumber.meta({ description: 'Sum of squared residuals there, over training steps.' }),
  firstResidual: nullableNumber.meta({ description: 'The same sum at the first hidden layer.' }),
  lastResidual: nullableNumber.meta({ description: 'The same sum at the last hidden layer.' }),
  physicalLayers: z.int().meta({ description: 'Number of layers whose fit is meaningful.' }),
  lossFinal: nullableNumber.meta({ description: 'Last observed loss.' }),
};
export type DepthOutcome = z.output<z.ZodObject<typeof depthOutcomeShape>>;

/** Where in a network the theory holds: one run, read at every hidden layer. */
export const depthExperiment: Experiment<DepthParameters, DepthComparison, DepthOutcome, DepthData, never> = {
  id: 'depth',
  title: 'Every layer',
  description:
    'The run of two-points, its two representations read at every hidden layer and the theory fitted to each layer by ' +
    'itself: it needs a flexible map before and after the layer, so that it holds in the middle.',
  parameters: depthParameters,
  shape: depthShape,
  outcomeShape: depthOutcomeShape,
  run: runDepth,
  runId: (parameters, engine) => identify('depth', parameters, engine).id,
  compare: compareDepth,
  summarise: ({ series }, { layers, best }) => ({
    bestLayer: best?.layer ?? null,
    bestResidual: best?.residual ?? null,
    firstResidual: layers[0]?.fit?.residual ?? null,
    lastResidual: layers.at(-1)?.fit?.residual ?? null,
    physicalLayers: layers.filter(({ fit }) => fit?.physical).length,
    lossFinal: series.loss.at(-1) ?? null,
  }),
  workload: (parameters) => twoPointsWorkload(twoPointsAt(parameters, 0)),
  cost: depthCost,
};
