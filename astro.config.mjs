import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';

/** In `npm run dev` the Worker runs beside Astro, and everything that it answers is passed on to it. */
const api = process.env['API_ORIGIN'];
const workerPaths = ['^/api/', '^/data/', String.raw`^/figures/[^/?]+\.(svg|png|csv|json)`];

export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist',
  trailingSlash: 'ignore',
  integrations: [mdx(), preact()],
  markdown: {
    // The default engine runs no remark or rehype plugins, so the formulas need `unified`.
    processor: unified({
      remarkPlugins: [remarkMath],
      rehypePlugins: [[rehypeKatex, { output: 'htmlAndMathml', strict: 'error', throwOnError: true }]],
    }),
  },
  devToolbar: { enabled: false },
  vite: {
    build: { target: 'es2022' },
    worker: { format: 'es' },
    server: api ? { proxy: Object.fromEntries(workerPaths.map((path) => [path, { target: api }])) } : {},
  },
});
