import { QueryError, type QueryIssue } from '../../lib/results/query.ts';
import { filterName, filterNames, readFilter, type Filter } from './filter.ts';
import { nearest } from './nearest.ts';

/** D1 takes 100 bound parameters a statement; these are left for filters beside the order, the release and the limit. */
const mostValues = 80;

const isIssue = (value: unknown): value is QueryIssue =>
  typeof value === 'object' && value !== null && 'detail' in value && 'allowed' in value;

/** Reads a query that filters runs, and gathers everything that is wrong with it. */
export class QueryReader {
  readonly #query: URLSearchParams;
  readonly #plain: readonly string[];
  readonly #issues: QueryIssue[] = [];

  /** @param plain the parameters of the address that are no filters. */
  constructor(query: URLSearchParams, plain: readonly string[]) {
    this.#query = query;
    this.#plain = plain;
  }

  /** What a reader makes of a plain parameter; undefined if it is not given, or wrong. */
  read<Value>(name: string, reader: (text: string) => Value | QueryIssue): Value | undefined {
    const text = this.#query.get(name);
    if (text === null) return undefined;
    const value = reader(text);
    if (!isIssue(value)) return value;
    this.refuse(value);
    return undefined;
  }

  /** Notes that something is wrong. */
  refuse(...issues: readonly QueryIssue[]): void {
    this.#issues.push(...issues);
  }

  /** Notes that parameters are given which make no sense beside another. */
  refuseBeside(name: string, others: readonly string[], why: string): void {
    for (const other of others) {
      const given = this.#query.get(other);
      if (given !== null && this.#query.has(name))
        this.refuse({
          parameter: other,
          given,
          detail: `${other} is given beside ${name}. ${why}`,
          allowed: 'nothing',
        });
    }
  }

  /**
   * All filters of the query.
   * @throws QueryError if anything was wrong, here or before.
   */
  filters(): Filter[] {
    const filters: Filter[] = [];
    for (const name of new Set(this.#query.keys())) {
      const given = this.#query.getAll(name);
      if (given.length > 1) {
        const detail = `${name} is given ${given.length} times.`;
        this.refuse({ parameter: name, given: given.join(' & '), detail, allowed: 'one value' });
      } else if (!this.#plain.includes(name)) {
        const filter = readFilter(name, given[0]!) ?? this.#unknown(name, given[0]!);
        if (isIssue(filter)) this.refuse(filter);
        else filters.push(filter);
      }
    }
    this.refuse(...tooManyValues(filters));
    if (this.#issues.length > 0) throw new QueryError(this.#issues);
    return filters;
  }

  #unknown(parameter: string, given: string): QueryIssue {
    const near = nearest(parameter, [...this.#plain, ...filterNames]);
    const detail = `There is no parameter ${parameter}${near ? `; the nearest is ${near}` : ''}.`;
    const names = this.#plain.join(', ');
    const allowed = `${names}, and each column's name with its operators, as /api/v1/openapi.json lists them`;
    return { parameter, given, detail, allowed };
  }
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

/** A reader of whole numbers, in digits without zeros before them. */
export const wholeNumber =
  (name: string, least: number, most: number) =>
  (text: string): number | QueryIssue => {
    const value = /^(0|[1-9]\d{0,9})$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    const allowed = `a whole number from ${least} to ${most}, in digits without zeros before it`;
    return { parameter: name, given: text, detail: `${name} is ${text || 'empty'}.`, allowed };
  };

/** The problem of too much in a list. */
export function tooMany(parameter: string, given: string, most: string): QueryIssue {
  return { parameter, given, detail: `${parameter} has ${given}.`, allowed: `at most ${most}` };
}
