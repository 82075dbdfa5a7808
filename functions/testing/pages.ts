import { app } from '../app.ts';
import { bindings } from './client.ts';

/** A page as the build makes it, as far as the Worker has to do with it. */
const page = `<!doctype html><html lang="en"><head><title>A title</title>
<meta name="description" content="What the &quot;page&quot; says"></head>
<body><div data-state></div><p>kept</p><p class="frame-links" data-links></p></body></html>`;

/** Assets as after a build that made pages, with the headers of site/public/_headers. */
const assets = {
  fetch: (input: URL | Request) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const isPage = /^\/(figures|built\/embed)\/[a-z-]+\/$/.test(pathname);
    const headers = {
      'Content-Type': 'text/html',
      'Content-Security-Policy': "frame-ancestors 'self'",
      'Cache-Control': 'public, max-age=0, must-revalidate',
      ETag: '"page"',
    };
    return Promise.resolve(isPage ? new Response(page, { headers }) : new Response('nothing', { status: 404 }));
  },
} as unknown as Fetcher;

/** Asks the Worker of a site that has been built. */
export const askBuilt = (path: string, init?: RequestInit): Promise<Response> =>
  Promise.resolve(app.request(`https://example.org${path}`, init, { ...bindings, ASSETS: assets }));
