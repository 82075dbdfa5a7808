import { activations, layerShapes } from '../../networks/network.ts';
import type { TrainerSetup } from '../trainer.ts';

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

/** Sizes beyond this cannot be addressed in any arrangement, and products of two of them stay exact. */
const largestSize = 2 ** 24;

/**
 * Checks everything about a setup that does not need the kernel.
 * @throws RangeError that names what was given and what is allowed.
 */
export function checkSetup({ network, parameters, points, learningRate, layer }: TrainerSetup): void {
  for (const name of ['inputDim', 'outputDim', 'width', 'depth'] as const) {
    requireInteger(`network.${name}`, network[name], 1, largestSize);
  }
  if (!activations.includes(network.activation)) {
    throw new RangeError(
      `network.activation is ${network.activation as string}; it must be one of ${activations.join(', ')}.`,
    );
  }
  requireInteger('layer', layer, 0, network.depth - 1);
  // The kernel computes in float32, where a rate may vanish or overflow that is fine in float64.
  const rate = Math.fround(learningRate);
  if (!(Number.isFinite(rate) && rate > 0)) {
    throw new RangeError(`learningRate is ${learningRate}; it must be positive and finite, in float32 too.`);
  }

  requireInteger('points.size', points.size, 2, 8);
  requireSame('points.inputDim', points.inputDim, network.inputDim);
  requireSame('points.outputDim', points.outputDim, network.outputDim);
  requireSame('points.inputs.length', points.inputs.length, points.size * points.inputDim);
  requireSame('points.targets.length', points.targets.length, points.size * points.outputDim);
  requireFinite('points.inputs', points.inputs);
  requireFinite('points.targets', points.targets);

  requireSame('parameters.length', parameters.length, network.depth + 1);
  layerShapes(network).forEach(({ inputDim, outputDim }, n) => {
    const { weight, bias } = parameters[n]!;
    requireSame(`parameters[${n}].inputDim`, parameters[n]!.inputDim, inputDim);
    requireSame(`parameters[${n}].outputDim`, parameters[n]!.outputDim, outputDim);
    requireSame(`parameters[${n}].weight.length`, weight.length, inputDim * outputDim);
    requireSame(`parameters[${n}].bias.length`, bias.length, outputDim);
  });
}
