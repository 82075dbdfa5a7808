/* eslint-disable no-restricted-imports -- Tests are a host: they read the compiled backend. */
import { readFileSync } from 'node:fs';
import { wasmEngine } from '../tfjs/wasm.ts';
import type { Engine } from '../trainer.ts';

/** TF.js on WebAssembly, for tests in Node. */
export async function tfjsWasm(): Promise<Engine> {
  const file = '../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
  return wasmEngine(new WebAssembly.Module(readFileSync(new URL(file, import.meta.url))));
}
