import type { RunOptions } from '../../lib/experiments/experiment.ts';
import { compareMnist, compareStructure, type StructureComparison } from '../../lib/experiments/mnist/compare.ts';
import { paperMnistParameters, type MnistParameters } from '../../lib/experiments/mnist/parameters.ts';
import { runMnist, type MnistRecord } from '../../lib/experiments/mnist/run.ts';
import { reportedRow, type ReproductionRow } from './row.ts';

/**
 * Epochs of the matrix's runs instead of the paper's 200. Adam at a rate of 0.005 tells 97 of the 100 digits right after two;
 * what comes later is noise of the rate (`docs` of the measurement: the row's note says how many).
 */
export const structureEpochs = 5;

/**
 * The curves' runs go ten times as fast for a tenth of the epochs: rate 0.03, 20 epochs, for the paper's 0.003 and 200. Both
 * are far below the rate at which the steps are felt (0.5 still trains), so that both follow the same gradient flow, and
 * rate times steps is the same.
 */
export const trajectorySpeed = 10;

/** The runs of the reproduction: the matrix's and the curves', for each seed. */
export function mnistPlan(seeds: readonly number[]): MnistParameters[] {
  return seeds.flatMap((seed) => {
    const curves = paperMnistParameters('trajectories', seed, 200 / trajectorySpeed);
    return [{ ...curves, lr: trajectorySpeed * curves.lr }, paperMnistParameters('structure', seed, structureEpochs)];
  });
}

/** The table of some runs: those trained by Adam for the matrix, those by gradient descent for the curves. */
export function mnistRows(records: readonly MnistRecord[]): ReproductionRow[] {
  const curves = records.filter(({ parameters }) => parameters.optimizer === 'sgd');
  const matrices = records.filter(({ parameters }) => parameters.optimizer === 'adam');
  const fits = curves.map(compareMnist);
  const head = (part: 'curves' | 'matrix', what: string, quantity: string, note = '') => ({
    id: `mnist/${part}/${what}`,
    figure: part === 'curves' ? 'MNIST, two digits' : 'MNIST, 100 digits',
    reference: '–',
    quantity,
    note,
  });
  const fitted = (read: (comparison: (typeof fits)[number]) => number | null | undefined) =>
    fits.map(read).filter((value) => typeof value === 'number');
  const epochs = (runs: readonly MnistRecord[]) => [...new Set(runs.map((run) => run.parameters.epochs))].join(', ');
  const correlation = (
    what: string,
    quantity: string,
    read: (found: StructureComparison) => number | null,
    note = '',
  ) => {
    const each = matrices.map((run) => compareStructure([run])).filter((found) => found !== null);
    const mean = compareStructure(matrices);
    const averaged = mean === null ? null : read(mean);
    const row = reportedRow(
      head('matrix', what, quantity, note),
      each.map(read).filter((value) => value !== null),
    );
    return averaged === null ? row : { ...row, ours: `${averaged.toFixed(3)} averaged; single runs ${row.ours}` };
  };
  return [
    reportedRow(
      head('curves', 'r2', 'pooled R² of the fit', `${epochs(curves)} epochs at ten times the paper's rate, not 200.`),
      fitted(({ fit }) => fit?.r2),
    ),
    ...(['h', 'y', 'w'] as const).map((curve) =>
      reportedRow(
        head('curves', `r2-${curve}`, `R² of ${curve} alone`),
        fitted(({ fit }) => ({ h: fit?.r2H, y: fit?.r2Y, w: fit?.r2W })[curve]),
      ),
    ),
    reportedRow(
      head('curves', 'h-ratio', 'final h by the closed form over the measured one'),
      curves.flatMap(({ series }, n) => {
        const theory = fits[n]!.hTheory;
        return theory === null ? [] : [theory / series.h.at(-1)!];
      }),
    ),
    correlation(
      'all',
      'r with the theory’s matrix',
      ({ theory }) => theory.all,
      `${epochs(matrices)} epochs, not 200.`,
    ),
    correlation('between', 'r without the within-class blocks', ({ theory }) => theory.between),
    correlation('squared', 'r with its squares', ({ theorySquared }) => theorySquared.all),
    correlation('squared-between', 'the same without the blocks', ({ theorySquared }) => theorySquared.between),
    correlation('initial', 'r with the distances before training', ({ initial }) => initial.all),
    reportedRow(
      head('matrix', 'accuracy', 'share of the 100 digits told right'),
      matrices.map(({ accuracy }) => accuracy),
    ),
  ];
}

/** Makes the runs of some seeds, one after the other, and their table. `files` must have all of MNIST. */
export async function mnistReproduction(
  seeds: readonly number[],
  options: Pick<RunOptions<never>, 'engine' | 'signal' | 'files'>,
): Promise<ReproductionRow[]> {
  const records: MnistRecord[] = [];
  for (const parameters of mnistPlan(seeds)) records.push(await runMnist(parameters, options));
  return mnistRows(records);
}
