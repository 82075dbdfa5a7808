import { z } from 'zod';
import type { Experiment } from '../experiment.ts';
import { identify } from '../run-head.ts';
import { twoPointsOutcomeShape as shared, type TwoPointsOutcome } from '../two-points/outcome.ts';
import { twoPointsWorkload } from '../two-points/run.ts';
import { compareDepth, type DepthComparison } from './compare.ts';
import { depthParameters, depthShape, type DepthParameters } from './parameters.ts';
import { depthCost, runDepth, twoPointsAt, type DepthData } from './run.ts';

const residual = z.number().min(0).nullable();

/** The numbers of a run read at every layer, and of its fits. */
const depthOutcomeShape = {
  bestLayer: z.int().min(0).nullable().meta({
    description: 'Hidden layer, from 0, at which the theory fits best: with the least sum of squared residuals.',
    missing: 'No layer has a fit.',
  }),
  bestResidual: residual.meta({
    description: 'Sum of squared residuals there; see residual.',
    missing: 'No layer has a fit.',
  }),
  firstResidual: residual.meta({
    description: 'The same sum at the first hidden layer.',
    missing: 'That layer has no fit.',
  }),
  lastResidual: residual.meta({
    description: 'The same sum at the last hidden layer.',
    missing: 'That layer has no fit.',
  }),
  physicalLayers: z.int().min(0).meta({ description: 'Number of layers whose fit is meaningful; see physical.' }),
  reason: shared.reason,
  lossFinal: shared.lossFinal,
};
export type DepthOutcome = z.output<z.ZodObject<typeof depthOutcomeShape>>;

/** Where in a network the theory holds: one run, read at every hidden layer. */
export const depthExperiment: Experiment<
  DepthParameters,
  DepthComparison,
  DepthOutcome,
  DepthData,
  readonly TwoPointsOutcome[]
> = {
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
  summarise: ({ series }, { layers, best, reason }) => ({
    bestLayer: best?.layer ?? null,
    bestResidual: best?.residual ?? null,
    firstResidual: layers[0]?.fit?.residual ?? null,
    lastResidual: layers.at(-1)?.fit?.residual ?? null,
    physicalLayers: layers.filter(({ fit }) => fit?.physical).length,
    reason,
    lossFinal: series.loss.at(-1) ?? null,
  }),
  workload: (parameters) => twoPointsWorkload(twoPointsAt(parameters, 0)),
  cost: depthCost,
};
