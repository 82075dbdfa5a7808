import { compareXor, type XorComparison } from '../../../lib/experiments/xor/compare.ts';
import type { Rates } from '../../../lib/theory/index.ts';
import type { Finished } from '../finished.ts';
import { conditionRow, listed, rangeRow, twinsOf, type Row, type Section } from '../row.ts';
import { xorIds } from '../plan.ts';
import { xorReference, xorReferenceRates } from '../reference.ts';

const points = ['00', '01', '10', '11'];

/** Some matrices of distances beside each other, as the rows of a Markdown table: one row for each point. */
function matrixRows(name: string, matrices: readonly (readonly number[])[]): string[] {
  const cell = (matrix: readonly number[], n: number) => matrix[n]!.toFixed(Math.max(...matrix) > 10 ? 1 : 3);
  return points.map((point, a) => {
    const cells = matrices.flatMap((matrix) => points.map((_, b) => cell(matrix, 4 * a + b)));
    return `| ${[`${name} ${point}`, ...cells].join(' | ')} |`;
  });
}

const unsquared = (squares: readonly number[]) => squares.map(Math.sqrt);

/** The criteria of the settings that have one of their own. */
const asked: Readonly<Record<string, readonly [criterion: string, holds: (r: number) => boolean]>> = {
  rich: ['at least 0.99', (r) => r >= 0.99],
  intermediate: ['0.85 to 0.95', (r) => r >= 0.85 && r <= 0.95],
  lazy: ['at least 0.99', (r) => r >= 0.99],
};

/** @param rates mean rates of our own default runs; only their ratio matters. */
export function xorSection(finished: Finished, rates: Rates): Section {
  const rows: Row[] = [];
  const after: string[] = [];
  for (const key of xorIds) {
    const ours = finished.of('xor', key).map((record) => compareXor(record, rates));
    const theirs = xorReference.filter(({ setting }) => setting === key);
    // With the reference's own rates: nothing but the computation may differ.
    const twins = theirs.map(({ seed }) =>
      finished.twins('xor', key, seed).map((record) => compareXor(record, xorReferenceRates)),
    );
    const found = (runs: readonly XorComparison[], read: (comparison: XorComparison) => number | null) =>
      runs.map(read).filter((value) => value !== null);
    const line = (
      id: string,
      quantity: string,
      reference: readonly number[],
      read: (run: XorComparison) => number | null,
    ) => ({
      ...{ head: { id: `xor/${key}/${id}`, figure: `XOR, ${key}`, quantity }, reference, values: found(ours, read) },
      same: twinsOf(
        reference,
        twins.map((runs) => found(runs, read)),
      ),
    });
    const theory = line(
      'pearson',
      'r of theory and experiment',
      theirs.map((run) => run.pearson_theory_vs_experiment),
      ({ pearson }) => pearson,
    );
    const criterion = asked[key];
    rows.push(
      criterion
        ? {
            ...conditionRow(
              { ...theory.head, criterion: criterion[0] },
              listed(theory.reference),
              theory.values,
              criterion[1],
              theory.same,
            ),
            remark: outsideOf(theory.values, criterion[1]),
          }
        : rangeRow(theory.head, theory.reference, theory.values, theory.same),
    );
    const start = line(
      'initial',
      'r of initial and final distances',
      theirs.map((run) => run.pearson_initial_vs_final),
      ({ pearsonInitial }) => pearsonInitial,
    );
    rows.push(rangeRow(start.head, start.reference, start.values, start.same));
    after.push(...matrices(key, ours[0], theirs[0]));
  }
  return {
    id: 'xor',
    title: 'XOR',
    text:
      'As `XOR.ipynb`: four points, mean squared error without the factor ½, ReLU. The theory takes the ratio of the mean ' +
      'rates of our own `default` runs, at every gain; for the same start, that of the reference. r is over the six ' +
      'distances. Ranges of r are widened by a tenth of r, so that near 0 they are hardly widened.',
    rows,
    after: after.join('\n\n'),
  };
}

/** How many seeds miss a criterion. */
function outsideOf(values: readonly number[], holds: (r: number) => boolean): string {
  const outside = values.filter((r) => !holds(r));
  return `Of ${values.length} seeds ${outside.length} lie outside of what is asked for (${listed(outside)}).`;
}

/** The matrices before and after training and of the theory, of the first seed of ours and of the reference. */
function matrices(
  key: string,
  ours: XorComparison | undefined,
  theirs: (typeof xorReference)[number] | undefined,
): string[] {
  if (!ours?.hInitial || !ours.hFinal || !ours.hTheory || !theirs) return [];
  const { dist_h_initial: initial, dist_h_final: final, dist_h_theory: theory } = theirs;
  const columns = ['initial', 'final', 'theory'].flatMap((when) => points.map((point) => `${when} ${point}`));
  return [
    `Distances, ${key}, of the first seed of each:`,
    [
      `| ${['point', ...columns].join(' | ')} |`,
      `| --- ${'| --: '.repeat(columns.length)}|`,
      ...matrixRows('ours', [ours.hInitial, ours.hFinal, ours.hTheory].map(unsquared)),
      ...matrixRows(
        'reference',
        [initial, final, theory].map((matrix) => matrix.flat()),
      ),
    ].join('\n'),
  ];
}
