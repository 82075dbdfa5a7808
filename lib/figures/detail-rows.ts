import type { RunSeries } from '../experiments/run-record.ts';
import { unpackSeries } from '../results/packing/series.ts';
import { rowCount, runTables, tableNames, type Cell, type Columns, type TableName } from '../results/tables.ts';
import { DataUnavailable, type DetailRow } from './source.ts';

/* What sources make of the tables of a release, wherever they have them from. */

/** The name of a table. @throws DataUnavailable if releases have no such table. */
export function detailTable(release: string, name: string): TableName {
  const found = tableNames.find((table) => table === name);
  if (found) return found;
  throw new DataUnavailable(`Release ${release} has no table ${name}; it has ${tableNames.join(', ')}.`);
}

/** The rows of some runs, each with its run's id, run by run in the order asked for. */
export function detailRows(ids: readonly string[], tables: ReadonlyMap<string, Columns>): DetailRow[] {
  return ids.flatMap((id) => {
    const columns = tables.get(id) ?? {};
    return Array.from({ length: rowCount(columns) }, (_, n): DetailRow => {
      const cells = Object.entries(columns).map(([name, values]): [string, Cell] => [name, values[n]!]);
      return { id, ...Object.fromEntries(cells) };
    });
  });
}

/**
 * The curves of some runs by id.
 * @param tables the runs' rows in `trajectories`.
 * @throws DataUnavailable if one is missing.
 */
export function seriesOf(
  release: string,
  ids: readonly string[],
  tables: ReadonlyMap<string, Columns>,
): Map<string, RunSeries> {
  return new Map(
    ids.map((id) => {
      const columns = tables.get(id);
      if (!columns) throw new DataUnavailable(`Release ${release} has no ${runTables.trajectories.name} of run ${id}.`);
      return [id, unpackSeries(columns)];
    }),
  );
}
