import { spread, type Spread } from '../../experiments/statistics.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import { networkSets } from '../networks.ts';
import { releasedRuns } from '../released.ts';
import { someRows, type FigureSource } from '../source.ts';
import type { ArchitecturesState } from './definition.ts';

/** The run of a panel: one curve and the theory beside it. */
export interface PanelRun {
  readonly id: string;
  readonly seed: number;
  readonly steps: number;
  readonly dy2: number;
  readonly step: readonly number[];
  readonly network: readonly number[];
  /** Null where nothing could be fitted. */
  readonly theory: readonly number[] | null;
  readonly r2: number | null;
  /** Whether the fit is meaningful. */
  readonly physical: boolean;
  readonly engine: string;
  readonly engineVersion: string;
}

/** A network: one of its runs, and what its seeds have in common. */
export interface ArchitecturePanel {
  readonly id: string;
  readonly name: string;
  readonly run: PanelRun;
  readonly runs: number;
  /** Runs that learnt both targets, and runs whose fit is meaningful. */
  readonly learnt: number;
  readonly physical: number;
  /** Over the runs that have a fit at all. */
  readonly r2: Spread | null;
  /** Steps at which y is half-way, of the runs that get there. */
  readonly halfRises: readonly number[];
}

export interface ArchitecturesTable {
  readonly state: ArchitecturesState;
  readonly release: string;
  readonly panels: readonly ArchitecturePanel[];
}

const columns = ['id', 'group', 'seed', 'status', 'halfRise', 'r2', 'physical'] as const;

/** The run that is shown of some: by its R², runs without a fit being the worst. */
export function chooseRun<Run extends { readonly r2: number | null }>(
  runs: readonly Run[],
  which: ArchitecturesState['run'],
): Run {
  const sorted = [...runs].sort((a, b) => (a.r2 ?? -Infinity) - (b.r2 ?? -Infinity));
  const at = { worst: 0, typical: Math.floor((sorted.length - 1) / 2), best: sorted.length - 1 }[which];
  return sorted[at]!;
}

/** @throws DataUnavailable if the source's release has none of the networks. */
export async function loadArchitectures(state: ArchitecturesState, source: FigureSource): Promise<ArchitecturesTable> {
  const { sweeps, networks } = networkSets[state.set];
  const group = networks.map(({ id }) => id);
  const where = { experiment: 'two-points', sweep: sweeps, group };
  const rows = await someRows(source, { where, columns }, 'The architectures');
  const found = networks.flatMap(({ id, name }) => {
    const runs = rows.filter((row) => row.group === id);
    return runs.length > 0 ? [{ id, name, runs, chosen: chooseRun(runs, state.run) }] : [];
  });
  const shown = await releasedRuns(
    source,
    found.map(({ chosen }) => chosen.id),
  );
  const panels = found.map(({ id, name, runs }, n): ArchitecturePanel => {
    const { record, comparison } = shown[n]!;
    const fits = runs.flatMap(({ r2 }) => (r2 === null ? [] : [r2]));
    return {
      ...{ id, name, runs: runs.length },
      run: {
        ...{ id: record.id, seed: record.parameters.seed },
        ...{ steps: record.parameters.steps, dy2: record.parameters.dy2, step: record.series.step },
        network: record.series[state.curve],
        theory: comparison.theory?.[state.curve] ?? null,
        ...{ r2: comparison.fit?.r2 ?? null, physical: comparison.fit?.physical ?? false },
        ...{ engine: record.engine.id, engineVersion: record.engine.version },
      },
      learnt: runs.filter(({ status }) => status === 'converged').length,
      physical: runs.filter(({ physical }) => physical).length,
      r2: fits.length > 0 ? spread(fits) : null,
      halfRises: runs.flatMap(({ halfRise }) => (halfRise === null ? [] : [halfRise])),
    };
  });
  return { state, release: await source.release(), panels };
}

export const architecturesColumns: readonly FigureColumn[] = [
  { name: 'network', description: 'group of the run in its sweep' },
  { name: 'run', description: 'id of the run that is shown' },
  { name: 'seed', description: 'seed of its initial weights' },
  { name: 'r2', description: 'R² of its fit over h, y and w; null if it has none' },
  { name: 'meaningful', description: 'yes if the fit is meaningful: both rates positive, R² high enough' },
  { name: 'step', description: 'number of updates made', unit: 'step' },
  { name: 'observed', description: 'the curve as the network has it' },
  { name: 'theory', description: 'the curve as the fitted theory has it; null without a fit' },
];

/** A row for each observation of each run that is shown. */
export function architecturesRows({ panels }: ArchitecturesTable): FigureRow[] {
  return panels.flatMap(({ id, run }) =>
    run.step.map((step, n) => ({
      network: id,
      run: run.id,
      seed: run.seed,
      r2: run.r2,
      meaningful: run.physical ? 'yes' : 'no',
      step,
      observed: run.network[n]!,
      theory: run.theory?.[n] ?? null,
    })),
  );
}
