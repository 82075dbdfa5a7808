import { hc, type ClientRequestOptions, type ClientResponse } from 'hono/client';
import type { Hono } from 'hono';
import type { BlankEnv } from 'hono/types';
import type { Routes } from './routes.ts';

export type * from './bodies.ts';
export type { Routes, RunFilters, RunsQuery } from './routes.ts';

/** A client of the API: `api.runs.$get({ query: { gain__gte: '0.9' } })`. */
export type ApiClient = ReturnType<typeof hc<Hono<BlankEnv, Routes>>>['api']['v1'];

/** Parameters that are no filters, as addresses have them behind these. */
const behind = ['sort', 'fields', 'group_by', 'of', 'quantiles', 'sample', 'sampleSeed', 'limit', 'total', 'cursor'];

/** A query as the API spells it, so that it need not lead to the one address of a question by a redirect. */
class Query extends URLSearchParams {
  override toString(): string {
    return super.toString().replaceAll('%2C', ',');
  }
}

function queryOf(given: Readonly<Record<string, string | string[]>>): URLSearchParams {
  const names = Object.keys(given).filter((name) => !behind.includes(name));
  const sorted = [...names.sort(), ...behind.filter((name) => Object.hasOwn(given, name))];
  return new Query(sorted.flatMap((name) => [given[name]!].flat().map((value) => [name, value])));
}

/**
 * A typed client of the API.
 * @param origin where it is served, as `https://example.org`; empty in pages of the same host.
 * @param options of Hono's client: `fetch` in place of the global one, `headers`, `init`.
 */
export function apiClient(origin: string, options: ClientRequestOptions = {}): ApiClient {
  return hc<Hono<BlankEnv, Routes>>(origin, { buildSearchParams: queryOf, ...options }).api.v1;
}

/** The body of a success among the answers that an address may give. */
type BodyOf<Response> = Response extends ClientResponse<infer Body, 200> ? Body : never;

/**
 * The body of an answer.
 * @throws Error in the API's own words if it is a problem.
 */
export async function bodyOf<Answered extends ClientResponse<unknown>>(
  asked: Promise<Answered>,
): Promise<BodyOf<Answered>> {
  const response = await asked;
  const body = await response.json();
  if (response.ok) return body as BodyOf<Answered>;
  throw new Error((body as { detail?: string }).detail ?? `The API answered ${response.status}.`);
}
