import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { kernelEngine } from '../../lib/training/kernel/index.ts';
import type { Engine } from '../../lib/training/trainer.ts';

const file = 'lib/training/kernel/build/kernel.wasm';

/** The kernel for tests in Node; `npm test` builds it first. */
export async function testKernel(): Promise<Engine> {
  if (!existsSync(file)) throw new Error(`${file} is missing; run "npm run build:kernel" first.`);
  return kernelEngine(await WebAssembly.compile(await readFile(file)));
}
