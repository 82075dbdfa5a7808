import type { RunOptions } from '../../lib/experiments/experiment.ts';
import { compareMnist, compareStructure, type StructureComparison } from '../../lib/experiments/mnist/compare.ts';
import { paperMnistParameters, type MnistParameters } from '../../lib/experiments/mnist/parameters.ts';
import { runMnist, type MnistRecord } from '../../lib/experiments/mnist/run.ts';
import { reportedRow, type ReproductionRow } from './row.ts';

/**
 * Epochs of the matrix's runs instead of the paper's 200. More do not bring it nearer to anything: Adam at a rate of 0.005
 * tells 97 of the 100 digits right after two epochs, and from then on keeps moving the representation. Over 30 epochs of
 * one seed r with the theory went up and down between 0.1 and 0.6, and once the network forgot all digits and learnt them
 * again. What helps is the average over seeds.
 */
export const structureEpochs = 5;

/**
 * The curves' runs go ten times as fast for a tenth of the epochs: rate 0.03, 20 epochs, for the paper's 0.003 and 200. Rate
 * times steps is the same, and both rates are far below the one at which steps are felt (0.5 still trains), so that both
 * follow the same gradient flow: rate 0.01 for 60 epochs ended with the same h within 1 %, the same R² to three digits and
 * a third of the rates per step.
 */
export const trajectorySpeed = 10;

/** The runs of the reproduction: the matrix's and the curves', for each seed. */
export function mnistPlan(seeds: readonly number[]): MnistParameters[] {
  return seeds.flatMap((seed) => {
    const curves = paperMnistParameters('trajectories', seed, 200 / trajectorySpeed);
    return [{ ...curves, lr: trajectorySpeed * curves.lr }, paperMnistParameters('structure', seed, structureEpochs)];
  });
}

const ways = { sgd: 'gradient descent', momentum: 'momentum', adam: 'Adam' } as const;

/** The table of some runs: the curves of those trained by gradient descent, the matrix of these and of those by Adam. */
export function mnistRows(records: readonly MnistRecord[]): ReproductionRow[] {
  return [
    ...curveRows(records.filter(({ parameters }) => parameters.optimizer === 'sgd')),
    ...(['adam', 'sgd'] as const).flatMap((optimizer) =>
      matrixRows(
        optimizer,
        records.filter(({ parameters }) => parameters.optimizer === optimizer),
      ),
    ),
  ];
}

function epochsNote(runs: readonly MnistRecord[]): string {
  if (runs.length === 0) return '';
  const given = runs.map(({ parameters: { epochs, lr } }) => `${epochs} epochs at rate ${lr}`);
  return `${[...new Set(given)].join(', ')}.`;
}

function curveRows(runs: readonly MnistRecord[]): ReproductionRow[] {
  const fits = runs.map(compareMnist);
  const row = (what: string, quantity: string, values: readonly (number | null | undefined)[]) =>
    reportedRow(
      {
        ...{ id: `mnist/curves/${what}`, figure: 'MNIST, two digits', quantity },
        ...{ reference: '–', note: epochsNote(runs) },
      },
      values.filter((value) => typeof value === 'number'),
    );
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
    row(
      'h-ratio',
      'final h by the closed form over the measured one',
      runs.map(({ series }, n) => fits[n]!.hTheory && fits[n]!.hTheory / series.h.at(-1)!),
    ),
  ];
}

function matrixRows(optimizer: MnistParameters['optimizer'], runs: readonly MnistRecord[]): ReproductionRow[] {
  const each = runs.map((run) => compareStructure([run])).filter((found) => found !== null);
  const mean = compareStructure(runs);
  const head = (what: string, quantity: string) => ({
    ...{ id: `mnist/matrix-${optimizer}/${what}`, figure: `MNIST, 100 digits, ${ways[optimizer]}` },
    ...{ quantity, reference: '–', note: epochsNote(runs) },
  });
  const correlation = (what: string, quantity: string, read: (found: StructureComparison) => number | null) => {
    const averaged = mean === null ? null : read(mean);
    const row = reportedRow(
      head(what, quantity),
      each.map(read).filter((value) => value !== null),
    );
    return averaged === null ? row : { ...row, ours: `${averaged.toFixed(3)} averaged; single runs ${row.ours}` };
  };
  return [
    correlation('all', 'r with the theory’s matrix', ({ theory }) => theory.all),
    correlation('between', 'r without the within-class blocks', ({ theory }) => theory.between),
    correlation('squared', 'r with its squares', ({ theorySquared }) => theorySquared.all),
    correlation(
      'squared-between',
      'r with its squares, without the blocks',
      ({ theorySquared }) => theorySquared.between,
    ),
    correlation('initial', 'r with the distances before training', ({ initial }) => initial.all),
    reportedRow(
      head('accuracy', 'share of the 100 digits told right'),
      runs.map(({ accuracy }) => accuracy),
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
