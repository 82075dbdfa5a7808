import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { AppEnvironment } from '../environment.ts';

/** What is written of a request: what it asked and how it ended. Neither the client's address nor its body is. */
function lineOf(c: Context<AppEnvironment>, milliseconds: number): Record<string, unknown> {
  const { status, headers } = c.res;
  const { pathname, search } = new URL(c.req.url);
  const failure = status >= 500 && c.error ? { error: c.error.message, stack: c.error.stack } : {};
  return {
    level: status >= 500 ? 'error' : 'info',
    requestId: c.var.requestId,
    ...{ method: c.req.method, path: pathname, query: search.slice(1), route: routePath(c, -1) },
    ...{ status, milliseconds, cacheControl: headers.get('Cache-Control') },
    ...failure,
  };
}

/**
 * Writes one line of JSON for each request that the Worker answers; what a cache answers in front of it does not come here.
 * The platform's clock stands still while nothing is waited for, so that the time is that of the database and the like.
 */
export const log = createMiddleware<AppEnvironment>(async (c, next) => {
  const start = performance.now();
  await next();
  const line = lineOf(c, performance.now() - start);
  const write = line.level === 'error' ? console.error : console.log;
  write(JSON.stringify(line));
});
