import tfjsWasmUrl from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import kernelUrl from '../../lib/training/kernel/build/kernel.wasm?url';
import { contestFor, fastest, type Choice } from '../../lib/training/chooser.ts';
import { kernelEngine } from '../../lib/training/kernel/index.ts';
import { climb, type Rung } from '../../lib/training/ladder.ts';
import { workloadClass } from '../../lib/training/probe.ts';
import type { Engine, EngineId, Workload } from '../../lib/training/trainer.ts';
import { workerNames, type EngineChoice } from './protocol.ts';

/** A way of starting an engine once: all runs share it. One that failed may be tried again, and so may one that was lost. */
class Starter {
  readonly #start: () => Promise<Engine>;
  #started: Promise<Engine> | undefined;

  constructor(start: () => Promise<Engine>) {
    this.#start = start;
  }

  readonly start = (): Promise<Engine> => {
    this.#started ??= this.#start().catch((error: unknown) => {
      this.#started = undefined;
      throw error;
    });
    return this.#started;
  };

  /** Lets go of a lost engine, unless it has been started anew already. */
  async forget(lost: Engine): Promise<void> {
    const started = this.#started;
    if (started && (await started.catch(() => lost)) === lost && this.#started === started) this.#started = undefined;
  }
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

const starters: Readonly<Record<EngineId, Starter>> = {
  kernel: new Starter(async () => kernelEngine(await compile(kernelUrl))),
  'tfjs-webgl': new Starter(async () => {
    if (self.name === workerNames.other) throw new Error('The GPU is with another worker of the page.');
    return (await loaded(import('../../lib/training/tfjs/webgl.ts'))).webglEngine();
  }),
  'tfjs-wasm': new Starter(async () => {
    const { wasmEngine } = await loaded(import('../../lib/training/tfjs/wasm.ts'));
    return wasmEngine(await compile(tfjsWasmUrl));
  }),
  'tfjs-cpu': new Starter(async () => (await loaded(import('../../lib/training/tfjs/cpu.ts'))).cpuEngine()),
};

const rungs = (ids: readonly EngineId[]): Rung[] => ids.map((id) => ({ id, start: starters[id].start }));

/** What was found for a choice and a class of workloads. */
const found = new Map<string, Promise<Choice>>();

/**
 * The engine for a choice: that one if it starts, can run the workload and passes the self-test, else the next that does;
 * `auto` is the fastest, see `contestFor`. Looked for, and measured, once for a class of workloads, and anew only where code
 * had not come through or an engine was lost.
 * @throws NoEngineError if none works.
 */
export async function findEngine(choice: EngineChoice, workload: Workload): Promise<Choice> {
  const key = `${choice}: ${workloadClass(workload)}`;
  let search = found.get(key);
  if (!search) {
    search = look(choice, workload);
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

async function look(choice: EngineChoice, workload: Workload): Promise<Choice> {
  const { contenders, substitutes } = contestFor(workload);
  if (choice === 'auto') return fastest(rungs(contenders), rungs(substitutes), { workload });
  const others = [...contenders, ...substitutes].filter((id) => id !== choice);
  return { ...(await climb(rungs([choice, ...others]), { workload })), measured: [] };
}

/**
 * An engine in place of one that was lost under a run: the same, started anew, or if the run lost it before, the next that
 * can run the workload.
 * @throws NoEngineError if none works.
 */
export async function replaceEngine(lost: Engine, losses: number, workload: Workload): Promise<Engine> {
  await starters[lost.id].forget(lost);
  found.clear();
  const { contenders, substitutes } = contestFor(workload);
  const others = [...contenders, ...substitutes].filter((id) => id !== lost.id);
  return (await climb(rungs(losses === 1 ? [lost.id, ...others] : others), { workload })).engine;
}
