import tfjsWasmUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import kernelUrl from '../../lib/training/kernel/build/kernel.wasm?url';
import { kernelEngine } from '../../lib/training/kernel/index.ts';
import { climb, type LadderResult, type Rung } from '../../lib/training/ladder.ts';
import type { Engine, EngineId, Workload } from '../../lib/training/trainer.ts';
import type { EngineChoice } from './protocol.ts';

/** Every engine starts once; one that failed may be tried again. */
function once(start: () => Promise<Engine>): () => Promise<Engine> {
  let started: Promise<Engine> | undefined;
  return () => {
    started ??= start().catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return started;
  };
}

/** How the reason of an engine begins whose code did not come through: the network may be back the next time. */
const notLoaded = 'Its code could not be loaded';

/** What `load` gives. @throws Error that begins with `notLoaded`. */
async function loaded<Loaded>(load: Promise<Loaded>): Promise<Loaded> {
  try {
    return await load;
  } catch (error) {
    throw new Error(`${notLoaded}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

async function compile(url: string): Promise<WebAssembly.Module> {
  // Looked up as a property: where a browser or a policy has taken WebAssembly away, the name alone would not tell why.
  if (!('WebAssembly' in globalThis)) throw new Error('This browser has no WebAssembly.');
  const response = await loaded(fetch(url));
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return WebAssembly.compile(await response.arrayBuffer());
}

const starters: Readonly<Record<EngineId, () => Promise<Engine>>> = {
  kernel: once(async () => kernelEngine(await compile(kernelUrl))),
  'tfjs-webgl': once(async () => (await loaded(import('../../lib/training/tfjs/webgl.ts'))).webglEngine()),
  'tfjs-wasm': once(async () => {
    const { wasmEngine } = await loaded(import('../../lib/training/tfjs/wasm.ts'));
    return wasmEngine(await compile(tfjsWasmUrl));
  }),
  'tfjs-cpu': once(async () => (await loaded(import('../../lib/training/tfjs/cpu.ts'))).cpuEngine()),
};

/**
 * From the top: on two points the kernel is the fastest by far (TF.js spends its time dispatching), the others stand in
 * where WebAssembly is missing.
 */
const ladder: readonly EngineId[] = ['kernel', 'tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu'];

const found = new Map<string, Promise<LadderResult>>();

/**
 * The engine for a choice: that one if it starts, can run the workload and passes the self-test, else the next of the
 * ladder that does. Looked for anew only where code had not come through.
 * @throws NoEngineError if none works.
 */
export async function findEngine(choice: EngineChoice, workload: Workload): Promise<LadderResult> {
  const key = [choice, workload.network.kind, workload.optimizer].join();
  let search = found.get(key);
  if (!search) {
    const order = choice === 'auto' ? ladder : [choice, ...ladder.filter((id) => id !== choice)];
    search = climb(
      order.map((id): Rung => ({ id, start: starters[id] })),
      { workload },
    );
    found.set(key, search);
  }
  try {
    const result = await search;
    if (result.rejected.some(({ reason }) => reason.startsWith(notLoaded))) found.delete(key);
    return result;
  } catch (error) {
    found.delete(key);
    throw error;
  }
}
