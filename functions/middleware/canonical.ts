import type { Context } from 'hono';
import type { AppEnvironment } from '../environment.ts';
import { withQuery } from '../links.ts';
import { lifetimes } from './conditional.ts';

/** A query as addresses have it: commas as they are, which lists are full of. They need no escape (RFC 3986, 3.4). */
export const queryOf = (parameters: URLSearchParams): string => parameters.toString().replaceAll('%2C', ',');

/**
 * Leads a question to its one address, so that it has one entry in every cache between here and its reader: caches compare
 * addresses by their letters (RFC 9111, 2), and know nothing of defaults, of the order of parameters or of `0.60`.
 * @param query the canonical query of what was asked.
 * @returns the redirect (RFC 9110, 15.4.9), or undefined if the request has that query already.
 */
export function toCanonical(c: Context<AppEnvironment>, query: string): Response | undefined {
  const { pathname, search } = new URL(c.req.url);
  if (search === withQuery('', query)) return undefined;
  c.header('Cache-Control', lifetimes.document.client);
  const address = withQuery(pathname, query);
  // Read by people whose programs do not follow by themselves, as curl without --location.
  const words = `This question has one address: ${address}\nFollow redirects to get there.\n`;
  return c.body(words, 308, { Location: address, 'Content-Type': 'text/plain; charset=utf-8' });
}
