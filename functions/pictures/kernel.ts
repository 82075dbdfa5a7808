import { kernelEngine } from '../../lib/training/kernel/index.ts';
import module from '../../lib/training/kernel/build/kernel.wasm';

/** The engine whose runs the figures' addresses name: the same bits here, in the sweeps and in the reader's browser. */
export const pictureKernel = kernelEngine(module);
