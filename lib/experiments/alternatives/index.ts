import { z } from 'zod';
import type { Experiment } from '../experiment.ts';
import type { SeriesData } from '../run-record.ts';
import { twoPointsParameters, twoPointsShape, type TwoPointsParameters } from '../two-points/parameters.ts';
import { runTwoPoints, twoPointsCost, twoPointsRunId, twoPointsWorkload } from '../two-points/run.ts';
import { compareAlternatives, type AlternativesComparison } from './compare.ts';

const factor = z.number().nullable();
const meaning = (what: string) => `Least sum of squared residuals with ${what}, divided by that of the theory.`;

/** How much worse (above 1) or better (below 1) each altered system fits than the theory. */
const alternativesOutcomeShape = {
  residual: z.number().nullable().meta({ description: "The theory's sum of squared residuals, over training steps." }),
  doubledDy: factor.meta({ description: meaning('dy/dt doubled') }),
  doubledDh: factor.meta({ description: meaning('dh/dt doubled') }),
  flippedDw: factor.meta({ description: meaning('the last term of dw/dt with its sign flipped') }),
  truncatedDy: factor.meta({ description: meaning('dy/dt without its second term') }),
  best: z.string().nullable().meta({ description: 'The system that fits best; "theory" if none of the altered ones.' }),
};
export type AlternativesOutcome = z.output<z.ZodObject<typeof alternativesOutcomeShape>>;

/**
 * Does the form of the equations matter? The runs are those of two-points, ids included: nothing is trained again, four
 * altered systems are fitted beside the theory.
 */
export const alternativesExperiment: Experiment<
  TwoPointsParameters,
  AlternativesComparison,
  AlternativesOutcome,
  SeriesData,
  never
> = {
  id: 'alternatives',
  title: 'Altered equations',
  description:
    'A run of two-points, fitted with the theory and with four systems in each of which one term of the theory is changed.',
  parameters: twoPointsParameters,
  shape: twoPointsShape,
  outcomeShape: alternativesOutcomeShape,
  run: runTwoPoints,
  runId: twoPointsRunId,
  compare: compareAlternatives,
  summarise: (_, { theory, altered, best }) => {
    const factorOf = (id: string) => altered.find((fit) => fit.id === id)?.factor ?? null;
    return {
      residual: theory.fit?.residual ?? null,
      doubledDy: factorOf('doubled-dy'),
      doubledDh: factorOf('doubled-dh'),
      flippedDw: factorOf('flipped-dw'),
      truncatedDy: factorOf('truncated-dy'),
      best,
    };
  },
  workload: twoPointsWorkload,
  cost: twoPointsCost,
};
