import { describe, expect, it } from 'vitest';
import { initialise } from './initialise.ts';
import {
  architectures,
  layerCount,
  layerShapes,
  layerSize,
  multiplications,
  networkSpec,
  parameterCount,
  specFault,
  type Architecture,
} from './network.ts';

const size = { inputDim: 3, outputDim: 2, width: 48, depth: 3, activation: 'gelu' } as const;
const spec = (kind: Architecture) => networkSpec(kind, size);
const sd = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);

describe('the registry of architectures', () => {
  it('has the mlp first and gives each kind its constants', () => {
    expect(architectures).toEqual(['mlp', 'residual', 'dropout', 'cnn', 'layer_norm', 'transformer', 'gru']);
    expect(spec('mlp')).toEqual({ kind: 'mlp', ...size });
    expect(spec('dropout')).toEqual({ kind: 'dropout', ...size, rate: 0.1 });
    expect(spec('cnn')).toEqual({ kind: 'cnn', ...size, channels: 20, kernel: 11 });
    expect(spec('transformer')).toEqual({ kind: 'transformer', ...size, tokens: 4, heads: 2 });
  });

  it.each(architectures)('gives %s blocks, representations and initial values that fit each other', (kind) => {
    const network = spec(kind);
    const shapes = layerShapes(network);
    const parameters = initialise(network, { gain: 0.5, seed: 1 });
    expect(parameters).toHaveLength(shapes.length);
    shapes.forEach(({ inputDim, outputDim, weight, bias }, n) => {
      const drawn = parameters[n]!;
      expect(drawn.weight).toHaveLength(inputDim * outputDim);
      expect(drawn.bias).toHaveLength(outputDim);
      for (const [fill, values] of [
        [weight, drawn.weight],
        [bias, drawn.bias],
      ] as const) {
        if (fill === 'ones') expect(new Set(values)).toEqual(new Set([1]));
        else if (fill === 'zeros') expect(new Set(values)).toEqual(new Set([0]));
        else {
          const wanted = 0.5 * Math.sqrt(2 / (fill.fanIn + fill.fanOut));
          expect(Math.abs(sd(values) / wanted - 1)).toBeLessThan(5 / Math.sqrt(2 * values.length));
        }
      }
    });
    const numbers = parameters.reduce((sum, { weight, bias }) => sum + weight.length + bias.length, 0);
    expect(parameterCount(network)).toBe(numbers);
    for (let layer = 0; layer < layerCount(network); layer++) expect(layerSize(network, layer)).toBeGreaterThan(0);
    expect(multiplications(network)).toBeGreaterThanOrEqual(numbers);
    expect(specFault(network)).toBeUndefined();
  });

  it("counts the paper's CNN as its authors do", () => {
    const paper = networkSpec('cnn', { ...size, inputDim: 1, outputDim: 1, width: 500, depth: 10 });
    expect(layerShapes(paper)).toHaveLength(13);
    expect(layerShapes(paper).at(-1)).toMatchObject({ inputDim: 390, outputDim: 1 });
    expect(layerCount(paper)).toBe(12);
    // Entry 5 is the fifth convolution: 20 channels at 450 positions.
    expect(layerSize(paper, 5)).toBe(9000);
    // PyTorch's fans of a convolution count its window on both sides.
    expect(layerShapes(paper)[2]!.weight).toEqual({ fanIn: 220, fanOut: 220 });
  });

  it("lists a dropout net's modules in turn", () => {
    const network = spec('dropout');
    expect(layerCount(network)).toBe(7);
    expect([0, 1, 2, 6].map((layer) => layerSize(network, layer))).toEqual([3, 48, 48, 48]);
  });

  it('says what is wrong with a spec', () => {
    expect(specFault({ ...spec('mlp'), width: 0 })).toContain('network.width is 0; it must be an integer from 1');
    expect(specFault({ ...spec('mlp'), activation: 'softplus' as never })).toContain('network.activation is softplus');
    expect(specFault({ ...spec('mlp'), kind: 'rbf' as never })).toContain('network.kind is rbf; it must be one of mlp');
    expect(specFault({ ...spec('cnn'), width: 40 })).toContain('so it must be above 40');
    expect(specFault({ ...spec('dropout'), rate: 1 } as never)).toContain('network.rate is 1');
    expect(specFault({ ...spec('transformer'), width: 7 })).toContain('multiple of 2');
    expect(specFault({ ...spec('layer_norm'), width: 1 })).toContain('from 2');
  });
});
