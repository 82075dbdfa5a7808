import type { Context } from 'hono';
import { licence } from '../lib/citation/licence.ts';
import { linkHeader, type TypedLink } from '../lib/citation/signposting.ts';
import type { AppEnvironment } from './environment.ts';

export const openApiAddress = '/api/v1/openapi.json';

/** An address with its query, if it has one. */
export const withQuery = (path: string, query: string) => (query === '' ? path : `${path}?${query}`);

/** Address of the runs of a release, the one by which they can be cited. */
export const runsAddress = (release: string) => `/api/v1/releases/${release}/runs`;

/** Address of a run of a release. What stands for its id in an address may be anything. */
export const runAddress = (release: string, id: string) => `${runsAddress(release)}/${encodeURIComponent(id)}`;

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
  /** What else the answer leads to (lib/citation/signposting.ts). */
  readonly more?: readonly TypedLink[];
}

/** Sets the Link header (RFC 8288), by relations that IANA has registered. */
export function setLinks(c: Context<AppEnvironment>, { next, alternates = {}, citeAs, more = [] }: Leads = {}): void {
  const links: TypedLink[] = [
    { rel: 'describedby', href: openApiAddress },
    { rel: 'license', href: licence.address },
    ...(next === undefined ? [] : [{ rel: 'next', href: next } as const]),
    ...Object.entries(alternates).map(([type, href]) => ({ rel: 'alternate', href, type }) as const),
    ...(citeAs === undefined ? [] : [{ rel: 'cite-as', href: citeAs } as const]),
    ...more,
  ];
  c.header('Link', linkHeader(links));
}
