import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { figureItem, releaseItem } from '../../lib/citation/cited.ts';
import { citationFormats, citationNames, citationTypes, type CitationFormat } from '../../lib/citation/formats.ts';
import type { CslItem } from '../../lib/citation/item.ts';
import { figureCitationLinks, releaseCitationLinks } from '../../lib/citation/signposting.ts';
import { writeText, type CitationTexts } from '../../lib/citation/text.ts';
import { figureIds } from '../../lib/figures/index.ts';
import { findRelease, readManifest } from '../database/releases.ts';
import type { AppEnvironment } from '../environment.ts';
import { setLinks } from '../links.ts';
import { conditional } from '../middleware/conditional.ts';
import { withoutQuery } from '../middleware/without-query.ts';
import { readWords } from '../pages/built.ts';
import { findCited, readNamed } from '../pages/cited.ts';
import { readFigureName } from '../pictures/address.ts';
import { releaseParameter, responses } from '../schemas.ts';

const citePattern = String.raw`cite\.(?:${citationFormats.join('|')})`;
const formatOf = (c: Context<AppEnvironment>) => c.req.param('file')!.slice('cite.'.length) as CitationFormat;

/** Citations name this host, as everybody who reads them must. */
export const originOf = (c: Context<AppEnvironment>) => new URL(c.req.url).origin;

/** Answers with items in a format; citation-js comes only now. */
async function answerWith(
  c: Context<AppEnvironment>,
  items: readonly CslItem[],
  texts: CitationTexts,
): Promise<Response> {
  const format = formatOf(c);
  // The same for as long as the explainer's own words are, which its version names.
  const kept = conditional(c, JSON.stringify([format, items]), 'latest');
  if (kept) return kept;
  const type = format === 'json' ? citationTypes.json : `${citationTypes[format]}; charset=utf-8`;
  const text =
    format === 'txt'
      ? writeText(items, texts)
      : (await import('../../lib/citation/write.ts')).writeCitation(items, format);
  return c.body(text, 200, { 'Content-Type': type });
}

async function citeFigure(c: Context<AppEnvironment>): Promise<Response> {
  const name = readFigureName(c.req.param('name')!);
  const words = await readWords(c.env.ASSETS);
  const { explainer, texts } = words;
  const cited = await findCited(c.env, readNamed(name, new URL(c.req.url).searchParams), words);
  setLinks(c, { more: figureCitationLinks(cited) });
  return answerWith(c, [figureItem(cited, explainer, originOf(c)), explainer.paper], texts);
}

async function citeRelease(c: Context<AppEnvironment>): Promise<Response> {
  const { release } = await findRelease(c.env.DB, c.req.param('release')!);
  const { explainer, texts } = await readWords(c.env.ASSETS);
  const manifest = await readManifest(c.env.DB, release);
  setLinks(c, { more: releaseCitationLinks(release) });
  return answerWith(c, [releaseItem(manifest, explainer, originOf(c)), explainer.paper], texts);
}

/** Citations of figures. */
export const figureCitationRoutes = new OpenAPIHono<AppEnvironment>();
figureCitationRoutes.get(`/:name/:file{${citePattern}}`, citeFigure);

/** Citations of releases. */
export const releaseCitationRoutes = new OpenAPIHono<AppEnvironment>();
releaseCitationRoutes.get(`/:release{[^/]+}/:file{${citePattern}}`, withoutQuery, citeRelease);

const format = z.enum(citationFormats).meta({
  description: citationFormats.map((name) => `${name}: ${citationNames[name]}`).join('; '),
});
const figure = z.enum(figureIds).meta({ description: 'Id of the figure.' });
const content = Object.fromEntries(citationFormats.map((name) => [citationTypes[name], { schema: z.string() }]));
const described = responses(
  'The citation, and that of the paper.',
  content,
  ...(['invalid-parameters', 'state-version', 'not-found', 'no-data'] as const),
);
figureCitationRoutes.openAPIRegistry.registerPath({
  method: 'get',
  path: '/{figure}/cite.{format}',
  operationId: 'citeFigure',
  tags: ['citations'],
  summary: 'Cites a figure in a state, given as for its files: of the latest release, or of none',
  request: { params: z.object({ figure, format }) },
  responses: described,
});
figureCitationRoutes.openAPIRegistry.registerPath({
  method: 'get',
  path: '/{figure}@{release}/cite.{format}',
  operationId: 'citeFigureOfRelease',
  tags: ['citations'],
  summary: 'Cites a figure in a state, of a release',
  request: { params: z.object({ figure, release: releaseParameter, format }) },
  responses: described,
});
releaseCitationRoutes.openAPIRegistry.registerPath({
  method: 'get',
  path: '/{release}/cite.{format}',
  operationId: 'citeRelease',
  tags: ['citations'],
  summary: 'Cites the data of a release',
  request: { params: z.object({ release: releaseParameter, format }) },
  responses: responses('The citation, and that of the paper.', content, 'invalid-parameters', 'not-found'),
});
