import { z } from 'zod';
import { alternatives, type AlternativeId } from '../../theory/index.ts';
import type { Experiment } from '../experiment.ts';
import type { SeriesData } from '../run-record.ts';
import { twoPointsOutcomeShape as shared } from '../two-points/outcome.ts';
import { twoPointsParameters, twoPointsShape, type TwoPointsParameters } from '../two-points/parameters.ts';
import { runTwoPoints, twoPointsCost, twoPointsRunId, twoPointsWorkload } from '../two-points/run.ts';
import { compareAlternatives, type AlternativesComparison } from './compare.ts';

const factor = z.number().min(0).nullable();
const missing = 'The group did not ask for alternatives, or the system or the theory has no fit.';
const meaning = (what: string) => `Least sum of squared residuals with ${what}, divided by that of the theory.`;

/** How much worse (above 1) or better (below 1) each altered system fits than the theory. */
const alternativesOutcomeShape = {
  residual: shared.residual,
  doubledDy: factor.meta({ description: meaning('dy/dt doubled'), missing }),
  doubledDh: factor.meta({ description: meaning('dh/dt doubled'), missing }),
  flippedDw: factor.meta({ description: meaning('the last term of dw/dt with its sign flipped'), missing }),
  truncatedDy: factor.meta({ description: meaning('dy/dt without its second term'), missing }),
  bestSystem: z
    .enum(['theory', ...(Object.keys(alternatives) as AlternativeId[])])
    .nullable()
    .meta({ description: 'The system that fits best: theory, or one of the altered ones.', missing }),
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
      bestSystem: best,
    };
  },
  workload: twoPointsWorkload,
  cost: twoPointsCost,
};
