import { gridStatistics, type GridStatistics } from '../../experiments/rich-structure/grid-statistics.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import { someRows, type FigureSource } from '../source.ts';
import type { RichStructureState } from './definition.ts';

/** The networks in the order of their panels: the paper's four, then those that go beyond its figure. */
export const networks = ['two_layer', 'shallow', 'narrow', 'default', 'linear', 'tanh', 'relu', 'skip'] as const;

/** One pair that was learnt. */
export interface StructureCell {
  readonly id: string;
  readonly seed: number;
  /** Distances of inputs and targets, not squared. */
  readonly dx: number;
  readonly dy: number;
  readonly measured: number;
  readonly predicted: number;
  /** Whether the loss got below its target: only then does the cell count. */
  readonly finished: boolean;
  readonly engine: string;
  readonly engineVersion: string;
}

export interface StructurePanel {
  readonly id: string;
  readonly name: string;
  readonly cells: readonly StructureCell[];
  /** Cells for which there is no prediction or no measurement. */
  readonly missing: number;
  /** Over the finished cells; null if they are too few, or all alike. */
  readonly statistics: GridStatistics | null;
}

export interface RichStructureTable {
  readonly state: RichStructureState;
  readonly release: string;
  readonly panels: readonly StructurePanel[];
}

const columns = [
  ...(['id', 'group', 'seed', 'status', 'dx2', 'dy2'] as const),
  ...(['hFinal', 'hTheory', 'engine', 'engineVersion'] as const),
] as const;

/** @throws DataUnavailable if the source's release has no such runs. */
export async function loadRichStructure(state: RichStructureState, source: FigureSource): Promise<RichStructureTable> {
  const where = { experiment: 'rich-structure', sweep: 'rich-structure', group: networks };
  const rows = await someRows(source, { where, columns }, 'The final distances');
  const panels = networks.flatMap((id): StructurePanel[] => {
    const own = rows.filter(({ group }) => group === id);
    const cells = own.flatMap(
      ({ id: run, seed, status, dx2, dy2, hFinal, hTheory, engine, engineVersion }): StructureCell[] => {
        if (hFinal === null || hTheory === null) return [];
        const numbers = { dx: Math.sqrt(dx2!), dy: Math.sqrt(dy2!), measured: hFinal, predicted: hTheory };
        return [{ id: run, seed, ...numbers, finished: status === 'converged', engine, engineVersion }];
      },
    );
    if (own.length === 0) return [];
    const missing = own.length - cells.length;
    return [
      {
        id,
        name: id.replace('_', ' '),
        cells: cells.sort((a, b) => a.seed - b.seed),
        missing,
        statistics: statisticsOf(cells),
      },
    ];
  });
  return { state, release: await source.release(), panels };
}

function statisticsOf(cells: readonly StructureCell[]): GridStatistics | null {
  const counted = cells
    .filter(({ finished }) => finished)
    .map(({ measured, predicted, dy }) => ({ hFinal: measured, hTheory: predicted, dy2: dy * dy }));
  const statistics = counted.length < 2 ? null : gridStatistics(counted);
  return statistics && Object.values(statistics).every(Number.isFinite) ? statistics : null;
}

export const richStructureColumns: readonly FigureColumn[] = [
  { name: 'network', description: 'setting of the paper' },
  { name: 'seed', description: 'seed of the initial weights; another for each pair' },
  { name: 'dx', description: 'distance of the inputs, not squared' },
  { name: 'dy', description: 'distance of the targets, not squared' },
  { name: 'hFinal', description: 'squared distance of the representations where training stopped' },
  { name: 'hTheory', description: 'the same by the closed form, at the mean rates of the setting' },
  { name: 'finished', description: 'yes if the loss got below its target; others do not count for r' },
  { name: 'run', description: 'id of the run' },
];

/** One row for each pair. */
export function richStructureRows({ panels }: RichStructureTable): FigureRow[] {
  return panels.flatMap(({ id, cells }) =>
    cells.map(({ seed, dx, dy, measured, predicted, finished, id: run }) => ({
      ...{ network: id, seed, dx, dy, hFinal: measured, hTheory: predicted },
      ...{ finished: finished ? 'yes' : 'no', run },
    })),
  );
}
