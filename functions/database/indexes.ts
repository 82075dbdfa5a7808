import type { Filter } from '../runs/filter.ts';
import type { SortKey } from '../runs/sort.ts';

/** The indexes of the table of runs, after the release; each ends with the id. As functions/migrations has them. */
export const indexes: Readonly<Record<string, readonly string[]>> = {
  runs_by_experiment: ['experiment', 'sweep', 'group'],
  runs_by_sweep: ['sweep', 'group'],
  runs_by_activation: ['activation', 'gain', 'seed'],
  runs_by_gain: ['gain'],
  runs_by_size: ['width', 'depth'],
  runs_by_seed: ['seed'],
  runs_by_status: ['status'],
};

/**
 * The index that has the runs of some filters in the order that is asked for, or null if none has. SQLite, which knows nothing
 * of the values, would rather read all runs in the order of their ids than look up those of one status, so it is told.
 */
export function indexFor(filters: readonly Filter[], sort: readonly SortKey[]): string | null {
  const equal = new Set(filters.filter(({ operator }) => operator === 'eq').map(({ column }) => column.name));
  const [keys, last] = [sort.slice(0, -1), sort.at(-1)!];
  if (last.column.name !== 'id') return null;
  // Nulls stand first in an index, and last in an order.
  const isOrdered = keys.every(({ column, descending }) => descending === last.descending && !column.nullable);
  if (!isOrdered) return null;
  const names = keys.map(({ column }) => column.name);
  const fits = Object.entries(indexes).filter(([, columns]) => {
    const fixed = columns.length - names.length;
    if (fixed < 0 || columns.slice(fixed).join() !== names.join()) return false;
    return columns.slice(0, fixed).every((name) => equal.has(name)) && (fixed > 0 || names.length > 0);
  });
  // The one that leaves the fewest runs.
  fits.sort(([, a], [, b]) => b.length - a.length);
  return fits[0]?.[0] ?? null;
}
