import { Hono, type Context } from 'hono';
import { embedAddress, pageAddress } from '../../lib/figures/files/address.ts';
import { readEmbed } from '../../lib/figures/files/view.ts';
import { definitionOf, type FigureId } from '../../lib/figures/index.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import { findRelease, latestRelease } from '../database/releases.ts';
import { frame, type FrameContent } from '../embedding/frame.ts';
import { framedMarkup, refusedMarkup } from '../embedding/markup.ts';
import { compareNewer } from '../embedding/newer.ts';
import { findShown } from '../embedding/shown.ts';
import type { AppEnvironment } from '../environment.ts';
import { conditional, lifetimes } from '../middleware/conditional.ts';
import { edgeSource } from '../pictures/source.ts';
import { readFigureName } from '../pictures/address.ts';
import { problemOf } from '../problems/answers.ts';
import { problemKinds } from '../problems/kinds.ts';

/** Headers of the built page that its frame keeps. */
const kept = ['Permissions-Policy', 'Referrer-Policy', 'Strict-Transport-Security'];

/** A frame as an answer: the only pages that everybody may put into theirs. */
async function answerFrame(
  c: Context<AppEnvironment>,
  figure: FigureId,
  content: FrameContent,
  status: 200 | 400 | 404 | 422,
): Promise<Response> {
  const page = await frame(c.env.ASSETS, figure, content);
  for (const name of kept) c.header(name, page.headers.get(name) ?? undefined);
  c.header('Content-Security-Policy', 'frame-ancestors *');
  return c.body(page.body!, status, { 'Content-Type': 'text/html; charset=utf-8' });
}

/**
 * A figure for the pages of others. An address without a release leads to the one that names the latest: what an author copies
 * out of a browser stays what they saw. A state that no release has is computed from its address, which fixes it as well.
 */
async function answer(c: Context<AppEnvironment>, figure: FigureId, named: string | null): Promise<Response> {
  const definition = definitionOf(figure);
  const { state, theme, query } = readEmbed(new URL(c.req.url).searchParams, definition);
  const ownQuery = stateQuery(definition, state);
  const shown = await findShown(c.env, { figure, release: named, state, query: ownQuery });
  if (named === null && shown.release !== null) {
    c.header('Cache-Control', lifetimes.latest.client);
    c.header('Cloudflare-CDN-Cache-Control', lifetimes.latest.edge);
    return c.redirect(embedAddress({ figure, release: shown.release }, query), 302);
  }
  const latest = await latestRelease(c.env.DB);
  const { code } = shown;
  const table = shown.table ?? (await code.load(state, edgeSource(c.env, latest.release, { pinned: false })));
  const release = named === null ? null : await findRelease(c.env.DB, named);
  const isOld = release !== null && release.release !== latest.release;
  const newer = isOld ? await compareNewer(c.env, { figure: code, state, table }, latest) : null;
  // Short-lived although its numbers are fixed: it tells of newer releases, and asks for this build's script.
  const same = conditional(c, `${embedAddress({ figure, release: named }, query)} ${latest.release}`, 'latest');
  if (same) return same;
  const markup = await framedMarkup({ figure: code, state, table, release, newer });
  return answerFrame(c, figure, { ...markup, theme, canonical: pageAddress(figure, ownQuery) }, 200);
}

/** Figures for the pages of others, and the scripts that help with that: pages, and no part of the API’s document. */
export const embedRoutes = new Hono<AppEnvironment>();

/** Scripts at addresses that stay: they are in the pages of others. */
embedRoutes.get('/v1/:file{[a-z-]+\\.js}', async (c) => {
  const file = await c.env.ASSETS.fetch(new Request(c.req.url));
  if (!file.ok) return c.notFound();
  const same = conditional(c, `${c.req.path} ${file.headers.get('ETag') ?? ''}`, 'document');
  if (same) {
    await file.body?.cancel();
    return same;
  }
  return c.body(file.body!, 200, { 'Content-Type': 'text/javascript; charset=utf-8' });
});

embedRoutes.get('/:name{[^/]+}', async (c) => {
  const { figure, release } = readFigureName(c.req.param('name'));
  try {
    return await answer(c, figure, release);
  } catch (error) {
    // Readers see this, in the middle of somebody's text: a page that says what is wrong.
    const problem = error instanceof Error ? problemOf(error) : null;
    const status = problem && problemKinds[problem.kind].status;
    if (status !== 400 && status !== 404 && status !== 422) throw error;
    const { message, options } = problem!;
    const markup = await refusedMarkup(figure, message, options.links?.live);
    return answerFrame(c, figure, { ...markup, theme: 'auto', canonical: pageAddress(figure, '') }, status);
  }
});
