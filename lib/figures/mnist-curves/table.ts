import { compareDigitPair } from '../../experiments/mnist/compare.ts';
import { fitShape } from '../../experiments/two-points/outcome.ts';
import { storedFit } from '../../experiments/two-points/summarise.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import { DataUnavailable, someRows, type FigureSource } from '../source.ts';
import type { PairRun } from '../two-points/pair-run.ts';
import type { MnistCurvesState } from './definition.ts';

/** What the fit of one seed's run is worth. */
export interface SeedFit {
  readonly id: string;
  readonly seed: number;
  readonly engine: string;
  readonly engineVersion: string;
  readonly physical: boolean;
  readonly etaH: number | null;
  readonly etaY: number | null;
  /** R² over h, y and w together, and of each. */
  readonly r2: number | null;
  readonly r2H: number | null;
  readonly r2Y: number | null;
  readonly r2W: number | null;
}

export interface MnistCurvesTable {
  readonly state: MnistCurvesState;
  readonly release: string;
  readonly id: string;
  /** What the two digits show. */
  readonly labels: readonly [number, number];
  /** How many digits the network was trained on, and how often on each. */
  readonly images: number;
  readonly epochs: number;
  /** The run that is drawn. */
  readonly run: PairRun;
  /** All seeds of the group, by seed. */
  readonly seeds: readonly SeedFit[];
}

type FitName = keyof typeof fitShape;
const fitNames = Object.keys(fitShape) as FitName[];
const columns = [
  ...(['id', 'seed', 'engine', 'engineVersion', 'status', 'divergedAt'] as const),
  ...(['dx2', 'dy2', 'first', 'second', 'images', 'epochs'] as const),
  ...fitNames,
];

/** @throws DataUnavailable if the source's release has no such run. */
export async function loadMnistCurves(state: MnistCurvesState, source: FigureSource): Promise<MnistCurvesTable> {
  const where = { experiment: 'mnist', sweep: 'mnist', group: state.group };
  const rows = [...(await someRows(source, { where, columns }, 'The curves of digits'))];
  rows.sort((a, b) => a.seed - b.seed);
  const release = await source.release();
  const row = rows.find(({ seed }) => seed === state.seed);
  if (!row) {
    const seeds = rows.map(({ seed }) => seed).join(', ');
    throw new DataUnavailable(
      `Release ${release} has mnist/${state.group} with the seeds ${seeds}, not ${state.seed}.`,
    );
  }
  const { id, status, divergedAt } = row;
  const [series, points] = await Promise.all([source.series([id]), source.details('points', [id])]);
  const labelOf = (place: number | null) => Number(points.find((point) => point.place === place)?.label);
  const pair = { dx2: row.dx2!, dy2: row.dy2! };
  const record = { series: series.get(id)!, pair, divergedAt };
  const { fit, reason, theory } = compareDigitPair(record, {
    fit: storedFit({ ...row, physical: row.physical! }),
    reason: row.reason,
  });
  return {
    ...{ state, release, id, labels: [labelOf(row.first), labelOf(row.second)] },
    ...{ images: row.images!, epochs: row.epochs! },
    run: {
      ...{ series: record.series, status, divergedAt, steps: record.series.step.at(-1)!, dy2: pair.dy2 },
      ...{ fit, reason, theory },
    },
    seeds: rows.map(({ id: own, seed, engine, engineVersion, physical, etaH, etaY, r2, r2H, r2Y, r2W }) => {
      return { id: own, seed, engine, engineVersion, physical: physical === true, etaH, etaY, r2, r2H, r2Y, r2W };
    }),
  };
}

const names = ['h', 'y', 'w', 'loss'] as const;

export const mnistCurvesColumns: readonly FigureColumn[] = [
  { name: 'what', description: 'fit: what the fit of one seed is worth; run: the run that is drawn, step by step' },
  { name: 'run', description: 'id of the run' },
  { name: 'seed', description: 'seed of the initial weights and of the order of the digits' },
  { name: 'etaH', description: 'fitted rate of the encoder; null for steps', unit: '1/step' },
  { name: 'etaY', description: 'fitted rate of the decoder; null for steps', unit: '1/step' },
  { name: 'r2', description: 'R² of the fit over h, y and w together; null for steps' },
  { name: 'r2H', description: 'R² of the fit over h alone; null for steps' },
  { name: 'r2Y', description: 'R² of the fit over y alone; null for steps' },
  { name: 'r2W', description: 'R² of the fit over w alone; null for steps' },
  { name: 'step', description: 'number of batches trained on; null for fits', unit: 'step' },
  { name: 'h', description: 'squared distance of the two digits in the hidden layer; null for fits' },
  { name: 'hTheory', description: 'the same by the fitted theory' },
  { name: 'y', description: 'squared distance of the two predictions; null for fits' },
  { name: 'yTheory', description: 'the same by the fitted theory' },
  { name: 'w', description: 'alignment of the predictions’ difference with its error; null for fits' },
  { name: 'wTheory', description: 'the same by the fitted theory' },
  {
    name: 'loss',
    description: 'loss over the recorded digits, of which the theory of a pair says nothing; null for fits',
  },
];

/** A row for the fit of each seed, then one for each observed step of the run that is drawn. */
export function mnistCurvesRows({ state, id, run, seeds }: MnistCurvesTable): FigureRow[] {
  const nothing = Object.fromEntries(mnistCurvesColumns.map(({ name }) => [name, null]));
  const { series, theory } = run;
  return [
    ...seeds.map(({ id: own, seed, etaH, etaY, r2, r2H, r2Y, r2W }) => {
      return { ...nothing, what: 'fit', run: own, seed, etaH, etaY, r2, r2H, r2Y, r2W };
    }),
    ...series.step.map((step, n) => ({
      ...{ ...nothing, what: 'run', run: id, seed: state.seed, step },
      ...Object.fromEntries(names.map((name) => [name, series[name][n]!])),
      ...Object.fromEntries((['h', 'y', 'w'] as const).map((name) => [`${name}Theory`, theory?.[name][n] ?? null])),
    })),
  ];
}
