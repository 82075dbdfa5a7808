import tfjsWasmUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import kernelUrl from '../../lib/training/kernel/build/kernel.wasm?url';
import { kernelEngine } from '../../lib/training/kernel/index.ts';
import { climb, type LadderResult, type Rung } from '../../lib/training/ladder.ts';
import type { Engine, EngineId } from '../../lib/training/trainer.ts';
import type { EngineChoice } from './protocol.ts';

/** Every engine starts once at most. */
function once(start: () => Promise<Engine>): () => Promise<Engine> {
  let started: Promise<Engine> | undefined;
  return () => (started ??= start());
}

async function compile(url: string): Promise<WebAssembly.Module> {
  // Looked up as a property: where a browser or a policy has taken WebAssembly away, the name alone would not tell why.
  if (!('WebAssembly' in globalThis)) throw new Error('This browser has no WebAssembly.');
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return WebAssembly.compile(await response.arrayBuffer());
}

const starters: Readonly<Record<EngineId, () => Promise<Engine>>> = {
  kernel: once(async () => kernelEngine(await compile(kernelUrl))),
  'tfjs-webgl': once(async () => (await import('../../lib/training/tfjs/webgl.ts')).webglEngine()),
  'tfjs-wasm': once(async () => {
    const { wasmEngine } = await import('../../lib/training/tfjs/wasm.ts');
    return wasmEngine(await compile(tfjsWasmUrl));
  }),
  'tfjs-cpu': once(async () => (await import('../../lib/training/tfjs/cpu.ts')).cpuEngine()),
};

/**
 * From the top: on two points the kernel is the fastest by far (TF.js spends its time dispatching), the others stand in
 * where WebAssembly is missing.
 */
const ladder: readonly EngineId[] = ['kernel', 'tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu'];

const found = new Map<EngineChoice, Promise<LadderResult>>();

/**
 * The engine for a choice: that one if it starts and passes the self-test, else the next of the ladder.
 * @throws NoEngineError if none works.
 */
export function findEngine(choice: EngineChoice): Promise<LadderResult> {
  let result = found.get(choice);
  if (!result) {
    const order = choice === 'auto' ? ladder : [choice, ...ladder.filter((id) => id !== choice)];
    result = climb(order.map((id): Rung => ({ id, start: starters[id] })));
    found.set(choice, result);
  }
  return result;
}
