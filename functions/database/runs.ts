import type { Column } from '../../lib/results/column.ts';
import { dictionary } from '../../lib/results/dictionary.ts';
import type { ReleasedRun } from '../../lib/results/released-run.ts';
import type { RunRow } from '../../lib/results/run-row.ts';
import type { ColumnName, RowsQuery } from '../../lib/figures/source.ts';
import { tableNames, type Cell, type Columns, type TableName } from '../../lib/results/tables.ts';
import type { Position } from '../runs/cursor.ts';
import type { RunsQuery } from '../runs/query.ts';
import { detailsStatement, tablesOf, tableStatement } from './details.ts';
import { afterCondition, Bindings, filterCondition, orderClause, quoted } from './statement.ts';

type Stored = Record<string, string | number | null>;

/** A stored row with its columns as the dictionary types them. */
function cells(stored: Stored, columns: readonly Column[]): Record<string, Cell> {
  return Object.fromEntries(
    columns.map(({ name, type }) => {
      const value = stored[name] ?? null;
      return [name, type === 'boolean' && value !== null ? value === 1 : value];
    }),
  );
}

/** One page of a list of runs. */
export interface RunsPage {
  readonly rows: Record<string, Cell>[];
  /** Runs that the filters let through, on all pages. */
  readonly total: number;
  /** Where the page ends, if another follows. */
  readonly end: Position | null;
}

/** The runs of a release that a query asks for, from a position on. */
export async function pageOfRuns(
  database: D1Database,
  release: string,
  { filters, sort, limit, fields }: RunsQuery,
  position: Position | null,
): Promise<RunsPage> {
  const count = new Bindings();
  const conditions = [`"release" = ${count.add(release)}`, ...filters.map((filter) => filterCondition(filter, count))];
  const page = new Bindings();
  page.values.push(...count.values);
  const after = position ? [afterCondition(sort, position, page)] : [];
  const chosen = fields ?? dictionary;
  const names = new Set([...chosen, ...sort.map(({ column }) => column)].map(({ name }) => quoted(name)));
  const where = (all: readonly string[]) => `FROM runs WHERE ${all.join(' AND ')}`;
  const select =
    `SELECT ${[...names].join(', ')} ${where([...conditions, ...after])} ` +
    `ORDER BY ${orderClause(sort)} LIMIT ${page.add(limit + 1)}`;
  const [found, counted] = await database.batch<Stored>([
    database.prepare(select).bind(...page.values),
    database.prepare(`SELECT COUNT(*) AS total ${where(conditions)}`).bind(...count.values),
  ]);
  const rows = found!.results.slice(0, limit);
  const last = found!.results.length > limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map((row) => cells(row, chosen)),
    total: counted!.results[0]!.total as number,
    end: last ? sort.map(({ column }) => last[column.name] ?? null) : null,
  };
}

const allColumns = dictionary.map(({ name }) => quoted(name)).join(', ');

/** The run of that id in a release with its rows in some other tables of the release, or null. */
export async function findRunWithTables(
  database: D1Database,
  release: string,
  id: string,
  names: readonly TableName[] = tableNames,
): Promise<ReleasedRun | null> {
  const row = database.prepare(`SELECT ${allColumns} FROM runs WHERE "release" = ? AND "id" = ?`).bind(release, id);
  const [rows, details] = await database.batch(
    names.length > 0 ? [row, detailsStatement(database, release, id, names)] : [row],
  );
  const stored = rows!.results[0] as Stored | undefined;
  if (!stored) return null;
  return { row: cells(stored, dictionary) as unknown as RunRow, tables: tablesOf(details?.results ?? []) };
}

/** Rows of a release that a figure asks for, in the order of their ids. Names and values come from our own figures. */
export async function selectRuns<Name extends ColumnName>(
  database: D1Database,
  release: string,
  { where, columns }: RowsQuery<Name>,
): Promise<Pick<RunRow, Name>[]> {
  const chosen = dictionary.filter(({ name }) => (columns as readonly string[]).includes(name));
  const bindings = new Bindings();
  const conditions = Object.entries(where).map(([name, wanted]) => {
    if (wanted === null) return `${quoted(name)} IS NULL`;
    const values = (Array.isArray(wanted) ? wanted : [wanted]) as (string | number | boolean)[];
    const bound = values.map((value) => bindings.add(typeof value === 'boolean' ? Number(value) : value));
    return `${quoted(name)} IN (${bound.join(', ')})`;
  });
  const select = `SELECT ${chosen.map(({ name }) => quoted(name)).join(', ')} FROM runs`;
  const all = [`"release" = ${bindings.add(release)}`, ...conditions].join(' AND ');
  const statement = database.prepare(`${select} WHERE ${all} ORDER BY "id"`).bind(...bindings.values);
  const { results } = await statement.all<Stored>();
  return results.map((row) => cells(row, chosen) as unknown as Pick<RunRow, Name>);
}

/** Ids that one statement binds beside the release and the table: D1 takes 100 parameters. */
const idsAtOnce = 90;

/** The rows of these runs in a table of a release, by run; runs that have none are left out. */
export async function selectTable(
  database: D1Database,
  release: string,
  name: TableName,
  ids: readonly string[],
): Promise<Map<string, Columns>> {
  const found = new Map<string, Columns>();
  for (let at = 0; at < ids.length; at += idsAtOnce) {
    const some = ids.slice(at, at + idsAtOnce);
    const { results } = await tableStatement(database, release, name, some).all<{ readonly id: string }>();
    for (const [id, parts] of Map.groupBy(results, (part) => part.id)) {
      const columns = tablesOf(parts)[name];
      if (columns) found.set(id, columns);
    }
  }
  return found;
}
