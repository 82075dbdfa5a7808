import type { Column, ColumnType } from '../../lib/results/column.ts';
import { dictionary } from '../../lib/results/dictionary.ts';
import type { QueryIssue } from '../../lib/results/query.ts';

/** How a column is compared; `eq` is a parameter of the column's bare name, the others are suffixes like `gain__gte`. */
export const operators = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'null'] as const;
export type Operator = (typeof operators)[number];

/** What a column is compared with; booleans as SQLite keeps them, 0 and 1. */
export type Scalar = string | number;

export interface Filter {
  readonly column: Column;
  readonly operator: Operator;
  /** One value, or those of `in`; for `null` 1 or 0: whether the column is to be null. */
  readonly values: readonly Scalar[];
}

const ordered = ['gt', 'gte', 'lt', 'lte'] as const;
const comparisons: Record<ColumnType, readonly Operator[]> = {
  text: ['eq', 'ne', 'in'],
  integer: ['eq', 'ne', ...ordered, 'in'],
  real: ['eq', 'ne', ...ordered, 'in'],
  float: ['eq', 'ne', ...ordered, 'in'],
  boolean: ['eq', 'ne'],
};

/** The operators that make sense of a column. */
export function operatorsOf({ type, nullable }: Column): readonly Operator[] {
  return nullable ? [...comparisons[type], 'null'] : comparisons[type];
}

/** The parameter of a column and an operator. */
export const filterName = (column: string, operator: Operator) =>
  operator === 'eq' ? column : `${column}__${operator}`;

const filters = new Map(
  dictionary.flatMap((column) =>
    operatorsOf(column).map((operator) => [filterName(column.name, operator), { column, operator }] as const),
  ),
);

/** Every parameter that filters. */
export const filterNames: readonly string[] = [...filters.keys()];

/** What a column can be compared with, in words. */
function allowed({ type, values }: Column): string {
  if (values) return values.join(', ');
  return { text: 'text', integer: 'a whole number', real: 'a number', float: 'a number', boolean: 'true or false' }[
    type
  ];
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function scalar({ type, values }: Column, text: string): Scalar | undefined {
  if (type === 'boolean') return text === 'true' ? 1 : text === 'false' ? 0 : undefined;
  if (type === 'text') return text !== '' && (!values || values.includes(text)) ? text : undefined;
  const value = decimal.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) && (type !== 'integer' || Number.isSafeInteger(value)) ? value : undefined;
}

/** Reads one filter off a parameter and its text: the filter, what is wrong with it, or undefined if it is no filter. */
export function readFilter(parameter: string, text: string): Filter | QueryIssue | undefined {
  const known = filters.get(parameter);
  if (!known) return undefined;
  const { column, operator } = known;
  const issue = (given: string, words: string): QueryIssue => ({
    ...{ parameter, given, detail: `${parameter} is ${given === '' ? 'empty' : given}.`, allowed: words },
  });
  if (operator === 'null') {
    return text === 'true' || text === 'false'
      ? { column, operator, values: [text === 'true' ? 1 : 0] }
      : issue(text, 'true or false');
  }
  const values: Scalar[] = [];
  for (const part of operator === 'in' ? text.split(',') : [text]) {
    const value = scalar(column, part);
    if (value === undefined) return issue(part, operator === 'in' ? `a list of: ${allowed(column)}` : allowed(column));
    values.push(value);
  }
  return { column, operator, values };
}

/** The text that `readFilter` reads a filter from: the same for all spellings of the same filter. */
export function filterText({ column, operator, values }: Filter): string {
  const isBoolean = operator === 'null' || column.type === 'boolean';
  const texts = values.map((value) => (isBoolean ? String(value === 1) : String(value)));
  return operator === 'in' ? [...new Set(texts)].sort().join(',') : texts[0]!;
}
