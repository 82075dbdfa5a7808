import { describe, expect, it } from 'vitest';
import type { MlpSpec } from '../../networks/network.ts';
import type { TrainerSetup } from '../trainer.ts';
import { kernelEngine } from './index.ts';
import { compiledKernel } from './testing/compiled-kernel.ts';
import { scatteredPoints, setup } from './testing/setups.ts';

const engine = kernelEngine(compiledKernel());

describe('a setup that cannot be trained', () => {
  const good = setup();
  const bad: [string, TrainerSetup, RegExp][] = [
    ['one point', { ...good, points: scatteredPoints(1, 1, 1) }, /^points.size is 1; .* 2 to 64/],
    ['sixty-five points', { ...good, points: scatteredPoints(65, 1, 1) }, /^points.size is 65; .* 2 to 64/],
    ['a layer that is not there', { ...good, layer: 3 }, /^layer is 3; .* 0 to 2/],
    ['half a layer', { ...good, layer: 0.5 }, /^layer is 0.5/],
    ['no rate', { ...good, learningRate: 0 }, /^learningRate is 0/],
    ['a negative rate', { ...good, learningRate: -1 }, /^learningRate is -1/],
    ['a NaN rate', { ...good, learningRate: NaN }, /^learningRate is NaN/],
    ['a rate below float32', { ...good, learningRate: 1e-60 }, /^learningRate is 1e-60/],
    ['no width', { ...good, network: { ...good.network, width: 0 } }, /^network.width is 0/],
    ['half a depth', { ...good, network: { ...good.network, depth: 1.5 } }, /^network.depth is 1.5/],
    [
      'an unknown activation',
      { ...good, network: { ...good.network, activation: 'softplus' } as unknown as MlpSpec },
      /^network.activation is softplus; .*leaky_relu, relu/,
    ],
    ['too few parameters', { ...good, parameters: good.parameters.slice(1) }, /^parameters.length is 3; .* 4/],
    [
      'parameters of another width',
      { ...good, parameters: setup({ width: 11 }).parameters },
      /^parameters\[0\].outputDim is 11; .* 10/,
    ],
    ['points of another size', { ...good, points: scatteredPoints(2, 3, 1) }, /^points.inputDim is 3; .* 1/],
    [
      'inputs of another length',
      { ...good, points: { ...good.points, inputs: new Float32Array(3) } },
      /^points.inputs.length is 3; .* 2/,
    ],
    [
      'an infinite target',
      { ...good, points: { ...good.points, targets: Float32Array.of(0, Infinity) } },
      /^points.targets\[1\] is Infinity/,
    ],
  ];
  for (const [what, given, message] of bad) {
    it(`is refused by name: ${what}`, async () => {
      await expect(engine.create(given)).rejects.toThrow(RangeError);
      await expect(engine.create(given)).rejects.toThrow(message);
    });
  }

  it('is refused with its size when it does not fit into memory', async () => {
    const network = { ...good.network, width: 40_000, depth: 2 };
    // The sizes are right and the arrays are not there: they are never read, because memory is asked for first.
    const claimed = (length: number) => Object.defineProperty(new Float32Array(0), 'length', { value: length });
    const parameters = [
      { inputDim: 1, outputDim: 40_000, weight: claimed(40_000), bias: claimed(40_000) },
      { inputDim: 40_000, outputDim: 40_000, weight: claimed(40_000 ** 2), bias: claimed(40_000) },
      { inputDim: 40_000, outputDim: 1, weight: claimed(40_000), bias: claimed(1) },
    ];
    await expect(engine.create({ ...good, network, parameters })).rejects.toThrow(/2 x 40000 .* needs 6\d\d\d MiB/);
  });
});
