import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { buildKernel } from '../lib/sweeps/engines.ts';
import { loadKernel } from '../lib/sweeps/kernel.ts';
import { bundleForNode, loadTfjsCpu, loadTfjsWasm } from '../lib/sweeps/tfjs.ts';
import type { Engine } from '../lib/training/trainer.ts';
import { timedTraining, type Contestant, type Outcome } from './contestant.ts';
import { setupOf } from './nets.ts';
import type { PlainRequest } from './plain-tfjs.ts';

const ours = (about: string, engine: Engine): Contestant => ({
  about,
  train: (task) => timedTraining(engine, task),
  close: () => Promise.resolve(),
});

export async function kernel(): Promise<Contestant> {
  await buildKernel();
  return ours('our WASM kernel in Node, one thread', await loadKernel());
}

export const tfjsWasm = async (): Promise<Contestant> =>
  ours('our TF.js engine on WASM with SIMD in Node, one thread', await loadTfjsWasm());

export const tfjsCpu = async (): Promise<Contestant> =>
  ours('our TF.js engine on plain JavaScript in Node, one thread', await loadTfjsCpu());

/** In a thread of its own, because TF.js has one registry for everybody, and our gradients would replace its own. */
export async function plainTfjs(): Promise<Contestant> {
  const program = fileURLToPath(new URL('./plain-tfjs.ts', import.meta.url));
  const thread = new Worker(new URL(await bundleForNode(`import ${JSON.stringify(program)};`)), { stderr: true });
  const wasmPath = fileURLToPath(new URL('dist/', import.meta.resolve('@tensorflow/tfjs-backend-wasm/package.json')));
  return {
    about: 'a TF.js program as its guides write it (bench/plain-tfjs.ts) on WASM in Node, one thread; records h only',
    mlpOnly: true,
    async train({ net, steps, learningRate }) {
      const setup = setupOf(net, learningRate);
      thread.postMessage({ setup, steps, wasmPath } satisfies PlainRequest);
      const [outcome] = (await once(thread, 'message')) as [Outcome];
      return outcome;
    },
    async close() {
      await thread.terminate();
    },
  };
}
