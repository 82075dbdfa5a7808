import { centreNetworks } from '../../experiments/centre/index.ts';
import { spread } from '../../experiments/statistics.ts';
import { twoPointsParameters } from '../../experiments/two-points/parameters.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import type { FigureSource } from '../source.ts';
import type { TwoPointsTable } from '../two-points/table.ts';
import type { CentreState } from './definition.ts';

export const centreGroups = ['lazy', 'rich'] as const;

/** A released run. */
export interface CentreDot {
  readonly id: string;
  readonly network: CentreState['network'];
  readonly centre: number;
  readonly seed: number;
  /** Pooled R² of its fit; null if it has none. */
  readonly r2: number | null;
  readonly engine: string;
  readonly engineVersion: string;
}

/** What the figure draws: the chosen run with the theory beside it, and the fits of all released runs; `until` as in two-points. */
export interface CentreTable extends TwoPointsTable {
  readonly state: CentreState;
  readonly dots: readonly CentreDot[];
}

/** The run that a state names. */
export const centreParameters = ({ network, centre, seed }: CentreState) =>
  twoPointsParameters.parse({ ...centreNetworks[network], centre, seed });

const columns = ['id', 'group', 'centre', 'seed', 'r2', 'engine', 'engineVersion'] as const;

export async function loadCentre(state: CentreState, source: FigureSource): Promise<CentreTable> {
  const run = await source.run('two-points', centreParameters(state));
  const where = { experiment: 'two-points', sweep: 'centre', group: centreGroups };
  const rows = await source.rows({ where, columns });
  const dots = rows.map(({ id, group, centre, seed, r2, engine, engineVersion }): CentreDot => {
    const network = group === 'lazy' ? 'lazy' : 'rich';
    return { id, network, centre: centre!, seed, r2, engine, engineVersion };
  });
  return { ...run, state, dots };
}

/** The middle R² of a network at each of its centres, by growing centre. */
export function middles(dots: readonly CentreDot[], network: CentreDot['network']): { centre: number; r2: number }[] {
  const own = dots.filter((dot) => dot.network === network);
  const centres = [...new Set(own.map(({ centre }) => centre))].sort((a, b) => a - b);
  return centres.flatMap((centre) => {
    const fits = own.flatMap((dot) => (dot.centre === centre && dot.r2 !== null ? [dot.r2] : []));
    return fits.length > 0 ? [{ centre, r2: spread(fits).median }] : [];
  });
}

export const centreColumns: readonly FigureColumn[] = [
  { name: 'what', description: 'fit: a released run by its R²; run: the chosen run, step by step' },
  { name: 'run', description: 'id of the run' },
  { name: 'network', description: 'lazy or rich' },
  { name: 'centre', description: 'midpoint of the two inputs' },
  { name: 'seed', description: 'seed of the initial weights' },
  { name: 'r2', description: 'R² of the fit over h, y and w' },
  { name: 'step', description: 'number of updates made; null for fits', unit: 'step' },
  ...(['h', 'y', 'w'] as const).flatMap((name) => [
    { name, description: `${name} of the network; null for fits` },
    { name: `${name}Theory`, description: `${name} of the fitted theory; null for fits and without one` },
  ]),
];

/** A row for each released run, and one for each observation of the chosen run. */
export function centreRows({ state, dots, record, comparison }: CentreTable): FigureRow[] {
  const nothing = { step: null, h: null, hTheory: null, y: null, yTheory: null, w: null, wTheory: null };
  const { series } = record;
  const { theory, fit } = comparison;
  return [
    ...dots.map(({ id, network, centre, seed, r2 }) => {
      return { what: 'fit', run: id, network, centre, seed, r2, ...nothing };
    }),
    ...series.step.map((step, n) => ({
      ...{ what: 'run', run: record.id, network: state.network, centre: state.centre, seed: state.seed },
      ...{ r2: fit?.r2 ?? null, step },
      ...{ h: series.h[n]!, hTheory: theory?.h[n] ?? null },
      ...{ y: series.y[n]!, yTheory: theory?.y[n] ?? null },
      ...{ w: series.w[n]!, wTheory: theory?.w[n] ?? null },
    })),
  ];
}
