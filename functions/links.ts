import type { Context } from 'hono';
import type { AppEnvironment } from './environment.ts';

export const openApiAddress = '/api/v1/openapi.json';
const licence = 'https://creativecommons.org/licenses/by/4.0/';

/** An address with its query, if it has one. */
export const withQuery = (path: string, query: string) => (query === '' ? path : `${path}?${query}`);

/** Address of the runs of a release, the one by which they can be cited. */
export const runsAddress = (release: string) => `/api/v1/releases/${release}/runs`;

/** Address of the curves of the runs of a release. */
export const trajectoriesAddress = (release: string) => `/api/v1/releases/${release}/trajectories`;

/** Where an answer leads besides its document and its licence. */
interface Leads {
  /** The next page. */
  readonly next?: string | undefined;
  /** The same in other forms, by media type. */
  readonly alternates?: Readonly<Record<string, string>>;
  /** The address that means the same for ever (RFC 8574). */
  readonly citeAs?: string;
}

/** Sets the Link header (RFC 8288), by relations that IANA has registered. */
export function setLinks(c: Context<AppEnvironment>, { next, alternates = {}, citeAs }: Leads = {}): void {
  const links = [`<${openApiAddress}>; rel="describedby"`, `<${licence}>; rel="license"`];
  if (next !== undefined) links.push(`<${next}>; rel="next"`);
  for (const [type, address] of Object.entries(alternates)) links.push(`<${address}>; rel="alternate"; type="${type}"`);
  if (citeAs !== undefined) links.push(`<${citeAs}>; rel="cite-as"`);
  c.header('Link', links.join(', '));
}
