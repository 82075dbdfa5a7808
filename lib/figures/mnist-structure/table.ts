import { compareStructure, type StructureComparison } from '../../experiments/mnist/compare.ts';
import type { MnistData } from '../../experiments/mnist/run.ts';
import { matrix, pairsOf } from '../../results/packing/pairs.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import { DataUnavailable, someRows, type DetailRow, type FigureSource } from '../source.ts';
import type { MnistStructureState } from './definition.ts';

/** Pearson's r of one run. */
export interface StructureRun {
  readonly id: string;
  readonly seed: number;
  readonly engine: string;
  readonly engineVersion: string;
  readonly structure: StructureComparison | null;
}

export interface MnistStructureTable {
  readonly state: MnistStructureState;
  readonly release: string;
  readonly runs: readonly StructureRun[];
  /** The digit that each row of the matrices shows, in their order. */
  readonly labels: readonly number[];
  /** Pairs of rows, the first the smaller: the order of `measured` and `beside`. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Squared distances after training, mean of the runs, over their mean between digits of different labels. */
  readonly measured: readonly number[];
  /** What is set beside them, over its mean in the same way. */
  readonly beside: readonly number[];
  /** Pearson's r of the mean of the runs. */
  readonly structure: StructureComparison | null;
}

const columns = ['id', 'seed', 'engine', 'engineVersion', 'digits'] as const;

/** @throws DataUnavailable if the source's release has no such runs, or none whose representation is finite. */
export async function loadMnistStructure(
  state: MnistStructureState,
  source: FigureSource,
): Promise<MnistStructureTable> {
  const where = { experiment: 'mnist', sweep: 'mnist', group: state.group };
  const rows = [...(await someRows(source, { where, columns }, 'The distances of digits'))];
  rows.sort((a, b) => a.seed - b.seed);
  const ids = rows.map(({ id }) => id);
  const [release, distances, points] = await Promise.all([
    source.release(),
    source.details('pairs', ids),
    source.details('points', ids),
  ]);
  const known = rows.flatMap(({ digits, ...row }) => {
    const own = ({ id }: DetailRow) => id === row.id;
    const data = dataOf(distances.filter(own), points.filter(own), digits!);
    return data ? [{ row, data }] : [];
  });
  const [head] = known;
  if (!head) throw new DataUnavailable(`No run of mnist/${state.group} in release ${release} stayed finite.`);
  const { labels, predicted } = head.data;
  const pairs = pairsOf(labels.length);
  const mean = (name: 'initial' | 'final') =>
    head.data[name].map((_, n) => known.reduce((sum, { data }) => sum + data[name][n]!, 0) / known.length);
  const relative = (values: readonly number[]) => relativeDistances({ labels, pairs }, values);
  const beside = {
    theory: () => predicted,
    squared: () => predicted.map((value) => value ** 2),
    initial: () => mean('initial'),
  }[state.beside]();
  return {
    state,
    release,
    runs: known.map(({ row, data }) => ({ ...row, structure: compareStructure([data]) })),
    ...{ labels, pairs, measured: relative(mean('final')), beside: relative(beside) },
    structure: compareStructure(known.map(({ data }) => data)),
  };
}

/** The pairs of a matrix (row-major), over their mean between different labels. */
export function relativeDistances(
  { labels, pairs }: Pick<MnistStructureTable, 'labels' | 'pairs'>,
  matrix: readonly number[],
): number[] {
  const chosen = pairs.map(([first, second]) => matrix[first * labels.length + second]!);
  const between = chosen.filter((_, n) => labels[pairs[n]![0]] !== labels[pairs[n]![1]]);
  const typical = between.reduce((sum, value) => sum + value, 0) / between.length;
  return chosen.map((value) => value / typical);
}

interface Matrices extends Pick<MnistData, 'labels' | 'places' | 'predicted'> {
  readonly initial: readonly number[];
  readonly final: readonly number[];
}

/** The matrices of a run from its rows of `pairs` and `points`; null if a representation was not finite. */
function dataOf(distances: readonly DetailRow[], points: readonly DetailRow[], digits: number): Matrices | null {
  const cells = (rows: readonly DetailRow[], name: string) => rows.map((row) => row[name] as number | null);
  const restored = (name: string) => matrix(cells(distances, name), digits, pairsOf(digits, true));
  const [initial, final, predicted] = [restored('initial'), restored('final'), restored('theory')];
  if (!initial || !final || !predicted) return null;
  const numbers = (name: string) => cells(points, name).map(Number);
  return { initial, final, predicted, labels: numbers('label'), places: numbers('place') };
}

/** Whose r a state shows. */
export const besideOf = (structure: StructureComparison, { beside }: MnistStructureState) =>
  ({ theory: structure.theory, squared: structure.theorySquared, initial: structure.initial })[beside];

/** A correlation as text prints it, to two digits. */
export const formatR = (r: number): string => r.toFixed(2).replace('-', '−');

export const mnistStructureColumns: readonly FigureColumn[] = [
  { name: 'what', description: 'pair: two digits; r: correlation of one run, or of the mean of all' },
  { name: 'run', description: 'id of the run; null for pairs and for the mean' },
  { name: 'seed', description: 'seed of the run; null for pairs and for the mean' },
  { name: 'first', description: 'place of the first digit in the order of labels; null for r' },
  { name: 'second', description: 'place of the second digit; null for r' },
  { name: 'firstLabel', description: 'what the first digit shows; null for r' },
  { name: 'secondLabel', description: 'what the second digit shows; null for r' },
  {
    name: 'measured',
    description: 'squared distance after training, mean of the runs, over its mean between different labels',
  },
  { name: 'beside', description: 'what is set beside it, over its mean in the same way' },
  { name: 'rAll', description: 'Pearson’s r of measured and beside over all pairs; null for pairs' },
  { name: 'rBetween', description: 'the same over pairs of different labels; null for pairs' },
];

/** The correlations, then a row for each pair. */
export function mnistStructureRows({ state, runs, structure, ...table }: MnistStructureTable): FigureRow[] {
  const { labels, pairs, measured, beside } = table;
  const noPair = { first: null, second: null, firstLabel: null, secondLabel: null, measured: null, beside: null };
  const correlation = (own: StructureComparison | null) => {
    const r = own && besideOf(own, state);
    return { ...noPair, rAll: r?.all ?? null, rBetween: r?.between ?? null };
  };
  return [
    { what: 'r', run: null, seed: null, ...correlation(structure) },
    ...runs.map((run) => ({ what: 'r', run: run.id, seed: run.seed, ...correlation(run.structure) })),
    ...pairs.map(([first, second], n) => ({
      ...{ what: 'pair', run: null, seed: null, first, second },
      ...{ firstLabel: labels[first]!, secondLabel: labels[second]! },
      ...{ measured: measured[n]!, beside: beside[n]!, rAll: null, rBetween: null },
    })),
  ];
}
