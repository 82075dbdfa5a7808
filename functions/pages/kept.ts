import type { Context } from 'hono';
import type { AppEnvironment } from '../environment.ts';
import { entityTag, matches } from '../middleware/conditional.ts';

/** Headers of the page as it was kept, which are not those of what is made of it. */
const own = new Set(['content-length', 'cf-cache-status', 'etag']);

/**
 * Answers with a page of the site that the Worker adds to, with the page's own headers and a tag of its own.
 * @param identity what the additions depend on, besides the page and the address that was asked.
 */
export async function answerKept(
  c: Context<AppEnvironment>,
  identity: () => Promise<string>,
  add: (page: Response) => Response,
): Promise<Response> {
  const page = await c.env.ASSETS.fetch(new Request(c.req.url, { method: c.req.method }));
  if (!page.ok || !page.headers.get('Content-Type')?.startsWith('text/html')) return page;
  for (const [name, value] of page.headers) if (!own.has(name)) c.header(name, value);
  const tag = entityTag(c.env.VERSION.id, page.headers.get('ETag') ?? '', c.req.url, await identity());
  c.header('ETag', tag);
  const known = c.req.header('If-None-Match');
  if (known !== undefined && matches(known, tag)) {
    await page.body?.cancel();
    return c.body(null, 304);
  }
  return c.body(add(page).body!, 200);
}
