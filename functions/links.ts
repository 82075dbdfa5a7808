import type { Context } from 'hono';
import type { AppEnvironment } from './environment.ts';

export const openApiAddress = '/api/v1/openapi.json';
const licence = 'https://creativecommons.org/licenses/by/4.0/';

/** An address with its query, if it has one. */
export const withQuery = (path: string, query: string) => (query === '' ? path : `${path}?${query}`);

/** Address of the runs of a release, the one by which they can be cited. */
export const runsAddress = (release: string) => `/api/v1/releases/${release}/runs`;

/** Sets the Link header (RFC 8288): the document of the API, the licence of the data, and the next page if there is one. */
export function setLinks(c: Context<AppEnvironment>, next?: string): void {
  const links = [`<${openApiAddress}>; rel="describedby"`, `<${licence}>; rel="license"`];
  if (next) links.push(`<${next}>; rel="next"`);
  c.header('Link', links.join(', '));
}
