import { createMiddleware } from 'hono/factory';
import type { AppEnvironment } from '../environment.ts';
import { Problem } from '../problems/problem.ts';

/** What a client may ask in how many seconds; wrangler.toml has the same numbers for the platform's binding. */
export const rate = { quota: 600, window: 60 } as const;

/** Addresses of this very machine: whoever runs the Worker there needs no limit. */
const own: readonly string[] = ['127.0.0.1', '::1'];

/**
 * Refuses clients that ask too much, by the platform's own counter, which counts at each of its locations and roughly. Answers
 * of caches in front of the Worker are not counted. The fields are those of draft-ietf-httpapi-ratelimit-headers-11, which is
 * no standard yet; the counter does not tell what is left, so `RateLimit` is said only when nothing is.
 */
export const rateLimit = createMiddleware<AppEnvironment>(async (c, next) => {
  c.header('RateLimit-Policy', `"default";q=${rate.quota};w=${rate.window}`);
  const client = c.req.header('CF-Connecting-IP');
  if (client !== undefined && !own.includes(client)) {
    const { success } = await c.env.LIMITER.limit({ key: client });
    if (!success) {
      const detail = `More than ${rate.quota} requests came in ${rate.window} seconds from where this one comes from.`;
      const headers = { 'Retry-After': String(rate.window), RateLimit: `"default";r=0;t=${rate.window}` };
      throw new Problem('too-many-requests', detail, { headers });
    }
  }
  await next();
});
