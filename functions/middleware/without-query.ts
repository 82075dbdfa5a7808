import { createMiddleware } from 'hono/factory';
import { QueryError } from '../../lib/results/query.ts';
import type { AppEnvironment } from '../environment.ts';

/** For addresses that have no parameters: one that is given is refused by its name, since ignoring it would answer another question. */
export const withoutQuery = createMiddleware<AppEnvironment>(async (c, next) => {
  const query = new URL(c.req.url).searchParams;
  const issues = [...new Set(query.keys())].map((parameter) => ({
    parameter,
    given: query.getAll(parameter).join(' & '),
    detail: `There is no parameter ${parameter} at this address.`,
    allowed: 'none',
  }));
  if (issues.length > 0) throw new QueryError(issues);
  await next();
});
