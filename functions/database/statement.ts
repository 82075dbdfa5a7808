import type { Filter, Scalar } from '../runs/filter.ts';
import type { Position } from '../runs/cursor.ts';
import type { SortKey } from '../runs/sort.ts';

/** A statement and what is bound to it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly (string | number | null)[];
}

/** The bound parameters of one statement. */
export class Bindings {
  readonly values: (string | number | null)[] = [];

  /** Adds a value; returns the placeholder that stands for it, as often as it is needed. */
  add(value: string | number | null): string {
    this.values.push(value);
    return `?${this.values.length}`;
  }
}

/** A column's name in SQL. Names come from the dictionary only, never from a request. */
export const quoted = (name: string) => `"${name}"`;

const comparators = { eq: '=', ne: 'IS NOT', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** The condition of one filter. A null is unequal to every value and neither above nor below any. */
export function filterCondition({ column, operator, values }: Filter, bindings: Bindings): string {
  const name = quoted(column.name);
  if (operator === 'null') return `${name} IS ${values[0] === 1 ? '' : 'NOT '}NULL`;
  const bound = values.map((value: Scalar) => bindings.add(value));
  return operator === 'in' ? `${name} IN (${bound.join(', ')})` : `${name} ${comparators[operator]} ${bound[0]!}`;
}

/**
 * The ORDER BY of an order. That nulls come last is said only where there are any and they would come first: SQLite orders
 * by an index only where it need not move them.
 */
export function orderClause(sort: readonly SortKey[]): string {
  return sort
    .map(({ column, descending }) => {
      if (descending) return `${quoted(column.name)} DESC`;
      return column.nullable ? `${quoted(column.name)} ASC NULLS LAST` : quoted(column.name);
    })
    .join(', ');
}

/**
 * The condition of coming after a position in an order: the first key is beyond it, or the first is equal and the second
 * beyond, and so on.
 */
export function afterCondition(sort: readonly SortKey[], position: Position, bindings: Bindings): string {
  const [first] = sort;
  // One comparison of all keys (SQLite's row values) finds the place in an index at once.
  if (sort.every(({ column, descending }) => !column.nullable && descending === first!.descending)) {
    const names = sort.map(({ column }) => quoted(column.name)).join(', ');
    const bound = position.map((value) => bindings.add(value)).join(', ');
    return `(${names}) ${first!.descending ? '<' : '>'} (${bound})`;
  }
  const equal: string[] = [];
  const alternatives: string[] = [];
  sort.forEach(({ column, descending }, n) => {
    const name = quoted(column.name);
    const value = position[n] ?? null;
    const bound = bindings.add(value);
    // Nothing comes after null, since nulls are last.
    if (value !== null) {
      const beyond = `${name} ${descending ? '<' : '>'} ${bound}`;
      const condition = column.nullable ? `(${beyond} OR ${name} IS NULL)` : beyond;
      alternatives.push([...equal, condition].join(' AND '));
    }
    equal.push(`${name} IS ${bound}`);
  });
  return `(${alternatives.map((alternative) => `(${alternative})`).join(' OR ')})`;
}
