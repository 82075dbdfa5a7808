import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { releaseFileLinks } from '../../lib/citation/signposting.ts';
import type { AppEnvironment } from '../environment.ts';
import { setLinks } from '../links.ts';
import { lifetimes, matches } from '../middleware/conditional.ts';
import { Problem } from '../problems/problem.ts';
import { readRange } from '../range.ts';
import { releaseParameter, responses } from '../schemas.ts';

const file = z.string().meta({ description: 'Name of a file in the manifest.', example: 'runs.parquet' });
const bytes = { schema: z.string().openapi({ format: 'binary' }) };
const content = { 'text/csv': bytes, 'application/vnd.apache.parquet': bytes };

const route = createRoute({
  method: 'get',
  path: '/{release}/{file}',
  operationId: 'getFileOfRelease',
  tags: ['releases'],
  summary: 'A file of a release, as its manifest lists it, or one range of its bytes',
  request: { params: z.object({ release: releaseParameter, file }) },
  responses: {
    ...responses('The file.', content, 'not-found', 'range-not-satisfiable'),
    206: { description: 'The bytes that the header Range asks for.', content },
  },
});

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  parquet: 'application/vnd.apache.parquet',
  json: 'application/json',
};

/** A file of a release as the platform keeps it. */
async function fetchAsset(assets: Fetcher, url: string, release: string, name: string): Promise<Response> {
  // Without the client's headers and always by GET: what is conditional, ranged or without a body is decided below. Pages,
  // to which assets redirect, are no files.
  const asset = await assets.fetch(new Request(url, { redirect: 'manual' }));
  if (asset.ok) return asset;
  await asset.body?.cancel();
  const links = { release: `/api/v1/releases/${release}` };
  throw new Problem('not-found', `Release ${release} has no file ${name} here.`, { links });
}

/**
 * The files of releases are static assets; they come through here because rules for headers of assets would also make
 * the absence of a file immutable, and because assets have no ranges, by which a reader of Parquet takes only the columns
 * that it needs.
 */
export const dataRoutes = new OpenAPIHono<AppEnvironment>().openapi(route, async (c) => {
  const { release, file } = c.req.valid('param');
  const asset = await fetchAsset(c.env.ASSETS, c.req.url, release, file);
  const tag = asset.headers.get('ETag');
  setLinks(c, { more: releaseFileLinks(release) });
  if (tag) c.header('ETag', tag);
  c.header('Accept-Ranges', 'bytes');
  c.header('Cache-Control', lifetimes.pinned.client);
  c.header('Cloudflare-CDN-Cache-Control', lifetimes.pinned.edge);
  const known = c.req.header('If-None-Match');
  if (tag && known !== undefined && matches(known, tag)) {
    await asset.body?.cancel();
    return c.body(null, 304);
  }
  c.header('Content-Type', types[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream');
  // An asset has at most 25 MiB, which a Worker can hold; a stream would not tell its length.
  const whole = await asset.arrayBuffer();
  const size = whole.byteLength;
  const range = wanted(c.req, tag, size);
  if (range === 'unsatisfiable') {
    const given = c.req.header('Range')!;
    throw new Problem('range-not-satisfiable', `Range is ${given}, and ${file} has ${size} bytes.`, {
      headers: { 'Content-Range': `bytes */${size}`, 'Accept-Ranges': 'bytes' },
    });
  }
  if (range === null) return c.body(whole, 200, { 'Content-Length': String(size) });
  const { first, last } = range;
  return c.body(whole.slice(first, last + 1), 206, {
    'Content-Length': String(last + 1 - first),
    'Content-Range': `bytes ${first}-${last}/${size}`,
  });
});

/** The range to answer with. Only GET has ranges, and If-Range wants the whole of a file that is another by now. */
function wanted(
  request: { readonly method: string; header(name: string): string | undefined },
  tag: string | null,
  size: number,
) {
  const [range, validator] = [request.header('Range'), request.header('If-Range')];
  if (range === undefined || request.method !== 'GET') return null;
  return validator === undefined || validator === tag ? readRange(range, size) : null;
}
