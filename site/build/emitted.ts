import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';

const folder = '_astro';

const types = { svg: 'image/svg+xml', htm: 'text/html; charset=utf-8', css: 'text/css' } as const;

/** Configuration and pages are bundled apart and share only the process. */
const shared = globalThis as { emittedFiles?: Map<string, string> };
const files = (shared.emittedFiles ??= new Map<string, string>());

/**
 * Puts a text that a page makes into a file of its own, for the page to fetch when it is needed.
 * @param extension `htm`, because hosts send whoever asks for `html` on to an address without it.
 * @returns the file's address. The same text has the same address.
 */
export function emitFile(kind: string, extension: keyof typeof types, text: string): string {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const name = `${kind}.${hash}.${extension}`;
  files.set(name, text);
  return `/${folder}/${name}`;
}

/** Astro integration: writes what pages have emitted beside the other assets; in development it serves it. */
export const emittedAssets: AstroIntegration = {
  name: 'emitted-assets',
  hooks: {
    'astro:server:setup': ({ server }) => {
      server.middlewares.use((request, response, next) => {
        const name = request.url?.split('/').at(-1) ?? '';
        const text = files.get(name);
        if (text === undefined) {
          next();
          return;
        }
        response.setHeader('Content-Type', types[name.split('.').at(-1) as keyof typeof types]);
        response.end(text);
      });
    },
    'astro:build:done': async ({ dir }) => {
      await mkdir(new URL(`${folder}/`, dir), { recursive: true });
      await Promise.all([...files].map(([name, text]) => writeFile(new URL(`${folder}/${name}`, dir), text)));
    },
  },
};
