import type { Context } from 'hono';
import { TooManyPixels } from '../../lib/figures/files/raster.ts';
import { DataUnavailable } from '../../lib/figures/source.ts';
import { StateVersionError } from '../../lib/figures/state.ts';
import { QueryError } from '../../lib/results/query.ts';
import type { AppEnvironment } from '../environment.ts';
import { Problem, problemResponse } from './problem.ts';

/** The problem that an error of `lib` is to a client, or null if the client cannot help it. */
export function problemOf(error: Error): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof QueryError) return new Problem('invalid-parameters', error.message, { errors: error.issues });
  if (error instanceof DataUnavailable) return new Problem('no-data', error.message);
  if (error instanceof TooManyPixels) {
    const { message: detail, scale, largest } = error;
    const issue = { parameter: 'scale', given: String(scale), detail, allowed: `up to ${largest} at this width` };
    return new Problem('too-many-pixels', detail, { errors: [issue] });
  }
  if (!(error instanceof StateVersionError)) return null;
  const { given, allowed, message } = error;
  return new Problem('state-version', message, {
    errors: [{ parameter: 'v', given, detail: `v is ${given || 'empty'}.`, allowed }],
  });
}

/** Turns whatever a handler threw into a problem; what is not the client's fault is told to the log alone. */
export function answerError(error: Error, c: Context<AppEnvironment>): Response {
  return problemResponse(c, problemOf(error) ?? new Problem('internal', 'The request could not be answered.'));
}

/** Addresses that no route knows: a page of the site where there can be one, a problem under the API. */
export function answerNotFound(c: Context<AppEnvironment>): Response | Promise<Response> {
  const { pathname } = new URL(c.req.url);
  // `/api` is a page, about the API.
  const isApi = /^\/(api\/.|(data|oembed)(\/|$))/.test(pathname) || /^\/figures\/.*\.\w+$/.test(pathname);
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (!isApi && isRead) return c.env.ASSETS.fetch(c.req.raw);
  const links = { guide: '/api', documentation: '/api/v1/openapi.json' };
  return problemResponse(c, new Problem('not-found', `There is nothing at ${pathname}.`, { links }));
}

/** An address that exists, asked in a way that it does not answer. */
export function answerMethodNotAllowed(c: Context<AppEnvironment>, methods: readonly string[]): Response {
  const allow = [...methods, 'OPTIONS'].join(', ');
  const detail = `${c.req.method} was given; allowed are ${allow}.`;
  return problemResponse(c, new Problem('method-not-allowed', detail, { headers: { Allow: allow } }));
}
