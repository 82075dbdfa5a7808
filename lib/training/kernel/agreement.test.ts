import { describe, expect, it } from 'vitest';
import { activations } from '../../networks/network.ts';
import type { TrainerSetup } from '../trainer.ts';
import { kernelEngine } from './index.ts';
import { compiledKernel } from './testing/compiled-kernel.ts';
import { plainTrainer } from './testing/plain-trainer.ts';
import { largestDifference, range, setup } from './testing/setups.ts';

const engine = kernelEngine(compiledKernel());

async function expectLikePlainTrainer(given: TrainerSetup, steps: number): Promise<void> {
  const trainer = await engine.create(given);
  const plain = plainTrainer(given);
  const { step, h, y, w, loss } = await trainer.train(steps, range(steps + 1));
  expect([...step]).toEqual(range(steps + 1));
  for (const i of range(steps + 1)) {
    const seen = plain.observe();
    const scale = Math.max(1, seen.h);
    expect(Math.abs(h[i]! - seen.h)).toBeLessThan(5e-6 * scale);
    expect(Math.abs(y[i]! - seen.y)).toBeLessThan(5e-6);
    expect(Math.abs(w[i]! - seen.w)).toBeLessThan(5e-6);
    expect(Math.abs(loss[i]! - seen.loss)).toBeLessThan(5e-6);
    if (i < steps) plain.update();
  }
  const parameters = await trainer.parameters();
  for (const [n, { weight, bias }] of plain.layers.entries()) {
    expect(largestDifference(parameters[n]!.weight, weight.flat())).toBeLessThan(2e-6);
    expect(largestDifference(parameters[n]!.bias, bias)).toBeLessThan(2e-6);
  }
  const values = plain.values();
  expect(largestDifference(await trainer.outputs(), values.pop()!.flat())).toBeLessThan(5e-6);
  for (const [n, layer] of values.entries()) {
    expect(largestDifference(await trainer.hidden(n), layer.flat())).toBeLessThan(5e-6);
  }
}

describe('the kernel against plain loops in float64', () => {
  for (const activation of activations) {
    for (const points of [2, 3, 4, 5, 6, 7, 8]) {
      it(`agrees with ${activation} on ${points} points`, async () => {
        await expectLikePlainTrainer(setup({ activation, points, inputDim: 2, outputDim: 3 }), 40);
      });
    }
  }

  for (const width of [1, 2, 3, 4, 5, 7, 50, 101]) {
    it(`agrees at width ${width}, whatever its padding`, async () => {
      await expectLikePlainTrainer(setup({ width, activation: 'tanh', points: 3 }), 20);
    });
  }

  for (const [inputDim, outputDim] of [
    [1, 1],
    [4, 4],
    [5, 9],
    [13, 2],
  ] as const) {
    it(`agrees with ${inputDim} inputs and ${outputDim} outputs`, async () => {
      await expectLikePlainTrainer(setup({ inputDim, outputDim, points: 4, activation: 'swish' }), 20);
    });
  }

  for (const depth of [1, 2, 6]) {
    it(`agrees with ${depth} hidden layers, read at the last`, async () => {
      await expectLikePlainTrainer(setup({ depth, layer: depth - 1, activation: 'elu' }), 20);
    });
  }
});
