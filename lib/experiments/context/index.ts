import { z } from 'zod';
import type { Experiment } from '../experiment.ts';
import { identify } from '../run-head.ts';
import { twoPointsOutcomeShape as shared } from '../two-points/outcome.ts';
import { compareContext, type ContextComparison } from './compare.ts';
import { contextNetwork, contextParameters, contextShape, type ContextParameters } from './parameters.ts';
import { contextCost, runContext, type ContextData } from './run.ts';

const share = z.number().min(0).nullable();
const correlation = z.number().nullable();
const still = 'The representation was not finite, or does not vary.';
const uncompared = 'There is no comparison, or the distances do not vary; reason says why.';

/** The numbers of a run of the two-context task. */
const contextOutcomeShape = {
  irrelevantInitial: share.meta({
    description: 'Share of the hidden variance on the feature that is not asked for, mean of both contexts, at first.',
    missing: still,
  }),
  irrelevantFinal: share.meta({
    description: 'The same after training: near 0 where learning was rich.',
    missing: still,
  }),
  betweenContexts: share.meta({
    description: 'Share of the final hidden variance between the two contexts.',
    missing: 'The representation was not finite.',
  }),
  axisCosine: share.meta({
    description: 'Absolute cosine between the axes along which the two contexts spread what they ask for, at the end.',
    missing: 'A context has no such axis.',
  }),
  richCorrelation: correlation.meta({
    description: "Pearson's r of final squared distances with the rich limit, over the probed pairs.",
    formula: 'r(h, \\|dx\\| \\|dy\\|)',
    missing: uncompared,
  }),
  lazyCorrelation: correlation.meta({
    description: "Pearson's r of final with initial squared distances, over the probed pairs.",
    missing: uncompared,
  }),
  targetCorrelation: correlation.meta({
    description: "Pearson's r of final squared distances with the targets', over the probed pairs.",
    missing: uncompared,
  }),
  reason: shared.reason,
  lossFinal: shared.lossFinal,
};
export type ContextOutcome = z.output<z.ZodObject<typeof contextOutcomeShape>>;

/** What a representation keeps: two features, one of them asked for, by the context. */
export const contextExperiment: Experiment<ContextParameters, ContextComparison, ContextOutcome, ContextData, never> = {
  id: 'context',
  title: 'Two contexts',
  description:
    'A network sees a blob and a context, which says whether the first or the second coordinate of the blob is asked ' +
    'for, and is trained in batches. Small initial weights lead to a representation of what is asked for alone; large ' +
    'ones keep the geometry of the pictures.',
  parameters: contextParameters,
  shape: contextShape,
  outcomeShape: contextOutcomeShape,
  run: runContext,
  runId: (parameters, engine) => identify('context', parameters, engine).id,
  compare: compareContext,
  summarise: ({ series, final }, comparison) => ({
    irrelevantInitial: comparison.irrelevantInitial,
    irrelevantFinal: comparison.irrelevantFinal,
    betweenContexts: final?.betweenContexts ?? null,
    axisCosine: final?.axisCosine ?? null,
    richCorrelation: comparison.richCorrelation,
    lazyCorrelation: comparison.lazyCorrelation,
    targetCorrelation: comparison.targetCorrelation,
    reason: comparison.reason,
    lossFinal: series.loss.at(-1) ?? null,
  }),
  workload: (parameters) => ({
    network: contextNetwork(parameters),
    points: { size: 2 * parameters.positions ** 2 },
    optimizer: parameters.optimizer,
    batches: { size: parameters.batch },
  }),
  cost: contextCost,
};
