import type { AstroUserConfig } from 'astro';

type Csp = NonNullable<AstroUserConfig['security']>['csp'];

/**
 * The content policy of every page: only what this host serves, scripts and styles of the page itself by their hashes
 * (Astro adds them), no style attributes, no frames, no plugins. `frame-ancestors` does not work in a page; it is in
 * site/public/_headers.
 */
export const contentPolicy = {
  directives: [
    "default-src 'none'",
    "connect-src 'self'",
    "font-src 'self'",
    // Pictures that a widget makes for download or clipboard are `blob:` or `data:`.
    "img-src 'self' data: blob:",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
  ],
} satisfies Csp;
