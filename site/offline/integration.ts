import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const template = 'site/offline/service-worker.js';

/** What the first visit keeps at once: the article and what it is set in. The rest of the build follows later. */
const isFirst = (path: string) => path === '/' || /\.(woff2|css)$/.test(path) || path.includes('/picture.');

/** Astro integration: writes the service worker, with the files of this build and a version that is a hash of them all. */
export const offline: AstroIntegration = {
  name: 'offline',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const folder = fileURLToPath(new URL('_astro', dir));
      const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => `/_astro/${relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/')}`)
        .sort();
      const paths = ['/', '/icon.svg', ...names];
      // The names carry the hashes of the files; the article has none.
      const article = await readFile(new URL('index.html', dir));
      const version = createHash('sha256').update(article).update(paths.join()).digest('hex').slice(0, 12);
      const files = { first: paths.filter(isFirst), rest: paths.filter((path) => !isFirst(path)) };
      const code = (await readFile(template, 'utf8'))
        .replace('__VERSION__', JSON.stringify(version))
        .replace('__FILES__', JSON.stringify(files));
      await writeFile(new URL('sw.js', dir), code);
    },
  },
};
