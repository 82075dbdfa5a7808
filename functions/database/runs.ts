import { dictionary, type Column } from '../../lib/results/dictionary.ts';
import type { RunRow } from '../../lib/results/run-row.ts';
import { decodeSeries } from '../../lib/results/series-codec.ts';
import type { RunSeries } from '../../lib/experiments/run-record.ts';
import { DataUnavailable, type ColumnName, type RowsQuery } from '../../lib/figures/source.ts';
import type { Position } from '../runs/cursor.ts';
import type { RunsQuery } from '../runs/query.ts';
import { afterCondition, Bindings, filterCondition, orderClause, quoted } from './statement.ts';

type Stored = Record<string, string | number | null>;
export type Cell = string | number | boolean | null;

/** A stored row with its columns as the dictionary types them. */
function cells(stored: Stored, columns: readonly Column[]): Record<string, Cell> {
  return Object.fromEntries(
    columns.map(({ name, type }) => [name, type === 'boolean' ? stored[name] === 1 : (stored[name] ?? null)]),
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

/** The run of that id in a release, or null. */
export async function findRun(database: D1Database, release: string, id: string): Promise<RunRow | null> {
  const statement = database.prepare(`SELECT ${allColumns} FROM runs WHERE "release" = ? AND "id" = ?`);
  const stored = await statement.bind(release, id).first<Stored>();
  return stored && (cells(stored, dictionary) as unknown as RunRow);
}

/** The run of that id in a release with its curves, or null. */
export async function findRunWithSeries(
  database: D1Database,
  release: string,
  id: string,
): Promise<{ row: RunRow; series: RunSeries } | null> {
  const named = '"release" = ? AND "id" = ?';
  const [rows, curves] = await database.batch<Stored>([
    database.prepare(`SELECT ${allColumns} FROM runs WHERE ${named}`).bind(release, id),
    database.prepare(`SELECT "series" FROM trajectories WHERE ${named}`).bind(release, id),
  ]);
  const stored = rows!.results[0];
  if (!stored) return null;
  const blob = curves!.results[0]?.series;
  if (!blob) throw new Error(`Release ${release} has run ${id} but not its trajectory.`);
  return { row: cells(stored, dictionary) as unknown as RunRow, series: seriesOf(blob) };
}

/** D1 gives a blob as an array of its bytes; other routes to SQLite give a buffer. */
const seriesOf = (blob: unknown) => decodeSeries(new Uint8Array(blob as readonly number[] | ArrayBuffer));

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

/** Ids that one statement binds beside the release: D1 takes 100 parameters. */
const idsAtOnce = 90;

/** The curves of these runs. @throws DataUnavailable if one is missing. */
export async function selectSeries(
  database: D1Database,
  release: string,
  ids: readonly string[],
): Promise<Map<string, RunSeries>> {
  const found = new Map<string, RunSeries>();
  for (let at = 0; at < ids.length; at += idsAtOnce) {
    const some = ids.slice(at, at + idsAtOnce);
    const marks = some.map((_, n) => `?${n + 2}`).join(', ');
    const statement = database.prepare(
      `SELECT "id", "series" FROM trajectories WHERE "release" = ?1 AND "id" IN (${marks})`,
    );
    const { results } = await statement.bind(release, ...some).all<Stored>();
    for (const { id, series } of results) found.set(String(id), seriesOf(series));
  }
  return new Map(
    ids.map((id) => {
      const series = found.get(id);
      if (!series) throw new DataUnavailable(`Release ${release} has no curves of run ${id}.`);
      return [id, series];
    }),
  );
}
