import { describe, expect, it } from 'vitest';
import { layerCount, layerSize } from '../networks/network.ts';
import { kernelEngine } from './kernel/index.ts';
import { compiledKernel } from './kernel/testing/compiled-kernel.ts';
import { largestDifference, networkSetup, range, setup } from './kernel/testing/setups.ts';
import { differenceTrainer } from './testing/plain-forward.ts';
import { tfjsWasm } from './testing/engines.ts';
import { cpuEngine } from './tfjs/cpu.ts';
import type { Engine, TrainerSetup } from './trainer.ts';

const kernel = kernelEngine(compiledKernel());
const tfjs: Record<string, Engine> = { 'tfjs-cpu': await cpuEngine(), 'tfjs-wasm': await tfjsWasm() };

/** What a float32 engine and float64 must agree within. */
const promised = 1e-5;

const dims = { inputDim: 2, outputDim: 2 } as const;
/** Small enough for differences of their loss. */
const small: readonly TrainerSetup[] = [
  networkSetup(
    { kind: 'cnn', ...dims, width: 10, depth: 2, activation: 'tanh', channels: 2, kernel: 3 },
    { learningRate: 0.02 },
  ),
  networkSetup({ kind: 'layer_norm', ...dims, width: 7, depth: 3, activation: 'gelu' }, { learningRate: 0.05 }),
  networkSetup(
    { kind: 'transformer', ...dims, width: 4, depth: 1, activation: 'gelu', tokens: 3, heads: 2 },
    { learningRate: 0.05 },
  ),
  networkSetup({ kind: 'gru', ...dims, width: 6, depth: 4, activation: 'tanh' }, { learningRate: 0.1 }),
];

/** What plain loops in float64 give at one step. */
interface PlainState {
  readonly updates: number;
  readonly loss: number;
  readonly outputs: number[];
  /** By entry of the list of representations. */
  readonly hidden: number[][];
  readonly parameters: number[];
}

/** The states of `given` after 0, 1 and 50 updates. */
function plainStates(given: TrainerSetup): PlainState[] {
  const plain = differenceTrainer(given);
  let done = 0;
  return [0, 1, 50].map((updates) => {
    for (; done < updates; done++) plain.update();
    const passes = plain.pass();
    return {
      updates,
      loss: plain.loss(),
      outputs: passes.flatMap(({ output }) => output),
      hidden: passes[0]!.hidden.map((_, layer) => passes.flatMap(({ hidden }) => hidden[layer]!)),
      parameters: plain.blocks.flatMap(({ weight, bias }) => [...weight, ...bias]),
    };
  });
}

describe.each(small)('$network.kind against plain loops and differences in float64', (given) => {
  const states = plainStates(given);
  const count = layerCount(given.network);

  const engines = Object.entries({ kernel, ...tfjs }).filter(([, engine]) => engine.supports(given) === true);
  it.each(engines)(
    'agrees on every representation, loss and parameter after 0, 1 and 50 steps on %s',
    async (_, engine) => {
      const trainer = await engine.create(given);
      for (const { updates, loss, outputs, hidden, parameters } of states) {
        const seen = await trainer.train(updates, [updates]);
        expect(Math.abs(seen.loss[0]! - loss)).toBeLessThan(promised);
        expect(largestDifference(await trainer.outputs(), outputs)).toBeLessThan(promised);
        expect(hidden).toHaveLength(count);
        for (const layer of range(count)) {
          expect(hidden[layer]).toHaveLength(2 * layerSize(given.network, layer));
          expect(largestDifference(await trainer.hidden(layer), hidden[layer]!)).toBeLessThan(promised);
        }
        const ours = (await trainer.parameters()).flatMap(({ weight, bias }) => [...weight, ...bias]);
        expect(largestDifference(ours, parameters)).toBeLessThan(promised);
      }
      trainer.dispose();
    },
  );

  it('learns: the loss falls', () => {
    expect(states[2]!.loss).toBeLessThan(0.9 * states[0]!.loss);
  });
});

describe('the engines', () => {
  it('say what they cannot run, before and when it is asked of them', async () => {
    const given = setup({ kind: 'gru' });
    expect(kernel.supports(given)).toMatch(/no networks of kind gru; it has mlp, .* TF.js has all/);
    await expect(kernel.create(given)).rejects.toThrow('no networks of kind gru');
    expect(kernel.supports(setup({ points: 65 }))).toMatch('at most 64 points, and these are 65');
    for (const kind of ['mlp', 'residual', 'dropout', 'cnn'] as const) {
      expect(kernel.supports(setup({ kind, width: 55 }))).toBe(true);
    }
    for (const engine of Object.values(tfjs)) expect(engine.supports(given)).toBe(true);
  });

  it('refuse a dropout net without a seed of its noise', async () => {
    const { network, parameters, points, learningRate, layer } = setup({ kind: 'dropout' });
    const given = { network, parameters, points, learningRate, layer };
    for (const engine of [kernel, ...Object.values(tfjs)]) {
      await expect(engine.create(given)).rejects.toThrow('noiseSeed is not given');
    }
  });

  it('refuse sizes that an architecture cannot have', async () => {
    const bad = setup({ kind: 'transformer', width: 6 });
    for (const engine of Object.values(tfjs)) {
      await expect(engine.create({ ...bad, network: { ...bad.network, width: 5 } })).rejects.toThrow(
        'network.width is 5; with 2 heads of attention it must be a multiple of 2.',
      );
    }
  });
});
