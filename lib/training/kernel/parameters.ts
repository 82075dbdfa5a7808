import { layerShapes, type NetworkParameters, type NetworkSpec } from '../../networks/network.ts';
import { blockLayout, blockLength, packBlock, unpackBlock } from './blocks.ts';
import { unsigned, type KernelExports } from './wasm.ts';

/** Bytes from a parameter to the first (0) or second (1) moment that the optimiser keeps of it. */
export function toMoment(kernel: KernelExports, which: number): number {
  return unsigned(which === 0 ? kernel.toFirstMoment : kernel.toSecondMoment);
}

/** Writes the parameters of a network, or `offset` bytes further what is kept of each, into zeroed memory. */
export function writeParameters(
  kernel: KernelExports,
  network: NetworkSpec,
  parameters: NetworkParameters,
  offset = 0,
): void {
  const view = (address: number, length: number) =>
    new Float32Array(kernel.memory.buffer, unsigned(address) + offset, length);
  parameters.forEach(({ outputDim, weight, bias }, n) => {
    const layout = blockLayout(network, n);
    packBlock(layout, weight, view(kernel.weightAt(n), blockLength(layout)));
    view(kernel.biasAt(n), outputDim).set(bias);
  });
}

/** Copies the parameters of a network out, or `offset` bytes further what is kept of each. */
export function readParameters(kernel: KernelExports, network: NetworkSpec, offset = 0): NetworkParameters {
  const view = (address: number, length: number) =>
    new Float32Array(kernel.memory.buffer, unsigned(address) + offset, length);
  return layerShapes(network).map(({ inputDim, outputDim }, n) => {
    const layout = blockLayout(network, n);
    return {
      inputDim,
      outputDim,
      weight: unpackBlock(layout, view(kernel.weightAt(n), blockLength(layout)), inputDim),
      bias: view(kernel.biasAt(n), outputDim).slice(),
    };
  });
}
