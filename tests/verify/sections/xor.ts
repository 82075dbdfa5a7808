import { compareXor, type XorComparison } from '../../../lib/experiments/xor/compare.ts';
import type { Rates } from '../../../lib/theory/index.ts';
import type { Finished } from '../finished.ts';
import { conditionRow, listed, rangeRow, type Row, type Section } from '../judge.ts';
import { xorIds } from '../plan.ts';
import { xorReference } from '../reference.ts';

const points = ['00', '01', '10', '11'];

/** A matrix of squared distances as a Markdown table of distances. */
function matrix(title: string, squared: readonly number[]): string {
  const cell = (value: number) => Math.sqrt(value).toFixed(Math.sqrt(Math.max(...squared)) > 10 ? 1 : 3);
  const lines = points.map((name, a) => `| ${name} | ${points.map((_, b) => cell(squared[4 * a + b]!)).join(' | ')} |`);
  return [`| ${title} | ${points.join(' | ')} |`, '| --- | --: | --: | --: | --: |', ...lines].join('\n');
}

/** @param rates mean rates of our own default runs; only their ratio matters. */
export function xorSection(finished: Finished, rates: Rates): Section {
  const rows: Row[] = [];
  const after: string[] = [];
  for (const key of xorIds) {
    const ours = finished.of('xor', key).map(({ record }) => compareXor(record, rates));
    const theirs = xorReference.filter(({ setting }) => setting === key);
    const found = (read: (comparison: XorComparison) => number | null) =>
      ours.map(read).filter((value) => value !== null);
    const pearsons = found(({ pearson }) => pearson);
    const reference = theirs.map((run) => run.pearson_theory_vs_experiment);
    const head = { id: `xor/${key}/pearson`, figure: `XOR, ${key}`, quantity: 'r of theory and experiment' };
    if (key === 'intermediate') {
      const criterion = '0.85 to 0.95';
      const inside = (r: number) => r >= 0.85 && r <= 0.95;
      rows.push(conditionRow({ ...head, criterion }, listed(reference), pearsons, inside));
    } else if (key === 'shallow') {
      rows.push(rangeRow(head, reference, pearsons));
    } else {
      rows.push(conditionRow({ ...head, criterion: 'at least 0.99' }, listed(reference), pearsons, (r) => r >= 0.99));
    }
    rows.push(
      rangeRow(
        { id: `xor/${key}/initial`, figure: `XOR, ${key}`, quantity: 'r of initial and final distances' },
        theirs.map((run) => run.pearson_initial_vs_final),
        found(({ pearsonInitial }) => pearsonInitial),
      ),
    );
    const first = ours[0];
    if (first?.hInitial && first.hFinal && first.hTheory) {
      const tables = [
        matrix('initial', first.hInitial),
        matrix('final', first.hFinal),
        matrix('theory', first.hTheory),
      ];
      after.push(`Distances of the first seed, ${key}:\n\n${tables.join('\n\n')}`);
    }
  }
  return {
    title: 'XOR',
    text:
      'Four points, mean squared error without the factor ½, ReLU. The theory takes the ratio of the mean rates of our own ' +
      '`default` runs, at every gain. r is over the six distances.',
    rows,
    after: after.join('\n\n'),
  };
}
