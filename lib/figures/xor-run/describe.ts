import { mean } from '../../experiments/statistics.ts';
import { xorPoints } from '../../experiments/xor/points.ts';
import { cutTo, formatNumber } from '../axes.ts';
import type { XorGroup } from '../xor/table.ts';
import { groupOf, type XorRunTable } from './table.ts';

/** The network, in words. */
export function titleXorRun({ record: { parameters } }: XorRunTable): string {
  const { depth, width, gain, seed } = parameters;
  return `XOR learnt by ${depth} hidden layers of ${width}, ReLU, gain ${gain}, seed ${seed}`;
}

/** What is seen, in a sentence made from the numbers. */
export function describeXorRun(table: Omit<XorRunTable, 'provenance'>): string {
  const { group, step } = groupOf(table);
  const { record, comparison } = table;
  if (record.status === 'diverged') return `Training diverged at step ${record.divergedAt}.`;
  const { targets } = xorPoints;
  const apart = (alike: boolean) =>
    formatNumber(
      mean(
        group.pairs
          .filter(({ first, second }) => (targets[first] === targets[second]) === alike)
          .map(({ final }) => final),
      ),
    );
  const r = (value: XorGroup['pearson']) => (value ? cutTo(value.median, 2) : 'not defined');
  return (
    `At step ${step.toLocaleString('en')} points with the same target are ${apart(true)} apart, the others ${apart(false)}. ` +
    `Pearson’s r of the six distances is ${r(group.pearson)} with the theory’s end and ${r(group.pearsonInitial)} with the start.` +
    (comparison.reason === null ? '' : ` ${comparison.reason}`)
  );
}
