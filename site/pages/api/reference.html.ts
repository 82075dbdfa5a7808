/**
 * The reference of the API as Scalar shows it, where every operation can be tried against this server. A page of its own and
 * not one of Astro's: its styles come with its script, which the other pages' policy would not let in.
 */
import type { APIRoute } from 'astro';
import { escaped } from '../../../lib/figures/files/embed-code.ts';

/** As the other pages' (site/build/content-policy.ts), but for styles. Nothing comes from or goes to another host. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "connect-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
].join('; ');

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Try the results API: When Representations Align</title>
    <meta name="description" content="Every operation of the API, to be tried in the page.">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="/icon.svg" type="image/svg+xml">
    <style>
      :root { --scalar-custom-header-height: 2.75rem; font-family: system-ui, sans-serif; }
      body { margin: 0; }
      .back { box-sizing: border-box; height: 2.75rem; margin: 0; padding: 0.7rem 1.25rem; line-height: 1.35;
        position: sticky; top: 0; z-index: 10; background: var(--scalar-background-1, Canvas); }
      .back a { color: inherit; }
      noscript p { padding: 0 1.25rem; }
    </style>
  </head>
  <body>
    <p class="back"><a href="/api">Guide to the API</a></p>
    <noscript><p>Trying operations needs script. What they are is listed in <a href="/api#reference">the guide</a>.</p></noscript>
    <main id="reference" aria-busy="true"></main>
    <script src="/api/reference/scalar.js"></script>
    <script src="/api/reference/start.js"></script>
  </body>
</html>
`;

export const GET: APIRoute = () => new Response(page, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
