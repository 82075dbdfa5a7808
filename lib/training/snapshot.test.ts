import { describe, expect, it } from 'vitest';
import type { NetworkParameters } from '../networks/network.ts';
import { kernelEngine } from './kernel/index.ts';
import { compiledKernel } from './kernel/testing/compiled-kernel.ts';
import { largestDifference, range, scatteredPoints, setup } from './kernel/testing/setups.ts';
import { momentsOf, type Snapshot } from './snapshot.ts';
import { tfjsWasm } from './testing/engines.ts';
import { cpuEngine } from './tfjs/cpu.ts';
import type { Engine, TrainerSetup } from './trainer.ts';

const engines: Record<string, Engine> = {
  kernel: kernelEngine(compiledKernel()),
  'tfjs-cpu': await cpuEngine(),
  'tfjs-wasm': await tfjsWasm(),
};
const ids = Object.keys(engines);

const flat = (parameters: NetworkParameters) => parameters.flatMap(({ weight, bias }) => [...weight, ...bias]);

const batches = { points: scatteredPoints(23, 1, 1), size: 8, seed: 3 };
const cases: Record<string, TrainerSetup> = {
  sgd: setup(),
  momentum: setup({ optimizer: 'momentum', activation: 'tanh' }),
  adam: setup({ optimizer: 'adam', learningRate: 0.01 }),
  'a dropout net': setup({ kind: 'dropout' }),
  'a residual net under adam': setup({ kind: 'residual', optimizer: 'adam', learningRate: 0.01 }),
  'a CNN under momentum': setup({ kind: 'cnn', width: 24, depth: 1, optimizer: 'momentum', learningRate: 0.001 }),
  batches: { ...setup({ points: 5 }), batches },
  'batches under adam': { ...setup({ points: 5, optimizer: 'adam', learningRate: 0.01 }), batches },
};

/** A run of 40 updates in one go, and the state in its middle: in the second of its epochs, if there are any. */
async function undisturbed(engine: Engine, given: TrainerSetup) {
  const trainer = await engine.create(given);
  await trainer.train(5, []);
  const snapshot = await trainer.snapshot();
  const seen = await trainer.train(40, range(41));
  const end = flat(await trainer.parameters());
  trainer.dispose();
  return { snapshot, seen, end };
}

async function resumed(engine: Engine, given: TrainerSetup, from: Snapshot) {
  const trainer = await engine.create({ ...given, from });
  expect(trainer.step).toBe(5);
  const seen = await trainer.train(40, range(41));
  const end = flat(await trainer.parameters());
  trainer.dispose();
  return { seen, end };
}

describe.each(ids)('a run on %s that is taken up from a snapshot', { timeout: 60_000 }, (id) => {
  it.each(Object.keys(cases))('has the very numbers of the run that went on: %s', async (name) => {
    const { snapshot, seen, end } = await undisturbed(engines[id]!, cases[name]!);
    const later = await resumed(engines[id]!, cases[name]!, snapshot);
    expect(later.seen).toEqual(seen);
    expect(later.end).toEqual(end);
  });

  it.each(ids.filter((other) => other !== id).flatMap((to) => Object.keys(cases).map((name) => [to, name] as const)))(
    'goes on on %s to within float32: %s',
    async (to, name) => {
      const { snapshot, seen, end } = await undisturbed(engines[id]!, cases[name]!);
      const later = await resumed(engines[to]!, cases[name]!, snapshot);
      for (const curve of ['h', 'y', 'w', 'loss'] as const) {
        expect(largestDifference(later.seen[curve], seen[curve])).toBeLessThan(2e-5);
      }
      expect(largestDifference(later.end, end)).toBeLessThan(1e-5);
    },
  );

  it('can be taken up from where it began, or where its snapshot was', async () => {
    const given = cases.adam!;
    const trainer = await engines[id]!.create(given);
    const first = await trainer.snapshot();
    expect(first.step).toBe(0);
    expect(flat(first.parameters)).toEqual(flat(given.parameters));
    expect(first.moments.map(flat)).toEqual([0, 1].map(() => flat(given.parameters).map(() => 0)));
    await trainer.train(7, []);
    const from = await trainer.snapshot();
    const again = await engines[id]!.create({ ...given, from });
    expect(await again.snapshot()).toEqual(from);
    trainer.dispose();
    again.dispose();
  });

  it('leaves the snapshot as it was', async () => {
    const given = cases.momentum!;
    const { snapshot } = await undisturbed(engines[id]!, given);
    const before = JSON.stringify(snapshot);
    await resumed(engines[id]!, given, snapshot);
    expect(JSON.stringify(snapshot)).toBe(before);
  });
});

describe('a snapshot that does not fit', () => {
  const given = setup({ optimizer: 'momentum' });
  const { parameters } = given;
  const good: Snapshot = { step: 3, parameters, moments: [parameters] };
  it.each<[string, Partial<Snapshot>]>([
    ['from.step is -1; it must be an integer from 0', { step: -1 }],
    ['from.step is 0.5', { step: 0.5 }],
    ['from.moments.length is 0; momentum keeps 1', { moments: [] }],
    ['from.parameters.length is 3; it must be 4', { parameters: parameters.slice(1) }],
    ['from.moments[0].length is 3; it must be 4', { moments: [parameters.slice(1)] }],
    [
      'from.moments[0][1].bias.length is 2; it must be 10',
      { moments: [parameters.with(1, { ...parameters[1]!, bias: new Float32Array(2) })] },
    ],
  ])('is refused: %s', async (message, change) => {
    for (const engine of Object.values(engines)) {
      await expect(engine.create({ ...given, from: { ...good, ...change } })).rejects.toThrow(message);
      await expect(engine.create({ ...given, from: { ...good, ...change } })).rejects.toBeInstanceOf(RangeError);
    }
  });

  it('is of an optimiser: none, one or two numbers per parameter', () => {
    expect(momentsOf).toEqual({ sgd: 0, momentum: 1, adam: 2 });
  });
});
