/**
 * The kernel engine: dense, residual and dropout networks and 1-D CNNs on 2 to 64 points, or batches of as many, gradient
 * descent, momentum and Adam in float32, as WebAssembly SIMD.
 *
 * The order of all operations is fixed, `exp` and `tanh` are the kernel's own and relaxed SIMD is not used, so the same
 * setup gives the same bits in every engine that implements WebAssembly SIMD. Whether a host does is what
 * `WebAssembly.validate` says of the kernel's bytes.
 */
import type { NetworkSpec } from '../../networks/network.ts';
import { dropThreshold, keptScale } from '../dropout-mask.ts';
import { momentsOf } from '../snapshot.ts';
import type { Engine, Trainer, TrainerSetup } from '../trainer.ts';
import { architectureNumbers, checkSetup, kernelSupports } from './setup.ts';
import { BatchOrder } from '../batch-order.ts';
import { BatchTrainer } from './batch-trainer.ts';
import { hiddenLayerOf, KernelTrainer } from './kernel-trainer.ts';
import { packSignal, signalLength } from './packing.ts';
import { toMoment, writeParameters } from './parameters.ts';
import type { KernelExports } from './wasm.ts';
import { instantiate, unsigned } from './wasm.ts';

/** Raised whenever a change of the kernel can alter a bit of a result; the golden test holds the two together. */
export const kernelVersion = '1';

/** The kernel's numbers of the activations, `assembly/activation.ts`. */
export const activationNumbers = {
  leaky_relu: 0,
  relu: 1,
  tanh: 2,
  elu: 3,
  swish: 4,
  linear: 5,
  gelu: 6,
} as const satisfies Record<NetworkSpec['activation'], number>;

/** What WebAssembly can address. */
const largestMemory = 2 ** 32;
/** Instances that wait for the next trainer. An engine has few trainers at a time, but a slider makes many in a row. */
const mostIdle = 4;

const mebibytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MiB`;

function configure(kernel: KernelExports, setup: TrainerSetup): void {
  const { network, points, learningRate, layer, optimizer = 'sgd', noiseSeed = 0 } = setup;
  const { inputDim, outputDim, width, depth } = network;
  const bytes = kernel.configure(
    inputDim,
    outputDim,
    width,
    depth,
    points.size,
    activationNumbers[network.activation],
    hiddenLayerOf(network, layer),
    learningRate,
    // `checkSetup` has seen that the kernel has it.
    architectureNumbers[network.kind as keyof typeof architectureNumbers],
    // The kernel's numbers of the optimisers, `assembly/optimiser.ts`, are those of what they keep.
    momentsOf[optimizer],
    network.kind === 'cnn' ? network.channels : 0,
    network.kind === 'cnn' ? network.kernel : 0,
  );
  if (network.kind === 'dropout') {
    kernel.setDropout(dropThreshold(network.rate), keptScale(network.rate), noiseSeed);
  }
  const net = `A network of ${depth} x ${width} with ${inputDim} inputs and ${outputDim} outputs on ${points.size} points`;
  if (bytes >= largestMemory) {
    throw new RangeError(`${net} needs ${mebibytes(bytes)}; the kernel has less than ${mebibytes(largestMemory)}.`);
  }
  if (!kernel.reserve()) throw new RangeError(`${net} needs ${mebibytes(bytes)}, which this engine does not grant.`);
}

function load(kernel: KernelExports, { network, parameters, points, from }: TrainerSetup): void {
  const view = (address: number, length: number) => new Float32Array(kernel.memory.buffer, address, length);
  writeParameters(kernel, network, from?.parameters ?? parameters);
  from?.moments.forEach((moment, which) => {
    writeParameters(kernel, network, moment, toMoment(kernel, which));
  });
  const { size, inputDim, outputDim, inputs, targets } = points;
  packSignal(inputs, size, inputDim, view(unsigned(kernel.input), signalLength(size, inputDim)));
  packSignal(targets, size, outputDim, view(unsigned(kernel.target), signalLength(size, outputDim)));
  kernel.begin();
  if (from !== undefined) kernel.resume(from.step);
}

/**
 * Makes the engine from the compiled module, `build/kernel.wasm`, which the host reads or fetches.
 *
 * `create` rejects with a RangeError when the setup is not 2 to 64 finite points, a layer that the network has, a
 * positive rate and shapes that fit each other, when the kernel does not have the architecture, or when the network needs more memory than there is. A trainer looks at the loss
 * of every step: it stops before the first update whose loss is not finite and adds that step to the observations,
 * whether or not it was asked for, so that the step of divergence is exact. The end state of a call is looked at only if
 * it is recorded. `train` gives way to the event loop about every 30 ms; disposing of the trainer meanwhile makes the
 * pending `train` reject.
 */
export function kernelEngine(module: WebAssembly.Module): Engine {
  const idle: KernelExports[] = [];

  async function create(setup: TrainerSetup): Promise<Trainer> {
    checkSetup(setup);
    if (setup.batches === undefined) return start(setup);
    const order = new BatchOrder(setup.batches);
    return new BatchTrainer(await start({ ...setup, points: order.points(0) }), setup, order);
  }

  async function start(setup: TrainerSetup): Promise<KernelTrainer> {
    const kernel = idle.pop() ?? (await instantiate(module));
    const release = () => {
      if (idle.length < mostIdle) idle.push(kernel);
    };
    try {
      configure(kernel, setup);
    } catch (error) {
      release();
      throw error;
    }
    load(kernel, setup);
    return new KernelTrainer(kernel, setup, release);
  }

  return { id: 'kernel', version: kernelVersion, supports: kernelSupports, create };
}
