import { backend as activeBackend, engine, env, type Tensor } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgl/dist/base';
import { addConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/BatchMatMul';
import { concatConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Concat';
import { eluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Elu';
import { eluGradConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/EluGrad';
import { identityConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Identity';
import { leakyReluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/LeakyRelu';
import { multiplyConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Relu';
import { reshapeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Reshape';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sigmoid';
import { squareConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Square';
import { stepConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Step';
import { subConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sub';
import { sumConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Sum';
import { tanhConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Tanh';
import { transposeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/Transpose';
import { EngineLostError } from '../engine-lost.ts';
import type { Engine } from '../trainer.ts';
import { read, registerKernels, startBackend, type Backend } from './backend.ts';
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

const loadMore = async () => (await import('./more/webgl.ts')).more;

/**
 * TF.js on WebGL, in a page or in a worker with OffscreenCanvas. All engines of a realm share one context; after that was
 * lost, a new call starts another one.
 * @throws Error if there is no WebGL, or if it renders to half-precision textures only: that gives plausible curves that
 * are wrong by a sixth (TF.js's own `floatPrecision` reports the opposite of the truth, so it is not asked).
 */
export async function webglEngine(): Promise<Engine> {
  const version = env().getNumber('WEBGL_VERSION');
  if (version === 0) throw new Error('This host gives no WebGL context.');
  if (env().getBool('WEBGL_FORCE_F16_TEXTURES'))
    throw new Error('WEBGL_FORCE_F16_TEXTURES is set: WebGL would compute in half precision, which is never used.');
  for (const flag of ['WEBGL_RENDER_FLOAT32_CAPABLE', 'WEBGL_RENDER_FLOAT32_ENABLED'])
    if (!env().getBool(flag))
      throw new Error(`${flag} is false: WebGL would compute in half precision here, which is never used.`);
  // TF.js would run small nets on the CPU instead, under the name of WebGL.
  env().set('WEBGL_CPU_FORWARD', false);
  // Packed textures hold 2 x 2 values. Where a size is odd, packed additions fill the rest of a texel with numbers that
  // the packed matrix product then adds to its sums: gradients go wrong by about 1e-3 within 50 steps. Unpacked is exact.
  env().set('WEBGL_PACK', false);
  registerKernels(kernels);
  forgetLostBackend();
  await startBackend('webgl');
  const { gl } = (activeBackend() as unknown as WebGLBackend).getGPGPUContext();
  return tfjsEngine({
    id: 'tfjs-webgl',
    name: 'webgl',
    fastTransposeFlags: true,
    sliceTime: 32,
    loadMore,
    ...guarded(gl),
  });
}

/**
 * Makes TF.js start its backend anew if the context of the present one is lost. The old one stays with its tensors, so that
 * whoever has them can still dispose of them; the programs that were compiled in it are of no use in another context.
 */
function forgetLostBackend(): void {
  const registry = engine().registry as Record<string, unknown>;
  const backend = registry.webgl as WebGLBackend | undefined;
  if (!backend?.getGPGPUContext().gl.isContextLost()) return;
  for (const program of Object.keys(backend.binaryCache)) Reflect.deleteProperty(backend.binaryCache, program);
  Reflect.deleteProperty(registry, 'webgl');
}

/**
 * Reading, with an eye on the context: TF.js waits for ever for a fence of a lost one. What is read after a loss is not
 * used either, as it may be anything.
 */
function guarded(gl: WebGLRenderingContext): Pick<Backend, 'assertAlive' | 'read'> {
  const waiting = new Set<(reason: Error) => void>();
  const lost = (): Error => new EngineLostError('The WebGL context was lost, and what was trained in it is gone.');
  const assertAlive = (): void => {
    if (gl.isContextLost()) throw lost();
  };
  gl.canvas.addEventListener('webglcontextlost', () => {
    for (const reject of waiting) reject(lost());
  });
  const guardedRead = async (tensor: Tensor): Promise<Float32Array> => {
    assertAlive();
    let stop: (reason: Error) => void = () => undefined;
    const loss = new Promise<never>((_, reject) => (stop = reject));
    waiting.add(stop);
    try {
      const values = await Promise.race([read(tensor), loss]);
      assertAlive();
      return values;
    } finally {
      waiting.delete(stop);
    }
  };
  return { assertAlive, read: guardedRead };
}

/** The part of TF.js's WebGL backend that is used here. */
interface WebGLBackend {
  getGPGPUContext(): { readonly gl: WebGLRenderingContext };
  /** Compiled programs by their source; TF.js has one such object for all of its WebGL backends. */
  readonly binaryCache: Record<string, unknown>;
}
