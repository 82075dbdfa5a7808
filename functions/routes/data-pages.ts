import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { placeholderOrigin } from '../../lib/citation/address.ts';
import { linkHeader, releaseLinks } from '../../lib/citation/signposting.ts';
import { findRelease, latestRelease, readManifest } from '../database/releases.ts';
import type { AppEnvironment } from '../environment.ts';
import { conditional } from '../middleware/conditional.ts';
import { withoutQuery } from '../middleware/without-query.ts';
import { answerPage, fetchBuilt } from '../pages/built.ts';
import { originOf } from './citations.ts';

/** The landing page of a release's data. */
async function releasePage(c: Context<AppEnvironment>): Promise<Response> {
  const { release } = await findRelease(c.env.DB, c.req.param('release')!);
  c.header('Link', linkHeader(releaseLinks(await readManifest(c.env.DB, release))));
  const origin = originOf(c);
  const latest = await latestRelease(c.env.DB);
  const kept = conditional(c, `${origin}/data/${release} ${latest.release}`, 'latest');
  if (kept) return kept;
  const page = await fetchBuilt(c.env.ASSETS, `/data/${release}/`);
  return answerPage(c, page, (await page.text()).replaceAll(placeholderOrigin, origin));
}

/** The list of releases. */
async function catalogPage(c: Context<AppEnvironment>): Promise<Response> {
  const origin = originOf(c);
  const { release } = await latestRelease(c.env.DB);
  const kept = conditional(c, `${origin}/data ${release}`, 'latest');
  if (kept) return kept;
  const page = await fetchBuilt(c.env.ASSETS, '/data/');
  return answerPage(c, page, (await page.text()).replaceAll(placeholderOrigin, origin));
}

/** Landing pages of the data, with and without a slash at the end. */
export const dataPagesRoutes = new OpenAPIHono<AppEnvironment>();
for (const path of ['/data', '/data/']) dataPagesRoutes.get(path, withoutQuery, catalogPage);
for (const path of ['/data/:release{[^/.]+}', '/data/:release{[^/.]+}/']) {
  dataPagesRoutes.get(path, withoutQuery, releasePage);
}
