import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { initialise } from '../../networks/initialise.ts';
import type { NetworkParameters } from '../../networks/network.ts';
import { range, scatteredPoints, setup, type SetupOptions } from '../kernel/testing/setups.ts';
import { tfjsWasm } from '../testing/engines.ts';
import type { Engine, Observations, TrainerSetup } from '../trainer.ts';
import { cpuEngine } from './cpu.ts';

const engines: Record<string, Engine> = { 'tfjs-cpu': await cpuEngine(), 'tfjs-wasm': await tfjsWasm() };
const seeds = [1, 2, 3, 4];

/** One setup for each seed: other weights, other noise, other batches. */
function members(options: SetupOptions, batched = false): TrainerSetup[] {
  return seeds.map((seed) => {
    const made = setup({ points: 3, inputDim: 2, outputDim: 2, ...options });
    return {
      ...made,
      parameters: initialise(made.network, { gain: 0.9, seed }),
      noiseSeed: seed,
      ...(batched && { batches: { points: scatteredPoints(23, 2, 2), size: 8, seed } }),
    };
  });
}

const flat = (parameters: NetworkParameters) => parameters.flatMap(({ weight, bias }) => [...weight, ...bias]);

/** Largest difference relative to the largest value. */
function relative(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  expect(ours.length).toBe(theirs.length);
  const peak = Math.max(...Array.from(theirs, Math.abs));
  return Math.max(...Array.from(ours, (value, n) => Math.abs(value - theirs[n]!))) / peak;
}

function expectSame(ours: Observations, theirs: Observations): void {
  expect([...ours.step]).toEqual([...theirs.step]);
  for (const curve of ['h', 'y', 'w', 'loss'] as const) expect(relative(ours[curve], theirs[curve])).toBeLessThan(1e-5);
}

const cases: [string, TrainerSetup[]][] = [
  ['MLPs', members({})],
  ['wide MLPs with swish', members({ width: 40, activation: 'swish' })],
  ['MLPs under momentum', members({ optimizer: 'momentum', activation: 'tanh' })],
  ['MLPs under Adam', members({ optimizer: 'adam', learningRate: 0.005 })],
  ['residual nets', members({ kind: 'residual', depth: 4 })],
  ['dropout nets', members({ kind: 'dropout' })],
  ['nets with LayerNorm', members({ kind: 'layer_norm', activation: 'gelu' })],
  ['MLPs on batches', members({}, true)],
  ['MLPs on batches under Adam', members({ optimizer: 'adam', learningRate: 0.005 }, true)],
];

describe.each(Object.keys(engines))('an ensemble on %s', { timeout: 60_000 }, (id) => {
  const engine = engines[id]!;

  it.each(cases)('of %s learns as its members do alone, within 1e-5 after 50 steps', async (_, setups) => {
    const ensemble = await engine.createEnsemble!(setups);
    const together = [...(await ensemble.train(20, [0, 1, 7, 20])), ...(await ensemble.train(50, [21, 50]))];
    const ends = await ensemble.parameters();
    ensemble.dispose();
    for (const [n, given] of setups.entries()) {
      const trainer = await engine.create(given);
      expectSame(together[n]!, await trainer.train(20, [0, 1, 7, 20]));
      expectSame(together[seeds.length + n]!, await trainer.train(50, [21, 50]));
      expect(relative(flat(ends[n]!), flat(await trainer.parameters()))).toBeLessThan(1e-5);
      trainer.dispose();
    }
  });

  it('may have a single member', async () => {
    const [given] = members({}) as [TrainerSetup];
    const ensemble = await engine.createEnsemble!([given]);
    const trainer = await engine.create(given);
    expect(await ensemble.train(30, range(31))).toEqual([await trainer.train(30, range(31))]);
    expect(await ensemble.parameters()).toEqual([await trainer.parameters()]);
  });

  it('goes on when a member diverges, and ends when all have', async () => {
    const [calm, ...others] = members({ activation: 'linear', learningRate: 0.3 }) as [TrainerSetup, TrainerSetup];
    const wild = { ...others[0], parameters: initialise(calm.network, { gain: 8, seed: 2 }) };
    const ensemble = await engine.createEnsemble!([calm, wild]);
    const [first, second] = await ensemble.train(200, range(201));
    expect(first!.step).toHaveLength(201);
    expect(first!.loss.every(Number.isFinite)).toBe(true);
    const alone = await (await engine.create(wild)).train(200, range(201));
    expect(alone.step.length).toBeLessThan(200);
    expect([...second!.step]).toEqual([...alone.step]);
    expect(Number.isFinite(second!.loss.at(-1))).toBe(false);
    expect(ensemble.step).toBe(200);

    const lost = await engine.createEnsemble!([
      wild,
      { ...wild, parameters: initialise(wild.network, { gain: 9, seed: 3 }) },
    ]);
    const ended = await lost.train(10_000, range(10_001));
    expect(lost.step).toBe(Math.max(...ended.map(({ step }) => step.at(-1)!)));
    expect(lost.step).toBeLessThan(200);
  });

  it('holds no more tensors with time, and gives them all back', async () => {
    const before = memory().numTensors;
    const ensemble = await engine.createEnsemble!(members({ optimizer: 'adam' }));
    await ensemble.train(3, range(4));
    const early = memory().numTensors;
    await ensemble.train(300, range(301));
    await ensemble.train(400, []);
    await ensemble.parameters();
    expect(memory().numTensors).toBe(early);
    ensemble.dispose();
    expect(memory().numTensors).toBe(before);
    await expect(ensemble.train(500, [])).rejects.toThrow('disposed of');
  });

  it('is refused, with the reason, where the networks cannot share tensors', async () => {
    const create = async (setups: readonly TrainerSetup[]) => engine.createEnsemble!(setups);
    const [one, two] = members({}) as [TrainerSetup, TrainerSetup];
    await expect(create([])).rejects.toThrow('at least one member');
    await expect(create(members({ kind: 'gru' }))).rejects.toThrow(
      'mlp, residual, dropout, layer_norm; these are of kind gru',
    );
    await expect(create([one, { ...two, learningRate: 0.1 }])).rejects.toThrow(
      'learningRate of member 1 is 0.1; it must be that of member 0, 0.05.',
    );
    await expect(create([one, members({ width: 11 })[1]!])).rejects.toThrow('network of member 1 is {');
    await expect(create([one, members({}, true)[1]!])).rejects.toThrow('batches.size of member 1 is 8');
    await expect(create([one, { ...two, parameters: [] }])).rejects.toThrow('parameters.length is 0');
  });
});
