import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { releaseManifestSchema } from '../../lib/results/manifest.ts';
import { findRelease, latestRelease, listReleases, readManifest } from '../database/releases.ts';
import type { AppEnvironment } from '../environment.ts';
import { runsAddress, setLinks } from '../links.ts';
import { conditional } from '../middleware/conditional.ts';
import { withoutQuery } from '../middleware/without-query.ts';
import {
  envelope,
  json,
  linksSchema,
  metaOf,
  releaseMeta,
  releaseParameter,
  responses,
  withoutRelease,
} from '../schemas.ts';

export const releasesBody = envelope(
  {},
  z.array(z.strictObject({ ...releaseMeta, latest: z.boolean(), links: linksSchema })),
);
export const manifestBody = envelope({}, releaseManifestSchema.meta({ id: 'Manifest' }));

const list = createRoute({
  method: 'get',
  path: '/releases',
  operationId: 'listReleases',
  middleware: withoutQuery,
  tags: ['releases'],
  summary: 'Every release, newest first',
  responses: { ...responses('The releases.', json(releasesBody), 'invalid-parameters'), ...withoutRelease },
});
const manifest = createRoute({
  method: 'get',
  path: '/releases/{release}',
  operationId: 'getRelease',
  middleware: withoutQuery,
  tags: ['releases'],
  summary: 'The manifest of a release: its files with their hashes, its sweeps, its data dictionary',
  request: { params: z.object({ release: releaseParameter }) },
  responses: responses('The manifest.', json(manifestBody), 'invalid-parameters', 'not-found'),
});

/** Releases and their manifests. */
export const releasesRoutes = new OpenAPIHono<AppEnvironment>()
  .openapi(list, async (c) => {
    const latest = await latestRelease(c.env.DB);
    const releases = await listReleases(c.env.DB);
    setLinks(c);
    const kept = conditional(c, `/api/v1/releases ${JSON.stringify(releases)}`, 'latest');
    if (kept) return kept;
    const data = releases.map(({ release, ...about }) => ({
      ...{ release, ...about },
      links: { self: `/api/v1/releases/${release}`, runs: runsAddress(release) },
    }));
    return c.json({ meta: metaOf(latest), links: { self: '/api/v1/releases' }, data }, 200);
  })
  .openapi(manifest, async (c) => {
    const known = await findRelease(c.env.DB, c.req.valid('param').release);
    const { release } = known;
    const self = `/api/v1/releases/${release}`;
    setLinks(c);
    const kept = conditional(c, self, 'pinned');
    if (kept) return kept;
    const data = await readManifest(c.env.DB, release);
    const files = Object.fromEntries(data.files.map(({ name }) => [name, `/data/${release}/${name}`]));
    return c.json({ meta: metaOf(known), links: { self, runs: runsAddress(release), ...files }, data }, 200);
  });
