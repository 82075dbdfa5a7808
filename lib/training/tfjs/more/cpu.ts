// The engine is loaded already; that this module names it keeps bundlers from cutting it in two for the sake of what
// both use, which would cost a page without these operations more than a kilobyte.
import '../cpu.ts';
import { castConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Cast';
import { expConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Exp';
import { maxConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Max';
import { negConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Neg';
import { padV2Config } from '@tensorflow/tfjs-backend-cpu/dist/kernels/PadV2';
import { realDivConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/RealDiv';
import { rsqrtConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Rsqrt';
import { sliceConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Slice';
import { sqrtConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sqrt';
import { dropoutMask } from '../../dropout-mask.ts';
import { moreForwards } from '../architectures/more.ts';
import type { More } from '../backend.ts';
import { moreGradients } from './gradients.ts';
import { moreOptimizers } from './optimizers.ts';
import { downloadSnapshot, uploadState } from './state.ts';

export const more: More = {
  forwards: moreForwards,
  dropoutMask,
  uploadState,
  downloadSnapshot,
  optimizers: moreOptimizers,
  gradients: moreGradients,
  kernels: [
    castConfig,
    expConfig,
    maxConfig,
    negConfig,
    padV2Config,
    realDivConfig,
    rsqrtConfig,
    sliceConfig,
    sqrtConfig,
  ],
};
