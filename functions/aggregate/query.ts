import type { Column } from '../../lib/results/column.ts';
import type { QueryIssue } from '../../lib/results/query.ts';
import { queryOf } from '../middleware/canonical.ts';
import type { Filter } from '../runs/filter.ts';
import { filtersText } from '../runs/query.ts';
import { QueryReader, tooMany } from '../runs/reader.ts';
import { readColumns } from '../runs/sort.ts';

/** What is to be said of groups of runs. */
export interface AggregateQuery {
  readonly filters: readonly Filter[];
  /** The columns whose values tell groups apart; none: all runs are one group. */
  readonly groupBy: readonly Column[];
  /** The columns of numbers that are summed up. */
  readonly of: readonly Column[];
  /** Shares, increasing. */
  readonly quantiles: readonly number[];
}

export const most = { groupBy: 5, of: 8, quantiles: 9, groups: 1000 } as const;
export const usualQuantiles = [0.25, 0.5, 0.75] as const;

const plain = ['group_by', 'of', 'quantiles'] as const;

const columnsUpTo = (name: string, limit: number) => (text: string) => {
  const columns = readColumns(name, text);
  if ('detail' in columns || columns.length <= limit) return columns;
  return tooMany(name, `${columns.length} columns`, `${limit} columns`);
};

function numbersUpTo(text: string): readonly Column[] | QueryIssue {
  const columns = columnsUpTo('of', most.of)(text);
  if ('detail' in columns) return columns;
  const other = columns.find(({ type }) => type === 'text' || type === 'boolean');
  if (!other) return columns;
  const detail = `${other.name} is ${other.type}; a mean is of numbers.`;
  return { parameter: 'of', given: other.name, detail, allowed: 'columns of type integer, real or float' };
}

function readQuantiles(text: string): readonly number[] | QueryIssue {
  const parts = text.split(',');
  const shares = [...new Set(parts.map((part) => (/^(0|1|0?\.\d{1,6}|[01]\.0+)$/.test(part) ? Number(part) : NaN)))];
  const wrong = parts[shares.findIndex(Number.isNaN)];
  if (shares.some(Number.isNaN)) {
    const given = wrong ?? text;
    const detail = `quantiles has ${given || 'an empty part'}.`;
    return { parameter: 'quantiles', given, detail, allowed: 'a list of numbers from 0 to 1, of six digits at most' };
  }
  if (shares.length > most.quantiles)
    return tooMany('quantiles', `${shares.length} shares`, `${most.quantiles} of them`);
  return shares.sort((a, b) => a - b);
}

/** @throws QueryError naming everything that is wrong with the query. */
export function readAggregateQuery(query: URLSearchParams): AggregateQuery {
  const reader = new QueryReader(query, plain);
  const groupBy = reader.read('group_by', columnsUpTo('group_by', most.groupBy)) ?? [];
  const of = reader.read('of', numbersUpTo) ?? [];
  const quantiles = reader.read('quantiles', readQuantiles) ?? usualQuantiles;
  return { filters: reader.filters(), groupBy, of, quantiles };
}

/** The query string of a query, the same for all its spellings. */
export function aggregateText({ filters, groupBy, of, quantiles }: AggregateQuery): string {
  const text = filtersText(filters);
  const names = (columns: readonly Column[]) => columns.map(({ name }) => name).join(',');
  if (groupBy.length > 0) text.set('group_by', names(groupBy));
  if (of.length > 0) text.set('of', names(of));
  if (String(quantiles) !== String(usualQuantiles)) text.set('quantiles', String(quantiles));
  return queryOf(text);
}
