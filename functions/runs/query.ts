import type { Column } from '../../lib/results/column.ts';
import { QueryError, type QueryIssue } from '../../lib/results/query.ts';
import { filterName, filterNames, filterText, readFilter, type Filter } from './filter.ts';
import { nearest } from './nearest.ts';
import { readColumns, readSort, sortText, type SortKey } from './sort.ts';

/** What a list of runs is asked for. */
export interface RunsQuery {
  readonly filters: readonly Filter[];
  readonly sort: readonly SortKey[];
  readonly limit: number;
  /** The columns to answer with; null for all. */
  readonly fields: readonly Column[] | null;
  readonly cursor: string | null;
}

export const limits = { least: 1, most: 1000, default: 100 } as const;

/** D1 takes 100 bound parameters a statement; these are left for filters beside the order, the release and the limit. */
const mostValues = 80;
/** Keys of an order: more than anyone needs, few enough to bind. */
const mostKeys = 10;

const plain = ['limit', 'sort', 'fields', 'cursor'] as const;

function readLimit(text: string): number | QueryIssue {
  const value = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : NaN;
  if (value >= limits.least && value <= limits.most) return value;
  const allowed = `a whole number from ${limits.least} to ${limits.most}, in digits without zeros before it`;
  return { parameter: 'limit', given: text, detail: `limit is ${text || 'empty'}.`, allowed };
}

function unknown(parameter: string, given: string): QueryIssue {
  const near = nearest(parameter, [...plain, ...filterNames]);
  const detail = `There is no parameter ${parameter}${near ? `; the nearest is ${near}` : ''}.`;
  const allowed = `${plain.join(', ')}, and each column's name with its operators, as /api/v1/openapi.json lists them`;
  return { parameter, given, detail, allowed };
}

const isIssue = (value: object): value is QueryIssue => 'detail' in value;

/**
 * Reads a list's parameters off a query string.
 * @throws QueryError naming everything that is wrong with it.
 */
export function readRunsQuery(query: URLSearchParams): RunsQuery {
  const issues: QueryIssue[] = [];
  const filters: Filter[] = [];
  const read = <Value>(name: string, reader: (text: string) => Value | QueryIssue): Value | undefined => {
    const text = query.get(name);
    if (text === null) return undefined;
    const value = reader(text);
    if (typeof value !== 'object' || value === null || !isIssue(value)) return value;
    issues.push(value);
    return undefined;
  };
  const sort = read<SortKey[]>('sort', readSort) ?? (readSort('') as SortKey[]);
  const limit = read<number>('limit', readLimit) ?? limits.default;
  const fields = read<Column[]>('fields', (text) => readColumns('fields', text)) ?? null;
  for (const name of new Set(query.keys())) {
    const given = query.getAll(name);
    if (given.length > 1) {
      const detail = `${name} is given ${given.length} times.`;
      issues.push({ parameter: name, given: given.join(' & '), detail, allowed: 'one value' });
    } else if (!(plain as readonly string[]).includes(name)) {
      const filter = readFilter(name, given[0]!) ?? unknown(name, given[0]!);
      if (isIssue(filter)) issues.push(filter);
      else filters.push(filter);
    }
  }
  issues.push(...tooManyValues(filters));
  if (sort.length > mostKeys) issues.push(tooMany('sort', `${sort.length} keys`, `${mostKeys - 1} columns and the id`));
  if (issues.length > 0) throw new QueryError(issues);
  return { filters, sort, limit, fields, cursor: query.get('cursor') };
}

/** The fewest filters without which the values of the rest would be few enough, the largest first: none if all are. */
function tooManyValues(filters: readonly Filter[]): QueryIssue[] {
  const all = filters.reduce((sum, { values }) => sum + values.length, 0);
  const issues: QueryIssue[] = [];
  let rest = all;
  for (const { column, operator, values } of [...filters].sort((a, b) => b.values.length - a.values.length)) {
    if (rest <= mostValues) break;
    rest -= values.length;
    const parameter = filterName(column.name, operator);
    const given = `${values.length} ${values.length === 1 ? 'value' : 'values'}`;
    const detail = `${parameter} has ${given}, and all filters together have ${all}.`;
    issues.push({ parameter, given, detail, allowed: `at most ${mostValues} values in all filters together` });
  }
  return issues;
}

function tooMany(parameter: string, given: string, most: string): QueryIssue {
  return { parameter, given, detail: `${parameter} has ${given}.`, allowed: `at most ${most}` };
}

/** The part of a query that decides which runs come in which order; a cursor is bound to it. */
export function selectionText({ filters, sort }: Pick<RunsQuery, 'filters' | 'sort'>): string {
  const query = new URLSearchParams(filters.map((f) => [filterName(f.column.name, f.operator), filterText(f)]));
  query.sort();
  const order = sortText(sort);
  if (order !== '') query.set('sort', order);
  return query.toString();
}

/** The query string of a query: the same for all spellings of the same query, defaults left out. */
export function queryText(query: RunsQuery): string {
  const text = new URLSearchParams(selectionText(query));
  if (query.fields) text.set('fields', query.fields.map(({ name }) => name).join(','));
  if (query.limit !== limits.default) text.set('limit', String(query.limit));
  if (query.cursor !== null) text.set('cursor', query.cursor);
  return text.toString();
}
