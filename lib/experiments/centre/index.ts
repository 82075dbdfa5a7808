import { spread, type Spread } from '../statistics.ts';
import type { RunRecord } from '../run-record.ts';
import { compareTwoPoints } from '../two-points/compare.ts';
import { twoPointsParameters, type TwoPointsParameters } from '../two-points/parameters.ts';

/** Centres from the paper's pair (-1, 0) to the centred one (-1/2, 1/2). */
export const centres = [-0.5, -0.4, -0.3, -0.2, -0.1, 0] as const;

/** The networks whose fits are followed as the pair moves: one lazy and one rich, both fast. */
export const centreNetworks = {
  lazy: { activation: 'linear', gain: 0.9, lr: 0.01, steps: 360 },
  rich: { activation: 'tanh', width: 52, gain: 0.5, lr: 0.05, steps: 400 },
} as const;

/** Two-point runs of one network at every centre and seed; the seed varies fastest. */
export function centreRuns(
  base: Partial<TwoPointsParameters>,
  seeds: readonly number[],
  at: readonly number[] = centres,
): TwoPointsParameters[] {
  return at.flatMap((centre) => seeds.map((seed) => twoPointsParameters.parse({ ...base, centre, seed })));
}

/** How well the theory fits the runs of one centre. */
export interface CentreFit {
  readonly centre: number;
  /** Pooled R^2 over the seeds that have a fit; null if none has. */
  readonly r2: Spread | null;
  /** Richness C over the same seeds. */
  readonly richness: Spread | null;
  /** Runs whose fit is meaningful, and all runs. */
  readonly physical: number;
  readonly runs: number;
}

/** R^2 of the theory by the pair's centre, in the order in which the centres first come. */
export function fitByCentre(records: readonly RunRecord<TwoPointsParameters>[]): CentreFit[] {
  const found = [...new Set(records.map(({ parameters }) => parameters.centre))];
  return found.map((centre) => {
    const there = records.filter(({ parameters }) => parameters.centre === centre);
    const comparisons = there.map((record) => compareTwoPoints(record));
    const numbers = (values: (number | null | undefined)[]) => {
      const known = values.filter((value) => value !== null && value !== undefined);
      return known.length > 0 ? spread(known) : null;
    };
    return {
      centre,
      r2: numbers(comparisons.map(({ fit }) => fit?.r2)),
      richness: numbers(comparisons.map(({ richness }) => richness)),
      physical: comparisons.filter(({ fit }) => fit?.physical).length,
      runs: there.length,
    };
  });
}

/** The centre furthest from 0 at which the median R^2 is still at least `level`; null if it is so nowhere. */
export function holdsFrom(fits: readonly CentreFit[], level: number): number | null {
  const holding = fits.filter(({ r2 }) => r2 !== null && r2.median >= level).map(({ centre }) => centre);
  return holding.length === 0
    ? null
    : holding.reduce((far, centre) => (Math.abs(centre) > Math.abs(far) ? centre : far));
}
