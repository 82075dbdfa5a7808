import { Hono, type Context } from 'hono';
import { parseHTML } from 'linkedom';
import { figureItem } from '../../lib/citation/cited.ts';
import { citationHead } from '../../lib/citation/head.ts';
import { figureLd } from '../../lib/citation/json-ld.ts';
import { figureLinks } from '../../lib/citation/signposting.ts';
import { definitionOf, isFigureId } from '../../lib/figures/index.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import { readOwnState, type NamedState } from '../embedding/address.ts';
import { headOf, type PageWords } from '../embedding/head.ts';
import { findShown, type ShownState } from '../embedding/shown.ts';
import { tagOf } from '../embedding/tag.ts';
import type { AppEnvironment } from '../environment.ts';
import { readWords } from '../pages/built.ts';
import { citedState } from '../pages/cited.ts';
import { answerKept } from '../pages/kept.ts';
import { problemOf } from '../problems/answers.ts';

/** What lets the state be cited, in the head of its page. */
async function citedHead(c: Context<AppEnvironment>, named: NamedState, shown: ShownState): Promise<string> {
  const words = await readWords(c.env.ASSETS);
  const { explainer, figures } = words;
  const { origin } = new URL(c.req.url);
  const cited = citedState(named, shown, words);
  return citationHead({
    item: figureItem(cited, explainer, origin),
    references: [explainer.paper],
    links: figureLinks(cited),
    jsonLd: figureLd(cited, { caption: figures[named.figure].caption, explainer, origin }),
  });
}

/** The head of a page for the state in its address; of the default state where the address has none that can be shown. */
async function stateHead(c: Context<AppEnvironment>, text: string, words: PageWords): Promise<string | null> {
  if (!isFigureId(text)) return null;
  const definition = definitionOf(text);
  const { origin, searchParams } = new URL(c.req.url);
  for (const query of [searchParams, new URLSearchParams()]) {
    try {
      const state = readOwnState(definition, query);
      const named: NamedState = { figure: text, release: null, state, query: stateQuery(definition, state) };
      const shown = await findShown(c.env, named);
      return (await headOf(origin, shown, words)) + (await citedHead(c, named, shown));
    } catch (error) {
      // The page itself tells readers what is wrong with an address; and it is not to break for what is our mistake.
      if (error instanceof Error && problemOf(error) !== null) continue;
      const { requestId } = c.var;
      console.error(JSON.stringify({ level: 'error', requestId, url: c.req.url, error: String(error) }));
      return null;
    }
  }
  return null;
}

/** What markup says: the rewriter hands over text and attributes as they stand in the page, with their entities. */
const textOf = (markup: string): string => parseHTML(`<p>${markup}</p>`).document.querySelector('p')?.textContent ?? '';

/** Puts into a page's head what can only be said of its state, in which those who show links see a picture of it. */
function withHead(page: Response, make: (words: PageWords) => Promise<string | null>): Response {
  let title = '';
  let description = '';
  return new HTMLRewriter()
    .on('head > title', {
      text(part) {
        title += (part as unknown as { text: string }).text;
      },
    })
    .on('head > meta[name=description]', {
      element(meta) {
        description = tagOf(meta).getAttribute('content') ?? '';
      },
    })
    .on('head', {
      element(head) {
        tagOf(head).onEndTag(async (end) => {
          const text = await make({ title: textOf(title), description: textOf(description) });
          if (text !== null) end.before(text, { html: true });
        });
      },
    })
    .transform(page);
}

/**
 * The figures' own pages. They are static and their states stand in the query, which a reader's script reads; those who make
 * previews of links run none, so the Worker tells them.
 */
export const figurePagesRoutes = new Hono<AppEnvironment>();

/** What a page says of a state is of the latest release, so that its own tag does not tell it. */
const latestRelease = async ({ env }: Context<AppEnvironment>) =>
  (await env.DB.prepare('SELECT release FROM releases WHERE latest = 1').first<string>('release')) ?? '';

const answer = (c: Context<AppEnvironment>): Promise<Response> =>
  answerKept(
    c,
    () => latestRelease(c),
    (page) => withHead(page, (words) => stateHead(c, c.req.param('id')!, words)),
  );

figurePagesRoutes.get('/:id{[a-z-]+}', answer);
figurePagesRoutes.get('/:id{[a-z-]+}/', answer);
