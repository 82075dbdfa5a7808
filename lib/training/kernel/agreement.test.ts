import { describe, expect, it } from 'vitest';
import { activations } from '../../networks/network.ts';
import { optimizers, type TrainerSetup } from '../trainer.ts';
import { kernelEngine } from './index.ts';
import { compiledKernel } from './testing/compiled-kernel.ts';
import { plainTrainer } from './testing/plain-trainer.ts';
import { largestDifference, range, setup } from './testing/setups.ts';

const engine = kernelEngine(compiledKernel());

/** Sums over many points, and Adam's division by small gradients, round more: there only what is promised is asked. */
const promised = 1e-5;

async function expectLikePlainTrainer(given: TrainerSetup, steps: number, tolerance = 2e-6): Promise<void> {
  const trainer = await engine.create(given);
  // The list of a dropout net has the hidden layers at its odd entries.
  const layer = given.network.kind === 'dropout' ? (given.layer - 1) / 2 : given.layer;
  const plain = plainTrainer({ ...given, layer });
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
    expect(largestDifference(parameters[n]!.weight, weight.flat())).toBeLessThan(tolerance);
    expect(largestDifference(parameters[n]!.bias, bias)).toBeLessThan(tolerance);
  }
  const values = plain.values();
  expect(largestDifference(await trainer.outputs(), values.pop()!.flat())).toBeLessThan(5e-6);
  for (const [n, layer] of values.entries()) {
    const entry = given.network.kind === 'dropout' ? 2 * n + 1 : n;
    expect(largestDifference(await trainer.hidden(entry), layer.flat())).toBeLessThan(5e-6);
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

  for (const points of [9, 31, 64]) {
    it(`agrees on ${points} points`, async () => {
      await expectLikePlainTrainer(
        setup({ activation: 'gelu', points, inputDim: 2, learningRate: 0.02 }),
        15,
        promised,
      );
    });
  }

  for (const kind of ['mlp', 'residual', 'dropout'] as const) {
    for (const optimizer of optimizers) {
      for (const points of [2, 5, 16]) {
        it(`agrees with ${kind} under ${optimizer} on ${points} points`, async () => {
          const learningRate = { sgd: 0.05, momentum: 0.02, adam: 0.002 }[optimizer];
          const shape = { inputDim: 2, outputDim: 3, width: 11, depth: 6, activation: 'tanh' as const };
          await expectLikePlainTrainer(
            setup({ kind, optimizer, points, learningRate, layer: 3, ...shape }),
            30,
            promised,
          );
        });
      }
    }
  }

  for (const depth of [1, 2, 3, 4]) {
    it(`agrees with a residual net of depth ${depth}, read at the last layer`, async () => {
      await expectLikePlainTrainer(setup({ kind: 'residual', depth, layer: depth - 1, activation: 'elu' }), 20);
    });
  }

  for (const depth of [1, 2, 6]) {
    it(`agrees with ${depth} hidden layers, read at the last`, async () => {
      await expectLikePlainTrainer(setup({ depth, layer: depth - 1, activation: 'elu' }), 20);
    });
  }
});
