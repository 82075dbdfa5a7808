import { columnOf, type Column } from './column.ts';
import { identityShape } from './dictionary.ts';
import type { ReleasedRun } from './released-run.ts';
import { rowCount, runTables, tableNames, type Cell, type Columns, type RunTables, type TableName } from './tables.ts';

const runId = columnOf('id', identityShape.id, { role: 'identity', experiments: [] });

/** All columns of a table of a release, the run's id before its own. */
export const columnsOf = (name: TableName): readonly Column[] => [runId, ...runTables[name].columns];

/** The rows of all runs in a table, run by run; the columns are those of `columnsOf`. */
export function joinRuns(name: TableName, runs: readonly ReleasedRun[]): Columns {
  const parts = runs.flatMap(({ row, tables }) => {
    const columns = tables[name];
    return columns && rowCount(columns) > 0 ? [{ id: row.id, columns }] : [];
  });
  const total = parts.reduce((sum, { columns }) => sum + rowCount(columns), 0);
  return Object.fromEntries(
    columnsOf(name).map((column) => {
      const all = new Array<Cell>(total);
      let at = 0;
      for (const { id, columns } of parts) {
        const cells = column.name === 'id' ? undefined : columns[column.name]!;
        for (let n = 0, length = rowCount(columns); n < length; n++) all[at++] = cells ? cells[n]! : id;
      }
      return [column.name, all];
    }),
  );
}

/** The inverse of `joinRuns` for all tables: each run's rows by its id, in the order of the tables. */
export function splitRuns(tables: ReadonlyMap<TableName, Columns>): Map<string, RunTables> {
  const runs = new Map<string, Partial<Record<TableName, Columns>>>();
  for (const name of tableNames) {
    const columns = tables.get(name);
    if (!columns) continue;
    const ids = columns.id!;
    for (let start = 0; start < ids.length;) {
      let end = start + 1;
      while (end < ids.length && ids[end] === ids[start]) end++;
      const id = String(ids[start]);
      let own = runs.get(id);
      if (!own) runs.set(id, (own = {}));
      own[name] = Object.fromEntries(
        runTables[name].columns.map((column) => [column.name, columns[column.name]!.slice(start, end)]),
      );
      start = end;
    }
  }
  return runs;
}
