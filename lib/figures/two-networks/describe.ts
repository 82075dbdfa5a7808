import type { MatrixCorrelation } from '../../experiments/mnist/compare.ts';
import { formatNumber } from '../axes.ts';
import { formatR } from '../mnist-structure/table.ts';
import type { TwoNetworksTable } from './table.ts';

const words = (seen: MatrixCorrelation | null, pairs: keyof MatrixCorrelation) => {
  const r = seen?.[pairs] ?? null;
  return r === null ? 'not defined' : formatR(r);
};

/** The two networks, in words. */
export const titleTwoNetworks = ({ sides }: TwoNetworksTable): string =>
  `Distances of digits in two networks: ${sides.map(({ label, seed }) => `${label} (seed ${seed})`).join(' and ')}`;

/** What a reader of the picture sees, in sentences made from the numbers. */
export function describeTwoNetworks({ sides, before, now, labels, until }: TwoNetworksTable): string {
  if (until === 0) {
    return (
      `Before training, Pearson’s r of the two matrices of distances of ${labels.length} digits is ` +
      `${words(before, 'all')}; over different digits only it is ${words(before, 'between')}.`
    );
  }
  const each = sides.map(
    ({ label, seed, accuracy }) => `${label} (seed ${seed}) tells ${formatNumber(100 * accuracy)} % of them right`,
  );
  return (
    `Of ${labels.length} digits: ${each.join('; ')}. Pearson’s r of their two matrices of distances was ` +
    `${words(before, 'all')} before training and is ${words(now, 'all')}; over different digits only it was ` +
    `${words(before, 'between')} and is ${words(now, 'between')}.`
  );
}
