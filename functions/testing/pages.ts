import { placeholderOrigin } from '../../lib/citation/address.ts';
import { testExplainer } from '../../lib/citation/testing/explainer.ts';
import { citationTexts } from '../../lib/citation/text.ts';
import { frozenTemplate, wordsAddress, type SiteWords } from '../../lib/citation/words.ts';
import { figureIds } from '../../lib/figures/index.ts';
import { app } from '../app.ts';
import { bindings } from './client.ts';

/** What figures say in words, as nobody should write it. */
export const nastyTitle = (id: string) => `“${id}” <b>&</b> "more"`;

const words: SiteWords = {
  explainer: testExplainer,
  texts: citationTexts(testExplainer, ({ title, URL }) => `Somebody. (9999). ${title}. ${URL}`),
  figures: Object.fromEntries(
    figureIds.map((id) => [id, { title: nastyTitle(id), caption: `Caption of ${id}: <i>a</i> & b` }]),
  ) as SiteWords['figures'],
};

/** What the article says of its own address. */
const ownAddress = `<link rel="canonical" href="${placeholderOrigin}/"><meta property="og:url" content="${placeholderOrigin}/">
<meta property="og:title" content="Of ${placeholderOrigin} &amp; others">`;

/** A page as the build makes it, as far as the Worker has to do with it. */
const page = (main: string, pathname: string) => `<!doctype html><html lang="en"><head><title>A title</title>
<meta name="description" content="What the &quot;page&quot; says">${pathname === '/' ? ownAddress : ''}</head>
<body><div data-state></div><p>kept</p><p class="frame-links" data-links></p><main id="content">${main}</main></body></html>`;

/** The main part of each page that the build makes; undefined if it makes none. */
function mainOf(pathname: string): string | undefined {
  if (pathname === '/' || pathname === frozenTemplate || /^\/(figures|built\/embed)\/[a-z-]+\/$/.test(pathname))
    return '';
  return /^\/data\/(\w+\/)?$/.test(pathname) ? `See ${placeholderOrigin}${pathname}` : undefined;
}

/** Assets as after a build that made pages, with the headers of site/public/_headers. */
export const builtAssets = {
  fetch: (input: URL | Request) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (pathname === wordsAddress) return Promise.resolve(Response.json(words));
    const main = mainOf(pathname);
    const headers = {
      'Content-Type': 'text/html',
      'Content-Security-Policy': "frame-ancestors 'self'",
      'Cache-Control': 'public, max-age=0, must-revalidate',
      ETag: '"page"',
    };
    const found = main !== undefined;
    return Promise.resolve(
      found ? new Response(page(main, pathname), { headers }) : new Response('nothing', { status: 404 }),
    );
  },
} as unknown as Fetcher;

/** Asks the Worker of a site that has been built. */
export const askBuilt = (path: string, init?: RequestInit): Promise<Response> =>
  Promise.resolve(app.request(`https://example.org${path}`, init, { ...bindings, ASSETS: builtAssets }));
