import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnvironment } from '../environment.ts';
import { setLinks } from '../links.ts';
import { lifetimes } from '../middleware/conditional.ts';
import { Problem } from '../problems/problem.ts';
import { releaseParameter, responses } from '../schemas.ts';

const file = z.string().meta({ description: 'Name of a file in the manifest.', example: 'runs.parquet' });
const bytes = { schema: z.string().openapi({ format: 'binary' }) };

const route = createRoute({
  method: 'get',
  path: '/{release}/{file}',
  tags: ['releases'],
  summary: 'A file of a release, as its manifest lists it',
  request: { params: z.object({ release: releaseParameter, file }) },
  responses: responses('The file.', { 'text/csv': bytes, 'application/vnd.apache.parquet': bytes }, 'not-found'),
});

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  parquet: 'application/vnd.apache.parquet',
  json: 'application/json',
};

/**
 * The files of releases are static assets; they come through here because rules for headers of assets would also make
 * the absence of a file immutable.
 */
export const dataRoutes = new OpenAPIHono<AppEnvironment>().openapi(route, async (c) => {
  const { release, file } = c.req.valid('param');
  const asset = await c.env.ASSETS.fetch(c.req.raw);
  if (!asset.ok && asset.status !== 304) {
    const links = { release: `/api/v1/releases/${release}` };
    throw new Problem('not-found', `Release ${release} has no file ${file} here.`, { links });
  }
  setLinks(c);
  const tag = asset.headers.get('ETag');
  if (tag) c.header('ETag', tag);
  c.header('Cache-Control', lifetimes.pinned.client);
  c.header('Cloudflare-CDN-Cache-Control', lifetimes.pinned.edge);
  if (asset.status === 304) return c.body(null, 304);
  const type = types[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
  return c.body(asset.body as ReadableStream, 200, { 'Content-Type': type });
});
