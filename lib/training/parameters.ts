import { layerShapes, type NetworkParameters, type NetworkSpec } from '../networks/network.ts';

/** What is wrong with the parameters called `name` for a network, as a sentence; undefined if nothing is. */
export function parametersFault(name: string, parameters: NetworkParameters, network: NetworkSpec): string | undefined {
  const shapes = layerShapes(network);
  if (parameters.length !== shapes.length) {
    return `${name}.length is ${parameters.length}; it must be ${shapes.length} (that of the network).`;
  }
  for (const [n, { inputDim, outputDim }] of shapes.entries()) {
    const given = parameters[n]!;
    const sizes: [string, number, number, string][] = [
      ['inputDim', given.inputDim, inputDim, 'that of the network'],
      ['outputDim', given.outputDim, outputDim, 'that of the network'],
      ['weight.length', given.weight.length, inputDim * outputDim, 'outputDim * inputDim'],
      ['bias.length', given.bias.length, outputDim, 'outputDim'],
    ];
    for (const [size, has, must, meaning] of sizes) {
      if (has !== must) return `${name}[${n}].${size} is ${has}; it must be ${must} (${meaning}).`;
    }
  }
  return undefined;
}
