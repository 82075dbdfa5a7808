import { Bindings, filterCondition, quoted, type Statement } from '../database/statement.ts';
import { most, type AggregateQuery } from './query.ts';

/** The names that a group's values have in the statements. */
export const groupNames = ({ groupBy }: Pick<AggregateQuery, 'groupBy'>) => groupBy.map((_, n) => `g${n}`);
/** The names that the quantiles have. */
export const quantileNames = ({ quantiles }: Pick<AggregateQuery, 'quantiles'>) => quantiles.map((_, n) => `q${n}`);

function parts(release: string, query: AggregateQuery) {
  const bindings = new Bindings();
  const conditions = [
    `"release" = ${bindings.add(release)}`,
    ...query.filters.map((filter) => filterCondition(filter, bindings)),
  ];
  const names = groupNames(query);
  const columns = query.groupBy.map(({ name }, n) => `${quoted(name)} AS ${names[n]!}`);
  const list = names.join(', ');
  const groups = list === '' ? '' : ` GROUP BY ${list}`;
  return { bindings, where: `FROM runs WHERE ${conditions.join(' AND ')}`, columns, list, groups };
}

/** Counts the runs of each group, in the order of the groups' values, nulls last; one group more than is answered. */
export function countStatement(release: string, query: AggregateQuery): Statement {
  const { bindings, where, columns, groups } = parts(release, query);
  const order = groupNames(query).map((name) => `${name} ASC NULLS LAST`);
  const ordered = order.length > 0 ? ` ORDER BY ${order.join(', ')}` : '';
  const text = `SELECT ${[...columns, 'COUNT(*) AS n'].join(', ')} ${where}${groups}${ordered} LIMIT ${most.groups + 1}`;
  return { text, values: bindings.values };
}

/**
 * Sums up one column over the runs of each group that have it. The sum of squares is about the group's own mean, so that
 * nothing cancels; a quantile lies between the two ranks around `p (n - 1)`, as R's type 7 and NumPy have it: each value
 * counts by one less its distance from there.
 */
export function columnStatement(release: string, query: AggregateQuery, name: string): Statement {
  const { bindings, where, columns, list, groups } = parts(release, query);
  const partition = list === '' ? '' : `PARTITION BY ${list}`;
  const grouped = list === '' ? '' : `${list}, `;
  const shares = quantileNames(query).map((alias, n) => {
    const rank = `${bindings.add(query.quantiles[n]!)} * (n - 1)`;
    return `SUM(x * MAX(0.0, 1.0 - ABS(r - ${rank}))) AS ${alias}`;
  });
  const numbers = ['MAX(n) AS n', 'MAX(m) AS mean', 'SUM((x - m) * (x - m)) AS squares', 'MIN(x) AS minimum'];
  const text =
    `WITH some AS (SELECT ${[...columns, `${quoted(name)} AS x`].join(', ')} ${where} AND ${quoted(name)} IS NOT NULL), ` +
    `ranked AS (SELECT ${grouped}x, ROW_NUMBER() OVER (${partition} ORDER BY x) - 1 AS r, ` +
    `COUNT(*) OVER (${partition}) AS n, AVG(x) OVER (${partition}) AS m FROM some) ` +
    `SELECT ${grouped}${[...numbers, 'MAX(x) AS maximum', ...shares].join(', ')} FROM ranked${groups}`;
  return { text, values: bindings.values };
}
