import type { Column } from '../../lib/results/column.ts';
import type { QueryIssue } from '../../lib/results/query.ts';
import { queryOf } from '../middleware/canonical.ts';
import { filterName, filterText, type Filter } from './filter.ts';
import { QueryReader, tooMany, wholeNumber } from './reader.ts';
import { readColumns, readSort, sortText, type SortKey } from './sort.ts';

/** A random sample: as many runs, drawn by a seed. */
export interface Sample {
  readonly size: number;
  readonly seed: number;
}

/** What a list of runs is asked for. */
export interface RunsQuery {
  readonly filters: readonly Filter[];
  readonly sort: readonly SortKey[];
  readonly limit: number;
  /** The columns to answer with; null for all. */
  readonly fields: readonly Column[] | null;
  readonly cursor: string | null;
  /** A sample in place of pages; its runs have an order of their own. */
  readonly sample: Sample | null;
  /** Whether to count the runs on all pages, which reads them all. */
  readonly total: boolean;
}

/** How long pages of a list may be. */
export interface Limits {
  readonly least: number;
  readonly most: number;
  readonly default: number;
}

export const limits: Limits = { least: 1, most: 1000, default: 100 };
export const seeds = { least: 0, most: 0xffffffff, default: 1 } as const;

/** Keys of an order: more than anyone needs, few enough to bind. */
const mostKeys = 10;

const plain = ['limit', 'sort', 'fields', 'cursor', 'sample', 'sampleSeed', 'total'] as const;

function readTotal(text: string): { readonly wanted: boolean } | QueryIssue {
  if (text === 'true' || text === 'false') return { wanted: text === 'true' };
  return { parameter: 'total', given: text, detail: `total is ${text || 'empty'}.`, allowed: 'true or false' };
}

/**
 * Reads a list's parameters off a query string.
 * @throws QueryError naming everything that is wrong with it.
 */
export function readRunsQuery(query: URLSearchParams, { least, most, default: usual }: Limits = limits): RunsQuery {
  const reader = new QueryReader(query, plain);
  const sort = reader.read<SortKey[]>('sort', readSort) ?? (readSort('') as SortKey[]);
  const limit = reader.read('limit', wholeNumber('limit', least, most)) ?? usual;
  const fields = reader.read<Column[]>('fields', (text) => readColumns('fields', text)) ?? null;
  const size = reader.read('sample', wholeNumber('sample', least, most));
  const seed = reader.read('sampleSeed', wholeNumber('sampleSeed', seeds.least, seeds.most)) ?? seeds.default;
  const total = reader.read('total', readTotal)?.wanted ?? false;
  reader.refuseBeside('sample', ['sort', 'limit', 'cursor'], 'A sample is one answer, in an order of its own.');
  if (query.has('sampleSeed') && !query.has('sample')) {
    const given = query.get('sampleSeed');
    reader.refuse({
      parameter: 'sampleSeed',
      given,
      detail: 'sampleSeed is given without sample.',
      allowed: 'nothing',
    });
  }
  if (sort.length > mostKeys)
    reader.refuse(tooMany('sort', `${sort.length} keys`, `${mostKeys - 1} columns and the id`));
  const filters = reader.filters();
  const sample = size === undefined ? null : { size, seed };
  return { filters, sort, limit: sample?.size ?? limit, fields, cursor: query.get('cursor'), sample, total };
}

/** The filters of a query, the same for all spellings. */
export function filtersText(filters: readonly Filter[]): URLSearchParams {
  const query = new URLSearchParams(filters.map((f) => [filterName(f.column.name, f.operator), filterText(f)]));
  query.sort();
  return query;
}

/** The part of a query that decides which runs come in which order; a cursor is bound to it. */
export function selectionText({ filters, sort }: Pick<RunsQuery, 'filters' | 'sort'>): string {
  const query = filtersText(filters);
  const order = sortText(sort);
  if (order !== '') query.set('sort', order);
  return query.toString();
}

/**
 * The query string of a query: the same for all spellings of the same query, defaults left out.
 * @param usual the limit that is left out.
 */
export function queryText(query: RunsQuery, usual: number = limits.default): string {
  const text = new URLSearchParams(selectionText(query));
  if (query.fields) text.set('fields', query.fields.map(({ name }) => name).join(','));
  if (query.sample) {
    text.set('sample', String(query.sample.size));
    if (query.sample.seed !== seeds.default) text.set('sampleSeed', String(query.sample.seed));
  } else if (query.limit !== usual) text.set('limit', String(query.limit));
  if (query.total) text.set('total', 'true');
  if (query.cursor !== null) text.set('cursor', query.cursor);
  return queryOf(text);
}
