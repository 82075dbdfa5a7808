import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { listReleases } from '../database/releases.ts';
import type { AppEnvironment } from '../environment.ts';
import { setLinks } from '../links.ts';
import { withoutQuery } from '../middleware/without-query.ts';
import { Problem } from '../problems/problem.ts';
import { json, linksSchema, unstored, withoutRelease } from '../schemas.ts';

export const healthBody = z.strictObject({
  links: linksSchema,
  data: z.strictObject({
    status: z.literal('ok'),
    release: z.string().meta({ description: 'The latest release, read from the database for this answer.' }),
    version: z.string().meta({ description: 'The version of the Worker that answered.' }),
  }),
});

const route = createRoute({
  method: 'get',
  path: '/health',
  operationId: 'getHealth',
  middleware: withoutQuery,
  tags: ['problems'],
  summary: 'Whether the Worker and its database answer; never stored',
  responses: { ...unstored('They do.', json(healthBody), 'invalid-parameters'), ...withoutRelease },
});

/** For monitors: 200 if the Worker reads its database, 503 if that holds no release. */
export const healthRoutes = new OpenAPIHono<AppEnvironment>().openapi(route, async (c) => {
  const release = (await listReleases(c.env.DB)).find(({ latest }) => latest)?.release;
  if (release === undefined) throw new Problem('no-release', 'The database holds no release.');
  setLinks(c);
  const data = { status: 'ok' as const, release, version: c.env.VERSION.id };
  return c.json({ links: { self: '/api/v1/health' }, data }, 200);
});
