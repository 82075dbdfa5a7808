import { describe, expect, it } from 'vitest';
import { dropoutMask, dropThreshold, keptScale } from './dropout-mask.ts';
import { kernelEngine } from './kernel/index.ts';
import { compiledKernel } from './kernel/testing/compiled-kernel.ts';
import { range, setup } from './kernel/testing/setups.ts';

const rate = 0.1;
const place = { seed: 7, step: 3, layer: 2 };
const masksOf = (steps: number, layers: number, units: number) =>
  range(steps).flatMap((step) =>
    range(layers).map((layer) => [...dropoutMask({ seed: 7, step, layer }, rate, 2, units)]),
  );
const correlation = (a: number[], b: number[]) => {
  const centred = (values: number[]) => values.map((value) => (value > 0 ? rate : rate - 1));
  const [x, y] = [centred(a), centred(b)];
  return x.reduce((total, value, i) => total + value * y[i]!, 0) / (a.length * rate * (1 - rate));
};

describe("dropout's masks", () => {
  it('hold 0 and 1 / (1 - rate) only, and keep the mean', () => {
    const values = masksOf(100, 10, 200).flat();
    expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / 0.9)]));
    const dropped = values.filter((value) => value === 0).length / values.length;
    expect(Math.abs(dropped - rate)).toBeLessThan(5 * Math.sqrt((rate * (1 - rate)) / values.length));
  });

  it('drop each number of a layer about as often as every other', () => {
    const steps = 4000;
    const counts = Array<number>(64).fill(0);
    for (const mask of masksOf(steps, 1, 32)) mask.forEach((value, i) => (counts[i]! += value === 0 ? 1 : 0));
    const chi2 = counts.reduce((sum, count) => sum + (count - rate * steps) ** 2 / (rate * (1 - rate) * steps), 0);
    // 64 degrees of freedom, five standard deviations.
    expect(Math.abs(chi2 - 64)).toBeLessThan(5 * Math.sqrt(2 * 64));
  });

  it('have nothing to do with the masks of neighbours in step, layer, seed, unit or point', () => {
    const units = 20_000;
    const mask = (change: object) => [...dropoutMask({ ...place, ...change }, rate, 2, units)];
    const base = mask({});
    const limit = 5 / Math.sqrt(base.length);
    for (const change of [{ step: 4 }, { layer: 3 }, { seed: 8 }, { step: 2, layer: 3 }]) {
      expect(Math.abs(correlation(base, mask(change)))).toBeLessThan(limit);
    }
    for (const shift of [1, 2, 4, units]) {
      expect(Math.abs(correlation(base.slice(shift), base.slice(0, -shift)))).toBeLessThan(5 / Math.sqrt(units));
    }
  });

  it('are the same for the same place, and drop nothing at rate 0', () => {
    expect(dropoutMask(place, rate, 3, 5)).toEqual(dropoutMask(place, rate, 3, 5));
    expect([...dropoutMask(place, 0, 2, 50)].every((value) => value === 1)).toBe(true);
    expect([dropThreshold(0.5), keptScale(0.5)]).toEqual([2 ** 31, 2]);
    expect(dropThreshold(1 - 2 ** -40)).toBe(2 ** 32 - 1);
  });
});

describe('a dropout net in the kernel', () => {
  const engine = kernelEngine(compiledKernel());
  const given = setup({ kind: 'dropout', width: 20, depth: 4, layer: 5 });

  it('is seen without dropout, so that looking twice shows the same', async () => {
    const trainer = await engine.create(given);
    const first = await trainer.train(0, [0]);
    expect(await trainer.train(0, [0])).toEqual(first);
    const plain = await engine.create({ ...given, network: { ...given.network, kind: 'mlp' } as never, layer: 2 });
    expect(await plain.train(0, [0])).toEqual(first);
  });

  it('trains to the same bits however its training is divided and observed', async () => {
    const [whole, parts] = [await engine.create(given), await engine.create(given)];
    const all = await whole.train(200, range(201));
    for (const until of [1, 7, 50, 199, 200]) await parts.train(until, [until]);
    expect(await parts.parameters()).toEqual(await whole.parameters());
    expect((await parts.train(200, [200])).h[0]).toBe(all.h[200]);
  });

  it('depends on the seed of its noise', async () => {
    const [one, other] = [await engine.create(given), await engine.create({ ...given, noiseSeed: 6 })];
    await one.train(5, []);
    await other.train(5, []);
    expect(await one.parameters()).not.toEqual(await other.parameters());
  });

  it('is, at rate 0, the net without dropout, bit by bit', async () => {
    const none = { ...given.network, rate: 0 } as typeof given.network;
    const mlp = { ...given.network, kind: 'mlp' } as never;
    const [dropping, plain] = [
      await engine.create({ ...given, network: none }),
      await engine.create({ ...given, network: mlp, layer: 2 }),
    ];
    expect(await dropping.train(100, range(101))).toEqual(await plain.train(100, range(101)));
    expect(await dropping.parameters()).toEqual(await plain.parameters());
  });

  it('that diverges says so, with a loss that is not finite at the step where it stopped', async () => {
    const wild = setup({ kind: 'dropout', activation: 'linear', learningRate: 40, layer: 1 });
    for (const record of [range(1001), [0, 1000]]) {
      const trainer = await engine.create(wild);
      const { step, loss } = await trainer.train(1000, record);
      expect(step.at(-1)).toBe(trainer.step);
      expect(trainer.step).toBeLessThan(1000);
      expect(Number.isFinite(loss.at(-1))).toBe(false);
    }
  });
});
