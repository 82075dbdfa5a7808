import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { figurePage } from '../../lib/citation/address.ts';
import { figureItem } from '../../lib/citation/cited.ts';
import { citationHead } from '../../lib/citation/head.ts';
import { figureLd } from '../../lib/citation/json-ld.ts';
import { figureLinks, linkHeader } from '../../lib/citation/signposting.ts';
import { writeText } from '../../lib/citation/text.ts';
import { frozenTemplate } from '../../lib/citation/words.ts';
import { latestRelease } from '../database/releases.ts';
import { headOf } from '../embedding/head.ts';
import { findShown } from '../embedding/shown.ts';
import type { AppEnvironment } from '../environment.ts';
import { conditional } from '../middleware/conditional.ts';
import { answerPage, fetchBuilt, readWords } from '../pages/built.ts';
import { citedState, readNamed } from '../pages/cited.ts';
import { fillPage } from '../pages/fill.ts';
import { frozenMain } from '../pages/frozen.ts';
import { readFigureName } from '../pictures/address.ts';
import { originOf } from './citations.ts';

/** The page of a figure in a state of a release: what its citation leads to. */
async function frozenPage(c: Context<AppEnvironment>): Promise<Response> {
  const named = readNamed(readFigureName(c.req.param('name')!), new URL(c.req.url).searchParams);
  const words = await readWords(c.env.ASSETS);
  const shown = await findShown(c.env, named);
  const release = named.release!;
  const cited = { ...citedState(named, shown, words), release };
  const latest = await latestRelease(c.env.DB);
  const newer = latest.release === release ? null : latest.release;
  const links = figureLinks(cited);
  c.header('Link', linkHeader(links));
  const { explainer, figures } = words;
  const origin = originOf(c);
  const item = figureItem(cited, explainer, origin);
  const kept = conditional(c, JSON.stringify(['page', item, newer]), 'latest');
  if (kept) return kept;
  const { caption } = figures[named.figure];
  const { writeCitation } = await import('../../lib/citation/write.ts');
  const items = [item, explainer.paper];
  // Under a release nothing is trained, so that what is shown is there.
  const main = await frozenMain({
    ...{ figure: shown.code, table: shown.table!, state: named.state, cited, caption, newer },
    text: writeText(items, words.texts),
    bibtex: writeCitation(items, 'bib'),
  });
  const jsonLd = figureLd(cited, { caption, explainer, origin });
  const page = await fetchBuilt(c.env.ASSETS, frozenTemplate);
  const description = shown.code.describe(shown.table!);
  const card = await headOf(origin, shown, { title: cited.title, description }, figurePage({ ...named, release }));
  const filling = {
    title: `${cited.title}: figure of release ${release}`,
    description,
    ...{ head: card + citationHead({ item, references: [explainer.paper], links, jsonLd }), main },
  };
  return answerPage(c, page, await fillPage(await page.text(), filling));
}

/** Pages of figures in a release. */
export const frozenPagesRoutes = new OpenAPIHono<AppEnvironment>();
frozenPagesRoutes.get(String.raw`/:name{[^/.]+@[^/.]+}`, frozenPage);
