import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

/**
 * Size in bytes, minified and gzipped, of what a page loads to get one TF.js engine (for WASM: without the .wasm): of the
 * chunks that are imported at once, without those that other architectures load when they are first needed.
 */
async function gzipSize(entry: string): Promise<number> {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`../../lib/training/tfjs/${entry}.ts`, import.meta.url))],
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    outdir: 'bundle',
    write: false,
    metafile: true,
  });
  const loaded = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { kind, path: imported } of metafile.outputs[path]!.imports)
      if (kind === 'import-statement') load(imported);
  };
  load(`bundle/${entry}.js`);
  return outputFiles
    .filter(({ path }) => [...loaded].some((name) => path.endsWith(`/${name}`)))
    .reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
}

it.each([
  ['webgl', 95_000],
  ['wasm', 70_000],
  ['cpu', 55_000],
])('the TF.js engine on %s comes in at most %i bytes of gzip', async (entry, most) => {
  const size = await gzipSize(entry);
  expect(size).toBeGreaterThan(40_000);
  expect(size).toBeLessThanOrEqual(most);
});
