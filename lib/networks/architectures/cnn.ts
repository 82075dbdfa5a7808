import { countParameters, dense, type Architecture, type NetworkSize, type ParameterShape } from '../architecture.ts';

/**
 * The authors' 1-D CNN: a dense map to `width` positions, `depth + 1` convolutions (1 to `channels`, `channels` to
 * `channels`, ..., `channels` to 1 channel; PyTorch's `Conv1d`: cross-correlation, stride 1, no padding, so that each takes
 * `kernel - 1` positions away), then a linear output. The activation follows the dense map and every convolution.
 *
 * The authors' last layer expects `width - 11 depth` numbers, which fits `depth + 1` convolutions of kernel 11 for depth 10
 * only; this one expects what is left, `width - (kernel - 1)(depth + 1)`, so it is theirs where theirs runs.
 *
 * The list of representations is the dense map's values and those of each convolution, `depth + 2` entries, flattened
 * channel by channel. A convolution's block of parameters is `[channels out][channels in * kernel]`, PyTorch's
 * `[out][in][kernel]` in the same order.
 */
export interface CnnSpec extends NetworkSize {
  readonly kind: 'cnn';
  /** Channels between the convolutions. */
  readonly channels: number;
  /** Width of each convolution's window. */
  readonly kernel: number;
}

/** Channels that convolution `n` of `depth + 1` reads and gives, n from 0. */
export function convolutionChannels({ channels, depth }: CnnSpec, n: number): { from: number; to: number } {
  return { from: n === 0 ? 1 : channels, to: n === depth ? 1 : channels };
}

/** Positions that are left after `n` convolutions. */
export function positionsAfter({ width, kernel }: CnnSpec, n: number): number {
  return width - n * (kernel - 1);
}

function shapes(spec: CnnSpec): ParameterShape[] {
  const { inputDim, outputDim, width, depth, kernel } = spec;
  const convolutions = Array.from({ length: depth + 1 }, (_, n): ParameterShape => {
    const { from, to } = convolutionChannels(spec, n);
    return {
      inputDim: from * kernel,
      outputDim: to,
      weight: { fanIn: from * kernel, fanOut: to * kernel },
      bias: 'zeros',
    };
  });
  return [dense(inputDim, width), ...convolutions, dense(positionsAfter(spec, depth + 1), outputDim)];
}

export const cnn: Architecture<CnnSpec> = {
  name: '1-D CNN',
  constants: { channels: 20, kernel: 11 },
  shapes,
  layerCount: ({ depth }) => depth + 2,
  layerSize: (spec, layer) =>
    layer === 0 ? spec.width : convolutionChannels(spec, layer - 1).to * positionsAfter(spec, layer),
  multiplications: (spec) =>
    shapes(spec).reduce((sum, shape, n) => {
      const isConvolution = n > 0 && n < spec.depth + 2;
      return sum + countParameters([shape]) * (isConvolution ? positionsAfter(spec, n) : 1);
    }, 0),
  fault: (spec) => {
    const { width, depth, kernel, channels } = spec;
    for (const [name, value] of Object.entries({ kernel, channels })) {
      if (!Number.isInteger(value) || value < 1)
        return `network.${name} is ${value}; it must be a whole number from 1.`;
    }
    const taken = (kernel - 1) * (depth + 1);
    return width > taken
      ? undefined
      : `network.width is ${width}; ${depth + 1} convolutions of kernel ${kernel} take ${taken} positions away, so it must be above ${taken}.`;
  },
};
