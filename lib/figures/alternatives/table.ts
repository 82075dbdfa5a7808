import { paperSettings } from '../../networks/settings.ts';
import type { FigureColumn, FigureRow } from '../figure.ts';
import { DataUnavailable, someRows, type FigureSource } from '../source.ts';
import type { AlternativesState } from './definition.ts';

/** The altered systems in the order of the panels: the run's column, and what was altered. */
export const systems = [
  { column: 'doubledDy', name: 'dy/dt doubled' },
  { column: 'doubledDh', name: 'dh/dt doubled' },
  { column: 'flippedDw', name: 'dw/dt flipped' },
  { column: 'truncatedDy', name: 'dy/dt cut' },
] as const;
export type SystemColumn = (typeof systems)[number]['column'];

/** One run: residual of each altered system divided by that of the theory; above 1 the theory fits better. */
export interface AlternativesRun extends Readonly<Record<SystemColumn, number | null>> {
  readonly id: string;
  readonly seed: number;
  /** `theory`, or the altered system that fits best. */
  readonly bestSystem: string | null;
  /** Whether the fit with the theory is meaningful. */
  readonly physical: boolean | null;
  readonly engine: string;
  readonly engineVersion: string;
}

export interface AlternativesTable {
  readonly state: AlternativesState;
  readonly release: string;
  readonly groups: readonly { readonly name: string; readonly runs: readonly AlternativesRun[] }[];
}

const columns = [
  ...(['id', 'group', 'seed', 'bestSystem', 'physical', 'engine', 'engineVersion'] as const),
  ...systems.map(({ column }) => column),
] as const;

/** @throws DataUnavailable if the source's release has no such runs, or none that altered systems were fitted to. */
export async function loadAlternatives(state: AlternativesState, source: FigureSource): Promise<AlternativesTable> {
  const where = { experiment: 'two-points', sweep: 'settings' };
  const rows = (await someRows(source, { where, columns }, 'The altered systems')).filter(
    ({ bestSystem, physical }) => bestSystem !== null && (state.runs === 'all' || physical === true),
  );
  const release = await source.release();
  if (rows.length === 0)
    throw new DataUnavailable(`Release ${release} has no runs that altered systems were fitted to.`);
  const groups = Object.keys(paperSettings).flatMap((id) => {
    const runs = rows.filter(({ group }) => group === id).sort((a, b) => a.seed - b.seed);
    return runs.length > 0 ? [{ name: id.replace('_', ' '), runs }] : [];
  });
  return { state, release, groups };
}

export const alternativesColumns: readonly FigureColumn[] = [
  { name: 'group', description: 'setting of the paper' },
  { name: 'seed', description: 'seed of the initial weights' },
  ...systems.map(({ column, name }) => ({
    name: column,
    description: `least sum of squared residuals with ${name}, divided by that of the theory; null without a fit`,
  })),
  { name: 'best', description: 'the system that fits best: theory, or an altered one' },
  { name: 'meaningful', description: 'yes if the fit with the theory is meaningful' },
  { name: 'run', description: 'id of the run' },
];

/** One row for each run. */
export function alternativesRows({ groups }: AlternativesTable): FigureRow[] {
  return groups.flatMap(({ name, runs }) =>
    runs.map(({ id, seed, doubledDy, doubledDh, flippedDw, truncatedDy, bestSystem, physical }) => ({
      ...{ group: name, seed, doubledDy, doubledDh, flippedDw, truncatedDy, best: bestSystem },
      ...{ meaningful: physical ? 'yes' : 'no', run: id },
    })),
  );
}
