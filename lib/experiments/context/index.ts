import { z } from 'zod';
import type { Experiment } from '../experiment.ts';
import { identify } from '../run-head.ts';
import { compareContext, type ContextComparison } from './compare.ts';
import { contextNetwork, contextParameters, contextShape, type ContextParameters } from './parameters.ts';
import { contextCost, runContext, type ContextData } from './run.ts';

const nullableNumber = z.number().nullable();

/** The numbers of a run of the two-context task. */
const contextOutcomeShape = {
  irrelevantInitial: nullableNumber.meta({
    description: 'Share of the hidden variance on the feature that is not asked for, mean of both contexts, at first.',
  }),
  irrelevantFinal: nullableNumber.meta({ description: 'The same after training: near 0 where learning was rich.' }),
  betweenContexts: nullableNumber.meta({ description: 'Share of the final hidden variance between the two contexts.' }),
  axisCosine: nullableNumber.meta({
    description: 'Absolute cosine between the axes along which the two contexts spread what they ask for, at the end.',
  }),
  richCorrelation: nullableNumber.meta({ description: "Pearson's r of final squared distances with the rich limit." }),
  lazyCorrelation: nullableNumber.meta({ description: "Pearson's r of final with initial squared distances." }),
  targetCorrelation: nullableNumber.meta({ description: "Pearson's r of final squared distances with the targets'." }),
  lossFinal: nullableNumber.meta({ description: 'Last observed loss over all points.' }),
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
