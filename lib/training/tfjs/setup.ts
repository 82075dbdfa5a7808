import { layerShapes } from '../../networks/network.ts';
import type { TrainerSetup } from '../trainer.ts';

/**
 * Checks that the parts of `setup` fit together.
 * @throws RangeError naming the first part that does not, what it is and what it should be.
 */
export function assertSetup({ network, parameters, points, learningRate, layer }: TrainerSetup): void {
  if (!Number.isFinite(learningRate) || learningRate <= 0)
    throw new RangeError(`learningRate is ${learningRate}; it must be a finite number above 0.`);
  assertLayer(layer, network.depth);
  if (points.size < 2) throw new RangeError(`points.size is ${points.size}; h, y and w need at least 2 points.`);
  for (const dim of ['inputDim', 'outputDim'] as const)
    assertEqual(`points.${dim}`, points[dim], network[dim], `network.${dim}`);
  assertEqual('points.inputs.length', points.inputs.length, points.size * points.inputDim, 'size * inputDim');
  assertEqual('points.targets.length', points.targets.length, points.size * points.outputDim, 'size * outputDim');
  for (const name of ['inputs', 'targets'] as const) {
    const wrong = points[name].findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) throw new RangeError(`points.${name}[${wrong}] is ${points[name][wrong]!}; it must be finite.`);
  }
  const shapes = layerShapes(network);
  assertEqual('parameters.length', parameters.length, shapes.length, 'depth + 1');
  shapes.forEach(({ inputDim, outputDim }, n) => {
    const given = parameters[n]!;
    assertEqual(`parameters[${n}].inputDim`, given.inputDim, inputDim, 'that of the network');
    assertEqual(`parameters[${n}].outputDim`, given.outputDim, outputDim, 'that of the network');
    assertEqual(`parameters[${n}].weight.length`, given.weight.length, inputDim * outputDim, 'outputDim * inputDim');
    assertEqual(`parameters[${n}].bias.length`, given.bias.length, outputDim, 'outputDim');
  });
}

/** @throws RangeError if `layer` is not the index of one of `depth` hidden layers. */
export function assertLayer(layer: number, depth: number): void {
  if (!Number.isInteger(layer) || layer < 0 || layer >= depth)
    throw new RangeError(`layer is ${layer}; it must be a whole number from 0 to ${depth - 1} (depth is ${depth}).`);
}

function assertEqual(name: string, given: number, wanted: number, meaning: string): void {
  if (given !== wanted) throw new RangeError(`${name} is ${given}; it must be ${wanted} (${meaning}).`);
}
