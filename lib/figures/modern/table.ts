import { spread, type Spread } from '../../experiments/statistics.ts';
import { chooseRun, type PanelRun } from '../architectures/table.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import { networkSets } from '../networks.ts';
import { releasedRuns } from '../released.ts';
import { someRows, type FigureSource } from '../source.ts';
import type { ModernState } from './definition.ts';

/** The curves of a row, in the order of its panels. */
export const curves = ['h', 'y', 'w'] as const;
type Curves = Readonly<Record<(typeof curves)[number], readonly number[]>>;

/** The run that is shown of a network. */
export interface ModernRun extends Omit<PanelRun, 'network' | 'theory' | 'engine' | 'engineVersion'> {
  readonly network: Curves;
  /** Null where nothing could be fitted. */
  readonly theory: Curves | null;
}

export interface ModernNetwork {
  readonly id: string;
  readonly name: string;
  readonly run: ModernRun;
  /** Every seed. */
  readonly seeds: readonly {
    readonly id: string;
    readonly seed: number;
    readonly r2: number | null;
    readonly physical: boolean | null;
    readonly engine: string;
    readonly engineVersion: string;
  }[];
  /** Over the seeds that have a fit at all. */
  readonly r2: Spread | null;
}

export interface ModernTable {
  readonly state: ModernState;
  readonly release: string;
  readonly networks: readonly ModernNetwork[];
}

const columns = ['id', 'group', 'seed', 'r2', 'physical', 'engine', 'engineVersion'] as const;

/** @throws DataUnavailable if the source's release has none of the networks. */
export async function loadModern(state: ModernState, source: FigureSource): Promise<ModernTable> {
  const { sweeps, networks } = networkSets[state.networks];
  const where = { experiment: 'two-points', sweep: sweeps, group: networks.map(({ id }) => id) };
  const rows = await someRows(source, { where, columns }, 'The networks beyond the paper');
  const found = networks.flatMap(({ id, name }) => {
    const seeds = rows
      .filter(({ group }) => group === id)
      .map((row) => ({
        ...{ id: row.id, seed: row.seed, r2: row.r2, physical: row.physical },
        ...{ engine: row.engine, engineVersion: row.engineVersion },
      }))
      .sort((a, b) => a.seed - b.seed);
    return seeds.length > 0 ? [{ id, name, seeds, chosen: chooseRun(seeds, state.run) }] : [];
  });
  const runs = await releasedRuns(
    source,
    found.map(({ chosen }) => chosen.id),
  );
  return {
    state,
    release: await source.release(),
    networks: found.map(({ id, name, seeds }, n): ModernNetwork => {
      const fits = seeds.flatMap(({ r2 }) => r2 ?? []);
      return { id, name, seeds, run: runOf(runs[n]!), r2: fits.length > 0 ? spread(fits) : null };
    }),
  };
}

function runOf({ record, comparison }: Awaited<ReturnType<typeof releasedRuns>>[number]): ModernRun {
  const { parameters, series } = record;
  const { fit, theory } = comparison;
  return {
    ...{ id: record.id, seed: parameters.seed, steps: parameters.steps, dy2: parameters.dy2, step: series.step },
    network: { h: series.h, y: series.y, w: series.w },
    theory: theory && { h: theory.h, y: theory.y, w: theory.w },
    ...{ r2: fit?.r2 ?? null, physical: fit?.physical ?? false },
  };
}

export const modernColumns: readonly FigureColumn[] = [
  { name: 'network', description: 'group of the run in its sweep' },
  { name: 'run', description: 'id of the run' },
  { name: 'seed', description: 'seed of its initial weights' },
  { name: 'r2', description: 'R² of its fit over h, y and w; null if it has none' },
  { name: 'meaningful', description: 'yes if the fit is meaningful: both rates positive, R² high enough' },
  { name: 'step', description: 'number of updates made; null for seeds whose curves are not shown', unit: 'step' },
  ...curves.flatMap((name) => [
    { name, description: `${name} as the network has it` },
    { name: `${name}Theory`, description: `${name} as the fitted theory has it; null without a fit` },
  ]),
];

const noCurves = { step: null, h: null, hTheory: null, y: null, yTheory: null, w: null, wTheory: null };

/** A row for each seed, then one for each observation of each run whose curves are shown. */
export function modernRows({ networks }: ModernTable): FigureRow[] {
  return networks.flatMap(({ id: network, run, seeds }) => [
    ...seeds.map(({ id, seed, r2, physical }) => {
      return { network, run: id, seed, r2, meaningful: physical ? 'yes' : 'no', ...noCurves };
    }),
    ...run.step.map((step, n) => ({
      ...{ network, run: run.id, seed: run.seed, r2: run.r2, meaningful: run.physical ? 'yes' : 'no', step },
      ...{ h: run.network.h[n]!, hTheory: run.theory?.h[n] ?? null },
      ...{ y: run.network.y[n]!, yTheory: run.theory?.y[n] ?? null },
      ...{ w: run.network.w[n]!, wTheory: run.theory?.w[n] ?? null },
    })),
  ]);
}
