import { readFile } from 'node:fs/promises';
import { kernelEngine } from '../../lib/training/kernel/index.ts';
import type { Engine } from '../../lib/training/trainer.ts';

let engine: Promise<Engine> | undefined;

/** The kernel in the building process. */
export function buildKernel(): Promise<Engine> {
  engine ??= readFile('lib/training/kernel/build/kernel.wasm')
    .then((bytes) => WebAssembly.compile(bytes))
    .then(kernelEngine);
  return engine;
}
