/* eslint-disable no-restricted-imports -- Tests are a host: they build and read the compiled kernel. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The kernel, built first if its sources have changed. */
export function compiledKernel(): WebAssembly.Module {
  execFileSync('node', [fileURLToPath(new URL('../build.mjs', import.meta.url))], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new WebAssembly.Module(readFileSync(new URL('../build/kernel.wasm', import.meta.url)));
}
