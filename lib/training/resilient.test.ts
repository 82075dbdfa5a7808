import { describe, expect, it } from 'vitest';
import { kernelEngine } from './kernel/index.ts';
import { compiledKernel } from './kernel/testing/compiled-kernel.ts';
import { largestDifference, range, scatteredPoints, setup } from './kernel/testing/setups.ts';
import { resilient, type Recovery, type RecoveryOptions } from './resilient.ts';
import { fragile, methods, named, type FragileEngine } from './testing/fake-engines.ts';
import { cpuEngine } from './tfjs/cpu.ts';
import type { Engine, TrainerSetup } from './trainer.ts';

const kernel = kernelEngine(compiledKernel());
const cpu = await cpuEngine();

/** Batches and an optimiser that keeps something: everything that a snapshot has to hold. */
const given: TrainerSetup = {
  ...setup({ points: 5, optimizer: 'adam', learningRate: 0.01 }),
  batches: { points: scatteredPoints(23, 1, 1), size: 8, seed: 3 },
};

/** Runs `given` for 100 updates and looks at everything. */
async function run(engine: Engine) {
  const trainer = await engine.create(given);
  const seen = [await trainer.train(60, range(61)), await trainer.train(100, range(101))];
  const end = await trainer.snapshot();
  const reads = [await trainer.outputs(), await trainer.hidden(1)];
  trainer.dispose();
  return { seen, end, reads };
}

/** `engine`, replaced by one after another of `others`; what is told of it; a snapshot after every segment. */
function guarded(engine: Engine, others: readonly Engine[], options: Partial<RecoveryOptions> = {}) {
  const told: Recovery[] = [];
  const left = [...others];
  const replace = (): Promise<Engine> => {
    const next = left.shift();
    return next ? Promise.resolve(next) : Promise.reject(new Error('No engine is left.'));
  };
  const onRecovery = (recovery: Recovery) => told.push(recovery);
  return { engine: resilient(engine, { replace, onRecovery, snapshotInterval: 0, ...options }), told };
}

describe('a run whose engine is lost', () => {
  it.each([1, 7, 37, 60, 61, 99, 100])(
    'has the numbers of one that was not disturbed: lost at step %i',
    async (lostAt) => {
      const lost = fragile(named('tfjs-webgl', kernel), lostAt);
      const { engine, told } = guarded(lost, [kernel]);
      expect(await run(engine)).toEqual(await run(kernel));
      expect(told).toHaveLength(1);
      expect(told[0]).toMatchObject({ from: 'tfjs-webgl', to: 'kernel', reason: 'tfjs-webgl was lost.' });
      expect(told[0]!.step).toBeLessThan(lostAt);
      expect(told[0]!.resumedAt).toBeLessThanOrEqual(told[0]!.step);
      // Not from the start: the last snapshot was at the end of a segment.
      if (lostAt > 30) expect(told[0]!.resumedAt).toBeGreaterThan(0);
      expect(lost.alive).toBe(0);
    },
  );

  it('goes on to within float32 on an engine of another kind', async () => {
    const { engine, told } = guarded(fragile(named('tfjs-webgl', kernel), 55), [cpu]);
    const [disturbed, whole] = [await run(engine), await run(kernel)];
    for (const [n, part] of whole.seen.entries()) {
      for (const curve of ['h', 'y', 'w', 'loss'] as const) {
        expect(largestDifference(disturbed.seen[n]![curve], part[curve])).toBeLessThan(2e-5);
      }
    }
    for (const [n, values] of whole.reads.entries()) {
      expect(largestDifference(disturbed.reads[n]!, values)).toBeLessThan(2e-5);
    }
    expect(told.map(({ to }) => to)).toEqual(['tfjs-cpu']);
  });

  it('begins anew if there is no snapshot yet, and hands on the numbers all the same', async () => {
    const { engine, told } = guarded(fragile(kernel, 90), [kernel], { snapshotInterval: 1e9 });
    expect(await run(engine)).toEqual(await run(kernel));
    expect(told[0]!.resumedAt).toBe(0);
  });

  it('may lose one engine after another, while it recovers too', async () => {
    // The second is lost on the way to where the first was; of the third not even the trainer can be made.
    const second = fragile(kernel, 20);
    const third: Engine = { ...fragile(kernel), create: (setup) => fragileCreate(setup) };
    const gone = fragile(kernel);
    const fragileCreate = async (setup: TrainerSetup) => {
      const trainer = await gone.create(setup);
      gone.lost = true;
      return trainer;
    };
    const { engine, told } = guarded(fragile(kernel, 50), [second, third, fragile(kernel, 80), kernel], {
      snapshotInterval: 1e9,
    });
    expect(await run(engine)).toEqual(await run(kernel));
    expect(told).toHaveLength(2);
  });

  it('counts its losses, so that an engine that is lost again is not tried for ever', async () => {
    const losses: number[] = [];
    const engine = resilient(fragile(kernel, 10), {
      snapshotInterval: 0,
      replace: (_, count) => {
        losses.push(count);
        return count < 4 ? Promise.resolve(fragile(kernel, 10 + count)) : Promise.resolve(kernel);
      },
    });
    expect(await run(engine)).toEqual(await run(kernel));
    expect(losses).toEqual([1, 2, 3, 4]);
  });

  it('survives a loss between two calls, when it is read', async () => {
    for (const read of ['outputs', 'parameters', 'snapshot'] as const) {
      const lost = fragile(kernel);
      const { engine, told } = guarded(lost, [kernel]);
      const [trainer, whole] = [await engine.create(given), await kernel.create(given)];
      await trainer.train(30, []);
      await whole.train(30, []);
      lost.lost = true;
      // Two at once: they share the recovery.
      expect(await Promise.all([trainer[read](), trainer.hidden(0)])).toEqual([
        await whole[read](),
        await whole.hidden(0),
      ]);
      expect(told).toHaveLength(1);
      expect(trainer.step).toBe(30);
      trainer.dispose();
    }
  });

  it('fails with the reason if there is no other engine', async () => {
    const { engine } = guarded(fragile(kernel, 30), []);
    await expect(run(engine)).rejects.toThrow('No engine is left.');
  });

  it('is not begun again when it was disposed of', async () => {
    let replacement: FragileEngine | undefined;
    const lost = fragile(kernel, 30);
    const engine = resilient(lost, {
      replace: () => {
        trainer.dispose();
        return Promise.resolve((replacement = fragile(kernel)));
      },
    });
    const trainer = await engine.create(given);
    await expect(trainer.train(100, [])).rejects.toThrow('disposed of');
    expect(replacement!.alive).toBe(0);
  });
});

describe('a run that does not lose its engine', () => {
  it('is that of the engine, cut into segments or not', async () => {
    const { engine, told } = guarded(kernel, []);
    expect([engine.id, engine.version]).toEqual([kernel.id, kernel.version]);
    expect(engine.supports(given)).toBe(true);
    expect(await run(engine)).toEqual(await run(kernel));
    expect(told).toEqual([]);
  });

  it('stops where the engine stops, at a number that is not finite', async () => {
    const wild = { ...setup({ learningRate: 1e12 }) };
    const trainer = await guarded(kernel, []).engine.create(wild);
    const seen = await trainer.train(500, range(501));
    expect(seen).toEqual(await (await kernel.create(wild)).train(500, range(501)));
    expect(trainer.step).toBe(seen.step.at(-1));
  });

  it('passes on what the engine refuses, and any other error', async () => {
    const { engine } = guarded(kernel, [kernel]);
    await expect(engine.create({ ...given, learningRate: -1 })).rejects.toThrow('learningRate is -1');
    const trainer = await engine.create(given);
    await trainer.train(10, []);
    await expect(trainer.train(5, [])).rejects.toThrow('until is 5');
    await expect(trainer.train(20, [12, 11])).rejects.toThrow('record[1] is 11');
    const broken: Engine = {
      ...kernel,
      create: async (setup) => ({
        ...methods(await kernel.create(setup)),
        train: () => Promise.reject(new Error('Out of memory.')),
      }),
    };
    await expect(run(guarded(broken, [kernel]).engine)).rejects.toThrow('Out of memory.');
  });
});
