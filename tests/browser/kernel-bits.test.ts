import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import golden from '../../lib/training/kernel/fingerprint.golden.json' with { type: 'json' };
import { launchBrowser } from '../support/browser.ts';

const entry = `
  import { fingerprints } from './lib/training/kernel/fingerprint.ts';
  import { kernelEngine } from './lib/training/kernel/index.ts';
  globalThis.takeFingerprints = async (bytes) =>
    fingerprints(kernelEngine(await WebAssembly.compile(Uint8Array.from(bytes))));
`;

it('gives the same bits in Chromium as in Node: initial weights, series and final weights of every case', async () => {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    format: 'iife',
    write: false,
  });
  const bytes = [...(await readFile('lib/training/kernel/build/kernel.wasm'))];
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]!.text });
    const seen = await page.evaluate(
      (wasm) => (globalThis as unknown as { takeFingerprints(b: number[]): Promise<unknown> }).takeFingerprints(wasm),
      bytes,
    );
    expect(seen).toEqual(golden.fingerprints);
  } finally {
    await browser.close();
  }
});
