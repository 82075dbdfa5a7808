import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Column } from '../../lib/results/column.ts';
import { dictionary } from '../../lib/results/dictionary.ts';
import type { ReleasedRun } from '../../lib/results/released-run.ts';
import type { RunRow } from '../../lib/results/run-row.ts';
import type { ColumnName, RowsQuery } from '../../lib/figures/source.ts';
import { tableNames, type Cell, type Columns, type TableName } from '../../lib/results/tables.ts';
import type { Position } from '../runs/cursor.ts';
import type { RunsQuery, Sample } from '../runs/query.ts';
import { detailsStatement, tablesOf, tableStatement } from './details.ts';
import { indexFor } from './indexes.ts';
import { afterCondition, Bindings, filterCondition, orderClause, quoted, type Statement } from './statement.ts';

type Stored = Record<string, string | number | null>;

/** A stored row with its columns as the dictionary types them. */
export function cells(stored: Stored, columns: readonly Column[] = dictionary): Record<string, Cell> {
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
  /** Runs that the filters let through, on all pages; null if nobody asked and the page does not tell. */
  readonly total: number | null;
  /** Where the page ends, if another follows. */
  readonly end: Position | null;
}

/** Asks statements at once; the last, if wanted, counts. */
async function batchWithTotal(
  database: D1Database,
  statements: readonly D1PreparedStatement[],
  count: D1PreparedStatement | null,
): Promise<{ readonly found: Stored[][]; readonly total: number | null }> {
  const results = await database.batch<Stored>(count ? [...statements, count] : [...statements]);
  const found = results.slice(0, statements.length).map(({ results: rows }) => rows);
  return { found, total: count ? (results.at(-1)!.results[0]!.total as number) : null };
}

/** The runs of a release that a query asks for, from a position on. */
export async function pageOfRuns(
  database: D1Database,
  release: string,
  query: RunsQuery,
  position: Position | null,
): Promise<RunsPage> {
  if (query.sample) return sampleOfRuns(database, release, query, query.sample);
  const { sort, limit, fields, total: wanted } = query;
  const { page, count } = pageStatements(release, query, position);
  const prepare = ({ text, values }: Statement) => database.prepare(text).bind(...values);
  const { found, total } = await batchWithTotal(database, [prepare(page)], wanted ? prepare(count) : null);
  const rows = found[0]!.slice(0, limit);
  const last = found[0]!.length > limit ? rows.at(-1) : undefined;
  const isOnly = position === null && !last;
  return {
    rows: rows.map((row) => cells(row, fields ?? dictionary)),
    total: total ?? (isOnly ? rows.length : null),
    end: last ? sort.map(({ column }) => last[column.name] ?? null) : null,
  };
}

/** The statements of a page and of the count of all pages. One run more than the page tells whether another follows. */
export function pageStatements(
  release: string,
  { filters, sort, limit, fields }: Pick<RunsQuery, 'filters' | 'sort' | 'limit' | 'fields'>,
  position: Position | null,
): { readonly page: Statement; readonly count: Statement } {
  const bindings = new Bindings();
  const conditions = [
    `"release" = ${bindings.add(release)}`,
    ...filters.map((filter) => filterCondition(filter, bindings)),
  ];
  const count = {
    text: `SELECT COUNT(*) AS total FROM runs WHERE ${conditions.join(' AND ')}`,
    values: [...bindings.values],
  };
  const after = position ? [afterCondition(sort, position, bindings)] : [];
  const names = new Set(
    [...(fields ?? dictionary), ...sort.map(({ column }) => column)].map(({ name }) => quoted(name)),
  );
  const index = indexFor(filters, sort);
  const text =
    `SELECT ${[...names].join(', ')} FROM runs${index === null ? '' : ` INDEXED BY ${index}`} ` +
    `WHERE ${[...conditions, ...after].join(' AND ')} ` +
    `ORDER BY ${orderClause(sort)} LIMIT ${bindings.add(limit + 1)}`;
  return { page: { text, values: bindings.values }, count };
}

/**
 * Runs at random: those that follow a place on the circle of ids which the seed decides. Ids are hashes of what the runs are
 * of, so that their order knows nothing of the runs, and an index has them in it: the sample reads no more than it gives.
 */
async function sampleOfRuns(
  database: D1Database,
  release: string,
  { filters, fields, total: wanted }: RunsQuery,
  { size, seed }: Sample,
): Promise<RunsPage> {
  const chosen = fields ?? dictionary;
  const bindings = new Bindings();
  const conditions = [`"release" = ${bindings.add(release)}`, ...filters.map((f) => filterCondition(f, bindings))];
  const where = `FROM runs WHERE ${conditions.join(' AND ')}`;
  const count = database.prepare(`SELECT COUNT(*) AS total ${where}`).bind(...bindings.values);
  const start = bindings.add(placeOf(seed));
  const names = chosen.map(({ name }) => quoted(name)).join(', ');
  const half = (side: '>=' | '<') =>
    database
      .prepare(`SELECT ${names} ${where} AND "id" ${side} ${start} ORDER BY "id" LIMIT ${size}`)
      .bind(...bindings.values);
  const { found, total } = await batchWithTotal(database, [half('>='), half('<')], wanted ? count : null);
  const rows = found.flat().slice(0, size);
  return {
    rows: rows.map((row) => cells(row, chosen)),
    total: total ?? (rows.length < size ? rows.length : null),
    end: null,
  };
}

/** The place of a seed among the ids. */
const placeOf = (seed: number): string => bytesToHex(sha256(utf8ToBytes(`sample ${seed}`))).slice(0, 20);

/** All columns of the dictionary, as a statement selects them. */
export const dictionaryColumns = dictionary.map(({ name }) => quoted(name)).join(', ');

/** The run of that id in a release with its rows in some other tables of the release, or null. */
export async function findRunWithTables(
  database: D1Database,
  release: string,
  id: string,
  names: readonly TableName[] = tableNames,
): Promise<ReleasedRun | null> {
  const row = database
    .prepare(`SELECT ${dictionaryColumns} FROM runs WHERE "release" = ? AND "id" = ?`)
    .bind(release, id);
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
