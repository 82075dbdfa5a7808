import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { contentPolicy } from './site/build/content-policy.ts';
import { emittedAssets } from './site/build/emitted.ts';
import { fonts } from './site/build/fonts.ts';
import { late } from './site/build/late.ts';
import { mathPlugins } from './site/build/math/index.ts';
import { offline } from './site/offline/integration.ts';

/** In `npm run dev` the Worker runs beside Astro, and everything that it answers is passed on to it. */
const api = process.env['API_ORIGIN'];
const workerPaths = [
  '^/api/(?!reference)',
  // Files and citations; the pages are Astro's.
  '^/data/[^/]+/[^/]+',
  '^/embed/',
  '^/oembed',
  String.raw`^/figures/[^/?]+\.(svg|png|csv|json|ipynb)`,
  String.raw`^/figures/[^/?]+/cite\.`,
  '^/figures/[^/?]+@',
];

export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist',
  trailingSlash: 'ignore',
  // What pages emit must be there before the service worker lists it.
  integrations: [mdx(), preact(), emittedAssets, late, offline],
  markdown: {
    // The default engine runs no remark or rehype plugins, so the formulas need `unified`.
    processor: unified(mathPlugins({ tabStops: true })),
  },
  fonts,
  security: { csp: contentPolicy },
  // One stylesheet for all pages, in the page: a phone would wait for it longer than it takes to read.
  build: { inlineStylesheets: 'always' },
  devToolbar: { enabled: false },
  vite: {
    // Fonts are files: the content policy allows no `data:` fonts, and few pages need them all.
    build: { target: 'es2022', assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined) },
    worker: { format: 'es' },
    server: api ? { proxy: Object.fromEntries(workerPaths.map((path) => [path, { target: api }])) } : {},
  },
});
