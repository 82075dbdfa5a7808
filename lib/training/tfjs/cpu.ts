import '@tensorflow/tfjs-backend-cpu/dist/base';
import { addConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/BatchMatMul';
import { concatConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Concat';
import { eluConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Elu';
import { eluGradConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/EluGrad';
import { identityConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Identity';
import { leakyReluConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/LeakyRelu';
import { multiplyConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Multiply';
import { reluConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Relu';
import { reshapeConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Reshape';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sigmoid';
import { squareConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Square';
import { stepConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Step';
import { subConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sub';
import { sumConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sum';
import { tanhConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Tanh';
import { transposeConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Transpose';
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

const loadMore = async () => (await import('./more/cpu.ts')).more;

/** TF.js in plain JavaScript: the slowest, and the one that runs everywhere. */
export async function cpuEngine(): Promise<Engine> {
  registerKernels(kernels);
  await startBackend('cpu');
  return tfjsEngine({
    id: 'tfjs-cpu',
    name: 'cpu',
    fastTransposeFlags: true,
    sliceTime: 16,
    loadMore,
    assertAlive: () => undefined,
    read,
  });
}
