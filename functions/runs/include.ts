import { QueryError, type QueryIssue } from '../../lib/results/query.ts';
import { tableNames, type TableName } from '../../lib/results/tables.ts';
import { documented, queryParameters } from '../parameters.ts';

const allowed = tableNames.join(', ');

/** The parameter of a run's address, for the document. */
export const includeParameter = queryParameters({
  include: documented({
    type: 'array',
    items: { type: 'string', enum: [...tableNames] },
    description:
      "Tables of the release to answer the run's rows in, column by column; a table that the run is not in is left out.",
    param: { style: 'form', explode: false },
  }),
});

/**
 * The tables that a query asks for, in their order.
 * @throws QueryError naming every unknown or repeated parameter and table.
 */
export function readInclude(query: URLSearchParams): TableName[] {
  const issues: QueryIssue[] = [];
  const refuse = (parameter: string, given: string, detail: string, what: string) => {
    issues.push({ parameter, given, detail, allowed: what });
  };
  for (const name of new Set(query.keys())) {
    const given = query.getAll(name);
    if (name !== 'include')
      refuse(name, given.join(' & '), `There is no parameter ${name} at this address.`, 'include');
    else if (given.length > 1) refuse(name, given.join(' & '), `include is given ${given.length} times.`, 'one value');
  }
  const wanted = query.get('include')?.split(',') ?? [];
  for (const name of new Set(wanted)) {
    if (!(tableNames as readonly string[]).includes(name)) {
      refuse('include', name, `There is no table ${name || 'without a name'}.`, `a list of: ${allowed}`);
    }
  }
  if (issues.length > 0) throw new QueryError(issues);
  return tableNames.filter((name) => wanted.includes(name));
}
