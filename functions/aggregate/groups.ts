import type { Group, Summary } from '../../lib/client/index.ts';
import type { Column } from '../../lib/results/column.ts';
import { QueryError } from '../../lib/results/query.ts';
import type { Cell } from '../../lib/results/tables.ts';
import type { Statement } from '../database/statement.ts';
import { most, type AggregateQuery } from './query.ts';
import { columnStatement, countStatement, groupNames, quantileNames } from './statements.ts';

type Row = Readonly<Record<string, string | number | null>>;

/**
 * The groups of a release's runs, all of it computed by the database.
 * @throws QueryError if there are more groups than are answered.
 */
export async function groupsOf(database: D1Database, release: string, query: AggregateQuery): Promise<Group[]> {
  const prepare = ({ text, values }: Statement) => database.prepare(text).bind(...values);
  const [counts, ...summaries] = await database.batch<Row>([
    prepare(countStatement(release, query)),
    ...query.of.map(({ name }) => prepare(columnStatement(release, query, name))),
  ]);
  const groups = counts!.results;
  if (groups.length > most.groups) {
    const given = query.groupBy.map(({ name }) => name).join(',');
    const detail = `group_by gives more than ${most.groups} groups.`;
    throw new QueryError([
      { parameter: 'group_by', given, detail, allowed: `what gives at most ${most.groups} groups` },
    ]);
  }
  const names = groupNames(query);
  const key = (row: Row) => JSON.stringify(names.map((name) => row[name]));
  const found = summaries.map(({ results }) => new Map(results.map((row) => [key(row), row])));
  return groups.map((row) => ({
    group: Object.fromEntries(query.groupBy.map((column, n) => [column.name, cell(column, row[names[n]!] ?? null)])),
    count: row.n as number,
    columns: Object.fromEntries(query.of.map(({ name }, n) => [name, summary(query, found[n]!.get(key(row)))])),
  }));
}

const cell = ({ type }: Column, value: string | number | null): Cell =>
  type === 'boolean' && value !== null ? value === 1 : value;

function summary(query: AggregateQuery, row: Row | undefined): Summary {
  const number = (name: string) => (row?.[name] ?? null) as number | null;
  const n = number('n') ?? 0;
  const shares = quantileNames(query).map((name, at) => [String(query.quantiles[at]), n > 0 ? number(name) : null]);
  return {
    ...{ n, mean: number('mean'), sd: n > 1 ? Math.sqrt(number('squares')! / (n - 1)) : null },
    ...{ minimum: number('minimum'), maximum: number('maximum') },
    quantiles: Object.fromEntries(shares) as Record<string, number | null>,
  };
}

/** The header of the groups as a table. */
export function groupColumns({ groupBy, of, quantiles }: AggregateQuery): string[] {
  const numbers = ['n', 'mean', 'sd', 'minimum', 'maximum', ...quantiles.map((share) => `q${share}`)];
  return [
    ...groupBy.map(({ name }) => name),
    'count',
    ...of.flatMap(({ name }) => numbers.map((number) => `${name}__${number}`)),
  ];
}

/** A group as a row of that table. */
export function groupRow({ group, count, columns }: Group): Record<string, Cell> {
  const numbers = Object.entries(columns).flatMap(([name, { quantiles, ...others }]) => [
    ...Object.entries(others).map(([number, value]): [string, Cell] => [`${name}__${number}`, value]),
    ...Object.entries(quantiles).map(([share, value]): [string, Cell] => [`${name}__q${share}`, value]),
  ]);
  return { ...group, count, ...Object.fromEntries(numbers) };
}
