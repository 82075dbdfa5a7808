import type { Context } from 'hono';
import { wordsAddress, type SiteWords } from '../../lib/citation/words.ts';
import type { AppEnvironment } from '../environment.ts';

/** A file of the built site, whatever the client's request is. @throws Error if it is not there: the site has not been built. */
export async function fetchBuilt(assets: Fetcher, path: string): Promise<Response> {
  const response = await assets.fetch(new Request(new URL(path, 'https://assets.local')));
  if (response.ok) return response;
  await response.body?.cancel();
  throw new Error(`The built site has no ${path}: it answers ${response.status}. "npm start" builds it.`);
}

/** What the site says in words. */
export const readWords = async (assets: Fetcher): Promise<SiteWords> =>
  (await fetchBuilt(assets, wordsAddress)).json<SiteWords>();

/** A built page with these words, and with the headers that the handler has set: who may frame it is said by the site's own rules. */
export function answerPage(c: Context<AppEnvironment>, page: Response, text: string): Response {
  for (const name of ['Content-Type', 'Content-Security-Policy', 'Permissions-Policy', 'Referrer-Policy']) {
    const value = page.headers.get(name);
    if (value !== null) c.header(name, value);
  }
  return c.body(text);
}
