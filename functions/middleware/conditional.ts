import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Context } from 'hono';
import type { AppEnvironment } from '../environment.ts';

/** How long an answer may be kept: for good if its address names a release, shortly if it means the latest one. */
export type Lifetime = 'pinned' | 'latest' | 'document';

const year = 'public, max-age=31536000, immutable';

/** `s-maxage` would switch stale-while-revalidate off at the edge, so the edge has a header of its own. */
export const lifetimes: Record<Lifetime, { readonly client: string; readonly edge: string | undefined }> = {
  pinned: { client: year, edge: year },
  latest: {
    client: 'public, max-age=300, stale-while-revalidate=86400',
    edge: 'max-age=86400, stale-while-revalidate=604800, stale-if-error=604800',
  },
  document: { client: 'public, max-age=3600, stale-while-revalidate=86400', edge: undefined },
};

/**
 * A strong entity tag of an answer that is decided by what is given: the version of the code and the answer's canonical
 * address with its release. Nothing needs to be computed to know it.
 */
export function entityTag(...parts: readonly string[]): string {
  return `"${bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts)))).slice(0, 24)}"`;
}

/** Whether an If-None-Match header names the tag: weak comparison, lists and `*` (RFC 9110, 13.1.2). */
export function matches(ifNoneMatch: string, tag: string): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  const given = ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return given.some((candidate) => candidate.replace(/^W\//, '') === tag);
}

/**
 * Sets the validators and lifetime of an answer, and answers 304 if the client has it already.
 * @param identity the canonical address of the answer, release included: two answers that differ have different ones.
 * @returns the answer to give at once, or undefined if the body is needed.
 */
export function conditional(c: Context<AppEnvironment>, identity: string, lifetime: Lifetime): Response | undefined {
  const tag = entityTag(c.env.VERSION.id, identity);
  const { client, edge } = lifetimes[lifetime];
  c.header('ETag', tag);
  c.header('Cache-Control', client);
  if (edge) c.header('Cloudflare-CDN-Cache-Control', edge);
  const given = c.req.header('If-None-Match');
  return given !== undefined && matches(given, tag) ? c.body(null, 304) : undefined;
}

/**
 * As `conditional`, for an answer that there need not be: looks for what it is made of unless the client has it already. Whoever
 * names its tag has had it, since no error has a tag and nobody else knows the version's id; `*` matches only what there is.
 * @returns 304, or what was found, or null if nothing was.
 */
export async function conditionalOn<Found>(
  c: Context<AppEnvironment>,
  identity: string,
  lifetime: Lifetime,
  find: () => Promise<Found | null>,
): Promise<Response | Found | null> {
  const kept = conditional(c, identity, lifetime);
  if (kept && c.req.header('If-None-Match')!.trim() !== '*') return kept;
  const found = await find();
  return found !== null && kept ? kept : found;
}
