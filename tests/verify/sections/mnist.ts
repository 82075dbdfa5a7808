import { compareMnist, compareStructure, type StructureComparison } from '../../../lib/experiments/mnist/compare.ts';
import type { Finished, RecordOf } from '../finished.ts';
import { mnistParameters, mnistRunIds, type MnistRunId } from '../mnist-runs.ts';
import { reportedRow, type Row, type Section } from '../row.ts';

type MnistRun = RecordOf<'mnist'>;

/** Two digits' curves with the fit, and the matrix of a hundred digits against the theory's. */
export function mnistSection(finished: Finished): Section {
  const [curves, matrix] = mnistRunIds.map((id) => mnistParameters(id, 1)) as [
    MnistRun['parameters'],
    MnistRun['parameters'],
  ];
  return {
    id: 'mnist',
    title: 'MNIST',
    text:
      'As `mnist.ipynb` and `mnist_structure.ipynb`: an MLP of 4 hidden layers of 200 on all 60,000 digits, batches of 64; ' +
      'the reference has no numbers of them. **Epochs.** The paper trains for 200. The curves’ runs take ' +
      `${curves.epochs} at ten times its rate (${curves.lr}): rate times steps is the same, and at rates this small both follow ` +
      `the same gradient flow. The matrix’s runs, with Adam at ${matrix.lr}, take ${matrix.epochs}: nearly all of the digits ` +
      'are told right by then, and from then on Adam keeps moving the representation without bringing it nearer to ' +
      'anything. A trial is a seed; the paper’s matrix is the mean of the trials’ matrices, and so is ours ("averaged").',
    rows: [
      ...curveRows(finished.of('mnist', 'curves')),
      ...mnistRunIds.toReversed().flatMap((id) => matrixRows(id, finished.of('mnist', id))),
    ],
  };
}

/** The reference has none. */
const none = 'none';

function curveRows(runs: readonly MnistRun[]): Row[] {
  const fits = runs.map((run) => compareMnist(run));
  const row = (what: string, quantity: string, values: readonly (number | null | undefined)[]) =>
    reportedRow(
      { id: `mnist/curves/${what}`, figure: 'MNIST, two digits', quantity },
      none,
      values.filter((value) => typeof value === 'number'),
    );
  const closed = runs.map(({ series }, n) => fits[n]!.hTheory && fits[n]!.hTheory / series.h.at(-1)!);
  return [
    row(
      'r2',
      'pooled R² of the fit',
      fits.map(({ fit }) => fit?.r2),
    ),
    row(
      'r2-h',
      'R² of h alone',
      fits.map(({ fit }) => fit?.r2H),
    ),
    row(
      'r2-y',
      'R² of y alone',
      fits.map(({ fit }) => fit?.r2Y),
    ),
    row(
      'r2-w',
      'R² of w alone',
      fits.map(({ fit }) => fit?.r2W),
    ),
    row('h-ratio', 'final h by the closed form over the measured one', closed),
  ];
}

const trained: Readonly<Record<MnistRunId, string>> = {
  matrix: 'Adam, as in the paper',
  curves: 'gradient descent, the curves’ runs',
};

function matrixRows(id: MnistRunId, runs: readonly MnistRun[]): Row[] {
  const each = runs.map((run) => compareStructure([run])).filter((found) => found !== null);
  const mean = compareStructure(runs);
  const head = (what: string, quantity: string) => ({
    ...{ id: `mnist/matrix-${id}/${what}`, figure: `MNIST, 100 digits; ${trained[id]}`, quantity },
  });
  const correlation = (what: string, quantity: string, read: (found: StructureComparison) => number | null) => {
    const averaged = mean === null ? null : read(mean);
    const single = each.map(read).filter((value) => value !== null);
    const row = reportedRow(head(what, quantity), none, single);
    return averaged === null ? row : { ...row, ours: `${averaged.toFixed(3)} averaged; single trials ${row.ours}` };
  };
  return [
    correlation('all', 'r with the theory’s matrix', ({ theory }) => theory.all),
    correlation('between', 'r without the within-class blocks', ({ theory }) => theory.between),
    correlation('squared', 'r with its squares, as the paper’s picture shows it', (found) => found.theorySquared.all),
    correlation('squared-between', 'r with its squares, without the blocks', (found) => found.theorySquared.between),
    correlation('initial', 'r with the distances before training', ({ initial }) => initial.all),
    reportedRow(
      head('accuracy', 'share of the 100 digits told right'),
      none,
      runs.map(({ accuracy }) => accuracy),
    ),
  ];
}
