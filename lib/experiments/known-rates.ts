import { z } from 'zod';
import type { Rates } from '../theory/index.ts';

/** Rates that a comparison takes from other runs: their mean. */
export interface KnownRates extends Rates {
  /** Number of runs that they are the mean of; null where they do not come from runs at hand. */
  readonly runs?: number | null;
}

const missing = 'The experiment takes no rates of other runs, or there were none to take.';

/** Columns of what a comparison took from other runs. */
export const knownRatesShape = {
  knownEtaH: z
    .number()
    .nullable()
    .meta({
      description:
        'etaH that the closed form was given: the mean over the meaningful fits of two-points runs that the sweep names, or for ' +
        "xor without such a name the mean of the authors' own runs of the default setting.",
      unit: '1/step',
      missing,
    }),
  knownEtaY: z.number().nullable().meta({
    description: 'etaY that the closed form was given; see knownEtaH. Only the ratio of the two matters.',
    unit: '1/step',
    missing,
  }),
  knownRuns: z.int().min(1).nullable().meta({
    description: 'Number of two-points runs that knownEtaH and knownEtaY are the means of.',
    missing: 'The rates are not the mean of runs of the release.',
  }),
};

/** The same as numbers. */
export function knownColumns(rates: KnownRates | null): z.output<z.ZodObject<typeof knownRatesShape>> {
  return { knownEtaH: rates?.etaH ?? null, knownEtaY: rates?.etaY ?? null, knownRuns: rates?.runs ?? null };
}
