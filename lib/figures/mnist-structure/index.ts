import { formatNumber } from '../axes.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRows } from '../sources.ts';
import { mnistStructure, type MnistStructureState } from './definition.ts';
import { besideNames, drawMnistStructure, mnistStructureHeight } from './draw.ts';
import { colourLimits } from './matrix.ts';
import { mnistStructurePython } from './matplotlib.ts';
import { besideOf, formatR, loadMnistStructure, mnistStructureRows, type MnistStructureTable } from './table.ts';

const training: Readonly<Record<MnistStructureState['group'], string>> = {
  structure: 'trained with Adam',
  trajectories: 'trained by gradient descent',
};

const words = (r: number | null) => (r === null ? 'not defined' : formatR(r));

/** Mean over the pairs of one label, in units of the mean of the others. */
function withinBlocks({ labels, pairs }: MnistStructureTable, values: readonly number[]): number {
  const own = values.filter((_, n) => labels[pairs[n]![0]] === labels[pairs[n]![1]]);
  return own.reduce((sum, value) => sum + value, 0) / own.length;
}

function describe(table: MnistStructureTable): string {
  const { runs, structure, state, measured, beside } = table;
  const r = structure && besideOf(structure, state);
  const seeds = runs.flatMap((run) => (run.structure ? (besideOf(run.structure, state).between ?? []) : []));
  const name = besideNames[state.beside];
  const range = `${words(Math.min(...seeds))} to ${words(Math.max(...seeds))}`;
  const beyond = measured.filter((value) => value > colourLimits[1]).length;
  return [
    `Digits of one label are ${formatNumber(withinBlocks(table, measured))} times as far apart, squared, as digits of different labels;`,
    `in ${name} ${formatNumber(withinBlocks(table, beside))} times.`,
    `Pearson’s r with it is ${words(r?.all ?? null)} over all pairs, and ${words(r?.between ?? null)} over different digits only, without these blocks${seeds.length > 1 ? ` (of ${seeds.length} seeds by themselves ${range})` : ''}.`,
    ...(beyond > 0
      ? [`${formatNumber(beyond)} of ${formatNumber(measured.length)} measured pairs are beyond the last colour.`]
      : []),
  ].join(' ');
}

export const mnistStructureFigure: Figure<MnistStructureState, MnistStructureTable> = {
  ...mnistStructure,
  load: loadMnistStructure,
  height: mnistStructureHeight,
  draw: drawMnistStructure,
  title: ({ state, labels, runs }) =>
    `Distances of ${labels.length} digits and ${besideNames[state.beside]}: ${training[state.group]}, ${runs.length} ${runs.length === 1 ? 'seed' : 'seeds'}`,
  describe,
  rows: mnistStructureRows,
  sources: ({ release, runs }) => sourcesOfRows(release, runs),
  matplotlib: mnistStructurePython,
};
