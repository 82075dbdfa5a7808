import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { kernelEngine } from '../training/kernel/index.ts';
import type { Engine } from '../training/trainer.ts';

const wasm = fileURLToPath(new URL('../training/kernel/build/kernel.wasm', import.meta.url));

/** The kernel engine in Node. @throws Error saying how to build the kernel if that was not done. */
export async function loadKernel(): Promise<Engine> {
  let bytes;
  try {
    bytes = await readFile(wasm);
  } catch (error) {
    throw new Error(`The kernel cannot be read from ${wasm}; "npm run build:kernel" makes it.`, { cause: error });
  }
  return kernelEngine(await WebAssembly.compile(bytes));
}
