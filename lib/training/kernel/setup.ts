import { layerCount, specFault, type Architecture } from '../../networks/network.ts';
import { batchFault } from '../batch-order.ts';
import { parametersFault } from '../parameters.ts';
import { snapshotFault } from '../snapshot.ts';
import { optimizers, type TrainerSetup, type Workload } from '../trainer.ts';

/** The kernel's numbers of the architectures that it has. */
export const architectureNumbers = { mlp: 0, residual: 1, dropout: 2, cnn: 3 } as const satisfies Partial<
  Record<Architecture, number>
>;

/** Most points of a set. */
export const mostPoints = 64;

/** See `Engine.supports`. */
export function kernelSupports({ network, points, batches }: Workload): true | string {
  if (!Object.hasOwn(architectureNumbers, network.kind)) {
    const known = Object.keys(architectureNumbers).join(', ');
    return `The kernel has no networks of kind ${network.kind}; it has ${known}. TF.js has all.`;
  }
  if (batches !== undefined) {
    if (batches.size <= mostPoints) return true;
    return `The kernel takes batches of at most ${mostPoints} points, and these are of ${batches.size}.`;
  }
  if (points.size > mostPoints) return `The kernel takes at most ${mostPoints} points, and these are ${points.size}.`;
  return true;
}

function requireInteger(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} is ${value}; it must be an integer from ${least} to ${most}.`);
  }
}

function requireSame(name: string, given: number, wanted: number): void {
  if (given !== wanted) throw new RangeError(`${name} is ${given}; this setup needs ${wanted}.`);
}

function requireFinite(name: string, values: Float32Array): void {
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index >= 0) throw new RangeError(`${name}[${index}] is ${values[index]!}; points must be finite.`);
}

/**
 * Checks everything about a setup that does not need the kernel.
 * @throws RangeError that names what was given and what is allowed.
 */
export function checkSetup(setup: TrainerSetup): void {
  const { network, parameters, points, learningRate, layer, optimizer = 'sgd', noiseSeed, batches, from } = setup;
  const fault = specFault(network);
  if (fault !== undefined) throw new RangeError(fault);
  requireInteger('points.size', points.size, 2, batches === undefined ? mostPoints : Number.MAX_SAFE_INTEGER);
  const supported = kernelSupports(setup);
  if (supported !== true) throw new RangeError(supported);
  requireInteger('layer', layer, 0, layerCount(network) - 1);
  if (!optimizers.includes(optimizer)) {
    throw new RangeError(`optimizer is ${optimizer as string}; it must be one of ${optimizers.join(', ')}.`);
  }
  if (network.kind === 'dropout' || noiseSeed !== undefined) {
    if (noiseSeed === undefined) throw new RangeError('noiseSeed is not given; a dropout network needs it.');
    requireInteger('noiseSeed', noiseSeed, 0, 2 ** 32 - 1);
  }
  // The kernel computes in float32, where a rate may vanish or overflow that is fine in float64.
  const rate = Math.fround(learningRate);
  if (!(Number.isFinite(rate) && rate > 0)) {
    throw new RangeError(`learningRate is ${learningRate}; it must be positive and finite, in float32 too.`);
  }

  requireSame('points.inputDim', points.inputDim, network.inputDim);
  requireSame('points.outputDim', points.outputDim, network.outputDim);
  requireSame('points.inputs.length', points.inputs.length, points.size * points.inputDim);
  requireSame('points.targets.length', points.targets.length, points.size * points.outputDim);
  requireFinite('points.inputs', points.inputs);
  requireFinite('points.targets', points.targets);
  const wrong = batches === undefined ? undefined : batchFault(batches, network);
  if (wrong !== undefined) throw new RangeError(wrong);

  const unfit = parametersFault('parameters', parameters, network) ?? (from && snapshotFault(from, network, optimizer));
  if (unfit !== undefined) throw new RangeError(unfit);
}
