import { z } from 'zod';
import type { Rates } from '../../theory/index.ts';
import type { Experiment } from '../experiment.ts';
import { identify } from '../run-head.ts';
import type { SeriesData } from '../run-record.ts';
import { twoPointsWorkload } from '../two-points/run.ts';
import { compareRichStructure, type RichStructureComparison } from './compare.ts';
import { richStructureParameters, richStructureShape, type RichStructureParameters } from './parameters.ts';
import { richStructureCost, runRichStructure } from './run.ts';

const nullableNumber = z.number().nullable();

/** The numbers of a cell and of the closed form. */
const richStructureOutcomeShape = {
  stoppedAt: nullableNumber.meta({ description: 'Last step; where the loss fell below the target, if it did.' }),
  h0: nullableNumber.meta({ description: 'h before the first update.' }),
  hFinal: nullableNumber.meta({ description: 'Measured h where the loss fell below the target.' }),
  hTheory: nullableNumber.meta({ description: 'Final h by the closed form at the given mean rates.' }),
  endpointRatio: nullableNumber.meta({ description: 'etaH/etaY that the end points of the cell imply.' }),
  lossFinal: nullableNumber.meta({ description: 'Last observed loss.' }),
};
export type RichStructureOutcome = z.output<z.ZodObject<typeof richStructureOutcomeShape>>;

/** The structure that rich learning gives a representation: final h over distances of inputs and of targets. */
export const richStructureExperiment: Experiment<
  RichStructureParameters,
  RichStructureComparison,
  RichStructureOutcome,
  SeriesData,
  Rates
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
  summarise: ({ series }, { hFinal, hTheory, endpointRatio }) => ({
    stoppedAt: series.step.at(-1) ?? null,
    h0: series.h[0] ?? null,
    hFinal,
    hTheory,
    endpointRatio,
    lossFinal: series.loss.at(-1) ?? null,
  }),
  workload: twoPointsWorkload,
  cost: richStructureCost,
};
