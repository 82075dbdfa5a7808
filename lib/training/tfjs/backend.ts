import {
  engine,
  getBackend,
  getKernel,
  registerGradient,
  registerKernel,
  setBackend,
  type GradConfig,
  type KernelConfig,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { EngineId, Optimizer } from '../trainer.ts';
import type { DropoutMask } from './batches.ts';
import type { Forwards } from './architectures/index.ts';
import type * as states from './more/state.ts';
import type { Update } from './optimizers.ts';

/** What the shared trainer must know of the TF.js backend that it runs on. */
export interface Backend {
  readonly id: EngineId;
  /** TF.js's name of the backend: 'webgl', 'wasm' or 'cpu'. */
  readonly name: string;
  /** Whether a product with a transpose flag is no slower than a transpose of a thin matrix and a plain product. */
  readonly fastTransposeFlags: boolean;
  /**
   * Work between two looks at the event loop and two reads, in ms: a worker hears of an abort within a few times this. Longer
   * where a read waits for a GPU, so that several observations share one.
   */
  readonly sliceTime: number;
  /** Loads what the paper's dense nets under gradient descent do without, when it is first needed. */
  readonly loadMore: () => Promise<More>;
  /** @throws Error if the backend has been lost (a WebGL context may be, at any time). */
  readonly assertAlive: () => void;
  /** Copies the values of `tensor`, row-major; rejects if the backend is lost meanwhile. */
  readonly read: (tensor: Tensor) => Promise<Float32Array>;
}

/** What goes beyond plain dense nets under gradient descent that are trained in one go. It comes in one piece, so that a page that does not need it is small. */
export interface More {
  readonly forwards: Forwards;
  readonly dropoutMask: DropoutMask;
  readonly uploadState: typeof states.uploadState;
  readonly downloadSnapshot: typeof states.downloadSnapshot;
  readonly optimizers: Readonly<Record<Exclude<Optimizer, 'sgd'>, Update>>;
  readonly kernels: readonly KernelConfig[];
  readonly gradients: readonly GradConfig[];
}

/** Reads on a backend that cannot be lost. The copy is the caller's own: TF.js may keep the array that it gives. */
export async function read(tensor: Tensor): Promise<Float32Array> {
  return (await tensor.data<'float32'>()).slice();
}

/**
 * Registers `kernels` with TF.js, once: TF.js would warn of every repetition.
 * @returns those that were not known before.
 */
export function registerKernels(kernels: readonly KernelConfig[]): KernelConfig[] {
  // The declared type does not say so, but an unknown kernel gives undefined.
  const known = ({ kernelName, backendName }: KernelConfig) =>
    (getKernel(kernelName, backendName) as KernelConfig | undefined) !== undefined;
  const added = kernels.filter((kernel) => !known(kernel));
  added.forEach(registerKernel);
  return added;
}

/** Registers what `more` has with TF.js, on a backend that is running: starting it would have set kernels up. */
export function registerMore(backend: Backend, { kernels, gradients }: More): void {
  activate(backend);
  for (const { setupFunc } of registerKernels(kernels)) setupFunc?.(engine().backend);
  gradients.forEach(registerGradient);
}

/**
 * Starts the registered backend `name` and makes it the active one.
 * @throws Error if TF.js cannot start it.
 */
export async function startBackend(name: string): Promise<void> {
  const started = await setBackend(name);
  if (!started) throw new Error(`TF.js could not start its ${name} backend.`);
}

/**
 * Makes a started backend the active one, at once. TF.js has one active backend for everybody, so each uninterrupted
 * piece of work that creates tensors begins with this; two engines may then take turns.
 */
export function activate(backend: Backend): void {
  // For a started backend, `setBackend` does all of its work before its first await.
  if (getBackend() !== backend.name) void setBackend(backend.name);
  if (engine().backendName !== backend.name) throw new Error(`TF.js did not switch to its ${backend.name} backend.`);
}
