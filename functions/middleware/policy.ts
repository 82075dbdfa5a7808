import { createMiddleware } from 'hono/factory';
import type { AppEnvironment } from '../environment.ts';

/** Pages bring their own policy; an SVG needs style attributes and nothing else, everything else nothing at all. */
function contentPolicy(type: string): string | undefined {
  if (type.startsWith('text/html')) return undefined;
  const styles = type.startsWith('image/svg+xml') ? " style-src 'unsafe-inline';" : '';
  return `default-src 'none';${styles} frame-ancestors 'none'`;
}

/**
 * The headers that every answer of the Worker has, whatever route gave it. An answer without a Cache-Control would be
 * cached for hours by the platform, so whatever does not ask for storage is not stored, and no error ever is.
 */
export const policy = createMiddleware<AppEnvironment>(async (c, next) => {
  await next();
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Cross-Origin-Resource-Policy', 'cross-origin');
  // Pages say by themselves what their links tell.
  if (!c.res.headers.has('Referrer-Policy')) c.header('Referrer-Policy', 'no-referrer');
  // As pages have it (site/public/_headers); browsers mind it over HTTPS only (RFC 6797, 7.2).
  c.header('Strict-Transport-Security', 'max-age=31536000');
  const type = c.res.headers.get('Content-Type');
  const content = type === null ? undefined : contentPolicy(type);
  if (content) c.header('Content-Security-Policy', content);
  const isError = c.res.status >= 400;
  if (isError || !c.res.headers.has('Cache-Control')) {
    c.header('Cache-Control', 'no-store');
    c.header('Cloudflare-CDN-Cache-Control', undefined);
    c.header('ETag', undefined);
  } else if (!c.res.headers.get('Cache-Control')!.includes('no-store')) {
    // A stored answer is given to everybody; the id of the request that made it would be a lie.
    c.header('X-Request-Id', undefined);
  }
});
