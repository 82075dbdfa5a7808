import { findBackendFactory, registerBackend } from '@tensorflow/tfjs-core';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import { addConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul';
import { concatConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Concat';
import { eluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Elu';
import { eluGradConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/EluGrad';
import { identityConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Identity';
import { leakyReluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/LeakyRelu';
import { multiplyConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu';
import { reshapeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sigmoid';
import { squareConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Square';
import { stepConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Step';
import { subConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sub';
import { sumConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sum';
import { tanhConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Tanh';
import { transposeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Transpose';
import wasmFactory, { type BackendWasmModule } from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js';
import type { Engine } from '../trainer.ts';
import { read, registerKernels, startBackend } from './backend.ts';
import { tfjsEngine } from './engine.ts';

const kernels = [
  addConfig,
  batchMatMulConfig,
  concatConfig,
  eluConfig,
  eluGradConfig,
  identityConfig,
  leakyReluConfig,
  multiplyConfig,
  reluConfig,
  reshapeConfig,
  sigmoidConfig,
  squareConfig,
  stepConfig,
  subConfig,
  sumConfig,
  tanhConfig,
  transposeConfig,
];

const loadMore = async () => (await import('./more/wasm.ts')).more;

/**
 * TF.js on WebAssembly with SIMD, one thread.
 * @param module compiled from `tfjs-backend-wasm-simd.wasm` of `@tensorflow/tfjs-backend-wasm`; the host knows where that
 * lies. A second call in the same realm goes on with the first call's instance.
 * @throws Error if the module cannot be instantiated.
 */
export async function wasmEngine(module: WebAssembly.Module): Promise<Engine> {
  registerKernels(kernels);
  // The declared type does not say so, but an unknown backend gives null.
  if ((findBackendFactory('wasm') as unknown) === null) {
    const instance = await instantiate(module);
    registerBackend('wasm', () => new BackendWasm(instance));
  }
  await startBackend('wasm');
  return tfjsEngine({
    id: 'tfjs-wasm',
    name: 'wasm',
    fastTransposeFlags: false,
    sliceTime: 16,
    loadMore,
    assertAlive: () => undefined,
    read,
  });
}

/**
 * What TF.js's own `init` does, less its search for the file: that would need the network or the file system.
 */
async function instantiate(module: WebAssembly.Module): Promise<BackendWasmModule> {
  const instance = await new Promise<BackendWasmModule>((resolve, reject) => {
    const started = wasmFactory({
      instantiateWasm: (imports: WebAssembly.Imports, use: (instance: WebAssembly.Instance) => void) => {
        WebAssembly.instantiate(module, imports).then(use, reject);
        // The empty result tells Emscripten that the instance follows later.
        return {};
      },
    });
    started.then(resolve, reject);
  });
  const wrap = (name: string, result: 'number' | null, parameters: number): never =>
    (instance as unknown as Emscripten).cwrap(name, result, Array<string>(parameters).fill('number')) as never;
  instance.tfjs = {
    init: wrap('init', null, 0),
    initWithThreadsCount: wrap('init_with_threads_count', null, 1),
    getThreadsCount: wrap('get_threads_count', 'number', 0),
    registerTensor: wrap('register_tensor', null, 3),
    disposeData: wrap('dispose_data', null, 1),
    dispose: wrap('dispose', null, 0),
  };
  return instance;
}

/** The part of Emscripten's interface that TF.js's declared type leaves out. */
interface Emscripten {
  cwrap(name: string, result: string | null, parameters: string[]): unknown;
}
