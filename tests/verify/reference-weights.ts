import { mersenne } from 'pure-rand/generator/mersenne';
import { layerShapes, type NetworkParameters, type NetworkSpec } from '../../lib/networks/network.ts';

/** Numbers that PyTorch's `normal_` makes normal at once: 8 radii, 8 angles. */
const blockSize = 16;

/**
 * The initial weights that the paper's program draws for a seed (`torch.manual_seed`, PyTorch 1.13), so that its runs can
 * be made here from the same start. Its classes build every map first, each with PyTorch's default weights and biases;
 * then the weights are filled map by map by `xavier_normal_` and the biases by 0. The defaults are lost, but the generator
 * has moved on.
 *
 * PyTorch fills an array of at least 16 numbers by uniform ones of 24 bits and turns each 16 of them into normal ones (Box
 * and Muller); if the length is no multiple of 16, the last 16 are drawn anew. Equal to PyTorch's to float32 rounding: its
 * logarithms and cosines are its own.
 * @throws RangeError for a network that the paper's program does not have, or a map of fewer than 16 weights.
 */
export function referenceWeights(spec: NetworkSpec, { gain, seed }: { gain: number; seed: number }): NetworkParameters {
  const shapes = layerShapes(spec);
  const generator = mersenne(seed);
  const uniform = () => (generator.next() & 0xffffff) / 0x1000000;
  for (const { inputDim, outputDim } of shapes) {
    for (let n = 0; n < (inputDim + 1) * outputDim; n++) generator.next();
  }
  return shapes.map(({ inputDim, outputDim, weight, bias }) => {
    const count = inputDim * outputDim;
    if (typeof weight === 'string' || bias !== 'zeros' || count < blockSize) {
      throw new RangeError(
        `The reference has no ${spec.kind} network with a map of ${inputDim} to ${outputDim} units.`,
      );
    }
    const scale = Math.fround(gain * Math.sqrt(2 / (weight.fanIn + weight.fanOut)));
    const values = Float32Array.from({ length: count }, uniform);
    for (let at = 0; at + blockSize <= count; at += blockSize) toNormal(values.subarray(at, at + blockSize), scale);
    if (count % blockSize !== 0) {
      const last = values.subarray(count - blockSize);
      for (let n = 0; n < blockSize; n++) last[n] = uniform();
      toNormal(last, scale);
    }
    return { inputDim, outputDim, weight: values, bias: new Float32Array(outputDim) };
  });
}

const turn = Math.fround(2 * Math.PI);

/** Turns a block of uniform numbers in [0, 1) into normal ones of standard deviation `scale`, in place. */
function toNormal(block: Float32Array, scale: number): void {
  const half = blockSize / 2;
  for (let n = 0; n < half; n++) {
    const radius = Math.fround(Math.sqrt(Math.fround(-2 * Math.fround(Math.log(1 - block[n]!)))));
    const angle = Math.fround(turn * block[n + half]!);
    block[n] = Math.fround(radius * Math.fround(Math.cos(angle))) * scale;
    block[n + half] = Math.fround(radius * Math.fround(Math.sin(angle))) * scale;
  }
}

/**
 * The same weights, each moved by at most half a unit in its last place or so (2^-24 of it): the start of a run that is
 * different only by what rounding errors differ between two correct programs.
 * @param number of the draw, an unsigned 32-bit integer.
 */
export function movedByRounding(weights: NetworkParameters, number: number): NetworkParameters {
  const generator = mersenne(number);
  return weights.map((map) => ({
    ...map,
    weight: map.weight.map((value) => value * (1 + (generator.next() / 0x80000000) * 2 ** -24)),
  }));
}
