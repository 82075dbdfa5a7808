import { describe, expect, it } from 'vitest';
import { activations } from '../../networks/network.ts';
import { kernelEngine } from './index.ts';
import { compiledKernel } from './testing/compiled-kernel.ts';
import { range, setup } from './testing/setups.ts';

const engine = kernelEngine(compiledKernel());

describe('a run that diverges', () => {
  const diverging = setup({ activation: 'linear', learningRate: 40, points: 2 });

  it('stops at the first step that is not finite, and says which', async () => {
    const trainer = await engine.create(diverging);
    const { step, loss } = await trainer.train(1000, range(1001));
    expect(trainer.step).toBe(step.at(-1));
    expect(step.length).toBe(trainer.step + 1);
    expect(Number.isFinite(loss.at(-1))).toBe(false);
    expect(loss.subarray(0, -1).every(Number.isFinite)).toBe(true);
  });

  it('stops at that step also when it is not one of those to record, and adds it', async () => {
    const every = await (await engine.create(diverging)).train(1000, range(1001));
    const trainer = await engine.create(diverging);
    const { step, loss } = await trainer.train(1000, [0, 1, 900, 1000]);
    expect([...step]).toEqual([0, 1, every.step.at(-1)]);
    expect(Number.isFinite(loss.at(-1))).toBe(false);
    expect(trainer.step).toBe(every.step.at(-1));
  });

  it('is observed beside a full buffer of observations too, and leaves the parameters alone', async () => {
    // Only the last bias moves: its error grows by -1.015 a step and overflows float32 after some 5900 of them.
    const given = setup({ activation: 'linear', depth: 1, layer: 0, width: 2, inputDim: 4, learningRate: 2.015 });
    const parameters = given.parameters.map((affine) => ({
      ...affine,
      weight: affine.weight.map(() => 0),
      bias: affine.bias.map(() => 0),
    }));
    const trainer = await engine.create({ ...given, parameters });
    const { step } = await trainer.train(10_000, range(4096));
    expect(step).toHaveLength(4097);
    expect(step.at(-1)).toBeGreaterThan(5000);
    const after = await trainer.parameters();
    expect([...after[0]!.weight, ...after[0]!.bias, ...after[1]!.weight].every((value) => value === 0)).toBe(true);
  });

  it('stays where it stopped', async () => {
    const trainer = await engine.create(diverging);
    await trainer.train(1000, []);
    const stopped = trainer.step;
    const { step } = await trainer.train(2000, [2000]);
    expect([...step]).toEqual([stopped]);
  });

  for (const activation of activations) {
    it(`is not hidden by ${activation}: a NaN weight is seen at step 0`, async () => {
      const given = setup({ activation });
      given.parameters[1]!.weight[3] = NaN;
      const { step, loss } = await (await engine.create(given)).train(10, [0, 10]);
      expect([...step]).toEqual([0]);
      expect(loss[0]).toBeNaN();
    });
  }

  it('is not brought about by the place beside an odd last point', async () => {
    // At input 1 everything is 0; at the input 0 of an empty place the second layer would overflow, and 0 * Infinity is NaN.
    const given = setup({ activation: 'linear', width: 1, depth: 2, points: 3 });
    const values: [number, number][] = [
      [-3e38, 3e38],
      [10, 0],
      [1, 0],
    ];
    const parameters = given.parameters.map((affine, n) => ({
      ...affine,
      weight: Float32Array.of(values[n]![0]),
      bias: Float32Array.of(values[n]![1]),
    }));
    const points = { ...given.points, inputs: Float32Array.of(1, 1, 1), targets: Float32Array.of(0, 0, 0) };
    const trainer = await engine.create({ ...given, parameters, points });
    const { step, loss } = await trainer.train(2, [0, 1, 2]);
    expect([...step]).toEqual([0, 1, 2]);
    expect([...loss]).toEqual([0, 0, 0]);
  });
});
