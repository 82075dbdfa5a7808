import { describe, expect, it } from 'vitest';
import { BatchOrder } from './batch-order.ts';
import { kernelEngine } from './kernel/index.ts';
import { compiledKernel } from './kernel/testing/compiled-kernel.ts';
import { plainTrainer } from './kernel/testing/plain-trainer.ts';
import { largestDifference, range, scatteredPoints, setup, type SetupOptions } from './kernel/testing/setups.ts';
import { tfjsWasm } from './testing/engines.ts';
import { cpuEngine } from './tfjs/cpu.ts';
import { initialise } from '../networks/initialise.ts';
import { networkSpec, type NetworkParameters } from '../networks/network.ts';
import type { Engine, TrainerSetup } from './trainer.ts';

const kernel = kernelEngine(compiledKernel());
const engines: [string, Engine][] = [kernel, await cpuEngine(), await tfjsWasm()].map((engine) => [engine.id, engine]);

/** A net of 5 inputs and 3 outputs on 23 points in batches of 8, 8 and 7, with 19 points to look at. */
function batched(options: SetupOptions = {}): TrainerSetup {
  const made = setup({ inputDim: 5, outputDim: 3, points: 19, ...options });
  return { ...made, batches: { points: scatteredPoints(23, 5, 3), size: 8, seed: 3 } };
}

const flat = (parameters: NetworkParameters) => parameters.flatMap(({ weight, bias }) => [...weight, ...bias]);

describe('training in batches', { timeout: 30_000 }, () => {
  const kinds: SetupOptions[] = [
    {},
    { optimizer: 'momentum', activation: 'tanh' },
    { optimizer: 'adam', learningRate: 0.01 },
    { kind: 'residual' },
    { kind: 'dropout' },
  ];

  it.each(engines.flatMap(([id, engine]) => kinds.map((options) => [id, options, engine] as const)))(
    'is that of a plain loop in float64 on %s with %j',
    async (_, options, engine) => {
      const given = batched(options);
      const trainer = await engine.create(given);
      const plain = plainTrainer({ ...given, layer: options.kind === 'dropout' ? 0 : given.layer });
      const order = new BatchOrder(given.batches!);
      const seen = await trainer.train(20, [0, 1, 10, 20]);
      const rows: number[][] = [];
      for (const step of range(21)) {
        if ([0, 1, 10, 20].includes(step)) {
          plain.take(given.points);
          const { h, y, w, loss } = plain.observe();
          rows.push([h, y, w, loss]);
        }
        plain.take(order.points(step));
        if (step < 20) plain.update();
      }
      expect([...seen.step]).toEqual([0, 1, 10, 20]);
      [seen.h, seen.y, seen.w, seen.loss].forEach((curve, n) => {
        expect(
          largestDifference(
            curve,
            rows.map((row) => row[n]!),
          ),
        ).toBeLessThan(1e-5);
      });
      plain.take(given.points);
      expect(largestDifference(await trainer.outputs(), plain.values().at(-1)!.flat())).toBeLessThan(1e-5);
      const last = plain.layers.flatMap(({ weight, bias }) => [...weight.flat(), ...bias]);
      expect(largestDifference(flat(await trainer.parameters()), last)).toBeLessThan(1e-5);
      trainer.dispose();
    },
  );

  it.each(engines)('does not depend on how often it is looked at, or in which pieces, on %s', async (_, engine) => {
    const [one, two] = [await engine.create(batched()), await engine.create(batched())];
    await one.train(17, []);
    await two.train(5, [0, 3]);
    await two.outputs();
    await two.hidden(2);
    await two.train(17, range(18));
    expect(flat(await one.parameters())).toEqual(flat(await two.parameters()));
    one.dispose();
    two.dispose();
  });

  it.each(engines)('reports a loss that is not finite at its step on %s', async (_, engine) => {
    const trainer = await engine.create(batched({ learningRate: 1e12 }));
    const seen = await trainer.train(100, range(101));
    expect(seen.step.at(-1)).toBeLessThan(20);
    expect([seen.h, seen.y, seen.w, seen.loss].every((curve) => Number.isFinite(curve.at(-1)))).toBe(false);
    expect(trainer.step).toBe(seen.step.at(-1));
    trainer.dispose();
  });

  it.each(engines)('refuses batches that do not fit on %s', async (_, engine) => {
    const { batches, ...rest } = batched();
    await expect(engine.create({ ...rest, batches: { ...batches!, size: 0 } })).rejects.toThrow('batches.size is 0');
    const points = scatteredPoints(23, 4, 3);
    await expect(engine.create({ ...rest, batches: { ...batches!, points } })).rejects.toThrow('inputDim is 4');
  });
});

describe('the kernel in batches', { timeout: 30_000 }, () => {
  it('has the same bits every time', async () => {
    const runs = await Promise.all(
      [1, 2].map(async () => {
        const trainer = await kernel.create(batched({ optimizer: 'adam' }));
        const { h, loss } = await trainer.train(60, range(61));
        const all = [...h, ...loss, ...flat(await trainer.parameters())];
        trainer.dispose();
        return all;
      }),
    );
    expect(runs[0]).toEqual(runs[1]);
  });

  it('looks at more points than it trains on at once, and refuses batches beyond its own', async () => {
    const given = batched({ points: 200 });
    expect(kernel.supports(given)).toBe(true);
    const trainer = await kernel.create(given);
    expect(await trainer.outputs()).toHaveLength(600);
    expect(largestDifference(await trainer.hidden(2), plainTrainer(given).values()[2]!.flat())).toBeLessThan(1e-5);
    trainer.dispose();
    const large = { ...given, batches: { ...given.batches!, size: 65 } };
    expect(kernel.supports(large)).toContain('at most 64');
    await expect(kernel.create(large)).rejects.toThrow('at most 64');
  });

  it.each(['sgd', 'adam'] as const)('trains a CNN of odd sizes as TF.js does by %s', async (optimizer) => {
    const made = batched({ optimizer, learningRate: 0.02 });
    const network = networkSpec('cnn', { ...made.network, width: 21, depth: 2 });
    Object.assign(network, { channels: 6, kernel: 4 });
    const given = { ...made, network, parameters: initialise(network, { gain: 1, seed: 2 }) };
    const ends = await Promise.all(
      [kernel, await tfjsWasm()].map(async (engine) => {
        const trainer = await engine.create(given);
        const { loss } = await trainer.train(12, [0, 4, 12]);
        const end = [...loss, ...(await trainer.hidden(1)), ...flat(await trainer.parameters())];
        trainer.dispose();
        return end;
      }),
    );
    expect(largestDifference(ends[0]!, ends[1]!)).toBeLessThan(1e-5);
  });

  it('trains on a last batch of a single point', async () => {
    const given = { ...batched(), batches: { points: scatteredPoints(9, 5, 3), size: 8, seed: 3 } };
    const trainer = await kernel.create(given);
    const plain = plainTrainer(given);
    const order = new BatchOrder(given.batches);
    await trainer.train(4, []);
    for (const step of range(4)) {
      plain.take(order.points(step));
      plain.update();
    }
    const last = plain.layers.flatMap(({ weight, bias }) => [...weight.flat(), ...bias]);
    expect(largestDifference(flat(await trainer.parameters()), last)).toBeLessThan(1e-5);
    trainer.dispose();
  });

  it('gives way to the event loop between many short calls, too', async () => {
    const trainer = await kernel.create(batched());
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const started = performance.now();
    for (let step = 1; performance.now() - started < 400; step++) await trainer.train(step, []);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(2);
    trainer.dispose();
  });

  it('stops when it is disposed of', async () => {
    const trainer = await kernel.create(batched());
    const training = trainer.train(10_000_000, []);
    setTimeout(() => {
      trainer.dispose();
    }, 40);
    await expect(training).rejects.toThrow('disposed of');
  });
});
