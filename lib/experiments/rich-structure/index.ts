import { z } from 'zod';
import type { Experiment } from '../experiment.ts';
import { knownColumns, knownRatesShape, type KnownRates } from '../known-rates.ts';
import { identify } from '../run-head.ts';
import type { SeriesData } from '../run-record.ts';
import { twoPointsOutcomeShape as shared } from '../two-points/outcome.ts';
import { twoPointsWorkload } from '../two-points/run.ts';
import { compareRichStructure, type RichStructureComparison } from './compare.ts';
import { richStructureParameters, richStructureShape, type RichStructureParameters } from './parameters.ts';
import { richStructureCost, runRichStructure } from './run.ts';

/** The numbers of a cell and of the closed form. */
const richStructureOutcomeShape = {
  stoppedAt: z.int().min(0).nullable().meta({
    description: 'Last observed step: where the loss fell below the target, if it did.',
    unit: 'step',
    missing: 'Nothing finite was observed.',
  }),
  h0: shared.h0,
  hFinal: shared.hFinal,
  ...knownRatesShape,
  hTheory: shared.hTheory,
  endpointRatio: shared.endpointRatio,
  reason: shared.reason,
  lossFinal: shared.lossFinal,
};
export type RichStructureOutcome = z.output<z.ZodObject<typeof richStructureOutcomeShape>>;

/** The structure that rich learning gives a representation: final h over distances of inputs and of targets. */
export const richStructureExperiment: Experiment<
  RichStructureParameters,
  RichStructureComparison,
  RichStructureOutcome,
  SeriesData,
  KnownRates
> = {
  id: 'rich-structure',
  title: 'Final distance over the geometry of the pair',
  description:
    'A pair of inputs and targets at given distances is learnt until the loss is small. The final distance of the ' +
    'representations is compared with the closed form, at the mean rates of other runs of the same network.',
  parameters: richStructureParameters,
  shape: richStructureShape,
  outcomeShape: richStructureOutcomeShape,
  run: runRichStructure,
  runId: (parameters, engine) => identify('rich-structure', parameters, engine).id,
  compare: compareRichStructure,
  summarise: ({ series }, { hTheory, endpointRatio, rates, reason }) => ({
    stoppedAt: series.step.at(-1) ?? null,
    h0: series.h[0] ?? null,
    hFinal: series.h.at(-1) ?? null,
    ...knownColumns(rates),
    hTheory,
    endpointRatio,
    reason,
    lossFinal: series.loss.at(-1) ?? null,
  }),
  workload: twoPointsWorkload,
  cost: richStructureCost,
};
