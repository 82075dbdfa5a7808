import { layerCount, specFault, type NetworkSpec } from '../../networks/network.ts';
import { parametersFault } from '../parameters.ts';
import { optimizers, type TrainerSetup } from '../trainer.ts';

/**
 * Checks that the parts of `setup` fit together; a snapshot and batches are checked where they are used.
 * @throws RangeError naming the first part that does not, what it is and what it should be.
 */
export function assertSetup(setup: TrainerSetup): void {
  const { network, parameters, points, learningRate, layer, optimizer = 'sgd', noiseSeed } = setup;
  const fault = specFault(network);
  if (fault !== undefined) throw new RangeError(fault);
  if (!Number.isFinite(learningRate) || learningRate <= 0)
    throw new RangeError(`learningRate is ${learningRate}; it must be a finite number above 0.`);
  assertLayer(layer, network);
  if (!optimizers.includes(optimizer))
    throw new RangeError(`optimizer is ${optimizer as string}; it must be one of ${optimizers.join(', ')}.`);
  if (network.kind === 'dropout' && noiseSeed === undefined)
    throw new RangeError('noiseSeed is not given; a dropout network needs it.');
  if (noiseSeed !== undefined && !(Number.isInteger(noiseSeed) && noiseSeed >= 0 && noiseSeed < 2 ** 32))
    throw new RangeError(`noiseSeed is ${noiseSeed}; it must be an unsigned 32-bit integer.`);
  if (points.size < 2) throw new RangeError(`points.size is ${points.size}; h, y and w need at least 2 points.`);
  for (const dim of ['inputDim', 'outputDim'] as const)
    assertEqual(`points.${dim}`, points[dim], network[dim], `network.${dim}`);
  assertEqual('points.inputs.length', points.inputs.length, points.size * points.inputDim, 'size * inputDim');
  assertEqual('points.targets.length', points.targets.length, points.size * points.outputDim, 'size * outputDim');
  for (const name of ['inputs', 'targets'] as const) {
    const wrong = points[name].findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) throw new RangeError(`points.${name}[${wrong}] is ${points[name][wrong]!}; it must be finite.`);
  }
  const unfit = parametersFault('parameters', parameters, network);
  if (unfit !== undefined) throw new RangeError(unfit);
}

/** @throws RangeError if `layer` is not an index into the list of representations of `network`. */
export function assertLayer(layer: number, network: NetworkSpec): void {
  const count = layerCount(network);
  if (!Number.isInteger(layer) || layer < 0 || layer >= count)
    throw new RangeError(
      `layer is ${layer}; it must be a whole number from 0 to ${count - 1} (depth is ${network.depth}).`,
    );
}

function assertEqual(name: string, given: number, wanted: number, meaning: string): void {
  if (given !== wanted) throw new RangeError(`${name} is ${given}; it must be ${wanted} (${meaning}).`);
}
