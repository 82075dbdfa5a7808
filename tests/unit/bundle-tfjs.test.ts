import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

/** Size in bytes, minified and gzipped, of what a page loads to get one TF.js engine (for WASM: without the .wasm). */
async function gzipSize(entry: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../../lib/training/tfjs/${entry}.ts`, import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
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
