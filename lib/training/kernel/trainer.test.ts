import { describe, expect, it } from 'vitest';
import type { Trainer } from '../trainer.ts';
import { kernelEngine } from './index.ts';
import { compiledKernel } from './testing/compiled-kernel.ts';
import { plainTrainer } from './testing/plain-trainer.ts';
import { largestDifference, range, scatteredPoints, setup } from './testing/setups.ts';

const engine = kernelEngine(compiledKernel());

async function everything(trainer: Trainer, until: number, record: ArrayLike<number>) {
  const observations = await trainer.train(until, record);
  return { observations, parameters: await trainer.parameters() };
}

describe('a kernel trainer', () => {
  it('observes step s before update s: step 0 is the initial state', async () => {
    const given = setup();
    const trainer = await engine.create(given);
    expect(trainer.step).toBe(0);
    const { step, loss } = await trainer.train(0, [0, 1, 2]);
    expect([...step]).toEqual([0]);
    expect(loss[0]).toBeCloseTo(plainTrainer(given).observe().loss, 6);
    expect(largestDifference((await trainer.parameters())[0]!.weight, given.parameters[0]!.weight)).toBe(0);
  });

  it('observes exactly the chosen steps between the present one and the last, both included', async () => {
    const trainer = await engine.create(setup());
    await trainer.train(10, []);
    const { step } = await trainer.train(20, [0, 9, 10, 13, 14, 20, 21]);
    expect([...step]).toEqual([10, 13, 14, 20]);
    expect(trainer.step).toBe(20);
  });

  it('sees the same at a step whether or not other steps are observed', async () => {
    const all = await everything(await engine.create(setup()), 100, range(101));
    const few = await everything(await engine.create(setup()), 100, [0, 37, 100]);
    expect([...few.observations.h]).toEqual([0, 37, 100].map((i) => all.observations.h[i]));
    expect([...few.observations.loss]).toEqual([0, 37, 100].map((i) => all.observations.loss[i]));
    expect(few.parameters).toEqual(all.parameters);
  });

  it('gives the same bits however its training is divided, more observations than one buffer holds included', async () => {
    const given = setup({ width: 20 });
    const steps = 9001;
    const whole = await everything(await engine.create(given), steps, range(steps + 1));
    expect(whole.observations.step).toHaveLength(steps + 1);

    const trainer = await engine.create(given);
    const h = [];
    for (let until = 0; until < steps; until = Math.min(steps, until + 1 + (until % 977))) {
      const { step, h: part } = await trainer.train(until, range(steps + 1));
      h.push(...part.subarray(h.length > 0 && step[0] === h.length - 1 ? 1 : 0));
    }
    const { h: rest } = await trainer.train(steps, range(steps + 1));
    h.push(...rest.subarray(1));
    expect(h).toEqual([...whole.observations.h]);
    expect(await trainer.parameters()).toEqual(whole.parameters);
  });

  it('is not disturbed by looking at parameters, outputs or hidden values', async () => {
    const watched = await engine.create(setup());
    const left = await engine.create(setup());
    await watched.train(5, []);
    await watched.parameters();
    await watched.outputs();
    await watched.hidden(0);
    await watched.train(10, []);
    await left.train(10, []);
    expect(await watched.parameters()).toEqual(await left.parameters());
  });

  it('leaves the given parameters as they were and hands out copies', async () => {
    const given = setup();
    const before = given.parameters.map(({ weight }) => [...weight]);
    const trainer = await engine.create(given);
    await trainer.train(5, []);
    (await trainer.parameters())[0]!.weight.fill(99);
    expect(given.parameters.map(({ weight }) => [...weight])).toEqual(before);
    expect((await trainer.parameters())[0]!.weight).not.toContain(99);
  });

  it('starts clean in the memory of a larger network that was disposed of', async () => {
    const given = setup({ width: 6, points: 3 });
    const fresh = await everything(await engine.create(given), 30, range(31));
    const large = await engine.create(setup({ width: 90, depth: 5, points: 8 }));
    await large.train(10, []);
    large.dispose();
    expect(await everything(await engine.create(given), 30, range(31))).toEqual(fresh);
  });

  it('keeps trainers apart that train at the same time', async () => {
    const alone = await everything(await engine.create(setup()), 500, [500]);
    const [a, b] = await Promise.all([engine.create(setup()), engine.create(setup({ activation: 'tanh' }))]);
    const [first] = await Promise.all([everything(a, 500, [500]), everything(b, 500, [500])]);
    expect(first).toEqual(alone);
  });

  it('keeps digits of w near the end of training, where y and dy.dyhat cancel', async () => {
    const trainer = await engine.create(setup({ width: 40 }));
    await trainer.train(20_000, []);
    const points = scatteredPoints(2, 1, 1);
    const { w, y } = await trainer.train(20_000, [20_000]);
    const outputs = await trainer.outputs();
    const predicted = outputs[1]! - outputs[0]!;
    const wanted = points.targets[1]! - points.targets[0]!;
    expect(w[0]).toBe(predicted * (predicted - wanted));
    expect(y[0]).toBe(predicted * predicted);
  });

  it('lets timers and messages through while it trains', async () => {
    const trainer = await engine.create(setup({ width: 100, depth: 5 }));
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await trainer.train(12_000, []);
    clearInterval(timer);
    expect(ticks).toBeGreaterThanOrEqual(2);
  });

  it('rejects a pending train when it is disposed of, and everything afterwards', async () => {
    const trainer = await engine.create(setup({ width: 100, depth: 5 }));
    const pending = trainer.train(10_000_000, []);
    setTimeout(() => {
      trainer.dispose();
    }, 20);
    await expect(pending).rejects.toThrow('disposed');
    await expect(trainer.train(10_000_000, [])).rejects.toThrow('disposed');
    await expect(trainer.parameters()).rejects.toThrow('disposed');
    trainer.dispose();
  });

  it('refuses to train twice at a time', async () => {
    const trainer = await engine.create(setup({ width: 100, depth: 5 }));
    const pending = trainer.train(5000, []);
    await expect(trainer.train(5000, [])).rejects.toThrow('training already');
    await pending;
  });

  it('names what is wrong with a call', async () => {
    const trainer = await engine.create(setup());
    await trainer.train(10, []);
    await expect(trainer.train(9, [])).rejects.toThrow(/^until is 9; .* 10/);
    await expect(trainer.train(10.5, [])).rejects.toThrow(RangeError);
    await expect(trainer.train(20, [3, 3])).rejects.toThrow(/^record\[1\] is 3/);
    await expect(trainer.train(20, [12.5])).rejects.toThrow(/^record\[0\] is 12.5/);
    await expect(trainer.hidden(3)).rejects.toThrow(/^layer is 3; .* 0 to 2/);
    expect(trainer.step).toBe(10);
  });
});
