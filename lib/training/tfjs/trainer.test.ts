import { memory } from '@tensorflow/tfjs-core';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  architectures,
  layerCount,
  layerShapes,
  type Activation,
  type NetworkParameters,
} from '../../networks/network.ts';
import { setup } from '../kernel/testing/setups.ts';
import { optimizers, type Engine, type Observations, type TrainerSetup } from '../trainer.ts';
import { read } from './backend.ts';
import { cpuEngine } from './cpu.ts';
import { tfjsEngine } from './engine.ts';
import { wasmEngine } from './wasm.ts';

let cpu: Engine;
let wasm: Engine;
beforeAll(async () => {
  const file = '../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
  cpu = await cpuEngine();
  wasm = await wasmEngine(await WebAssembly.compile(await readFile(new URL(file, import.meta.url))));
});

/** A 2 x 6 net on three points with two inputs and two outputs; weights from a fixed rule. */
function setupOf(activation: Activation = 'tanh', learningRate = 0.1): TrainerSetup {
  const network = { kind: 'mlp', inputDim: 2, outputDim: 2, width: 6, depth: 2, activation } as const;
  let count = 0;
  const value = (): number => Math.sin(12.9898 * ++count) * 0.7;
  const parameters = layerShapes(network).map(({ inputDim, outputDim }) => ({
    inputDim,
    outputDim,
    weight: Float32Array.from({ length: inputDim * outputDim }, value),
    bias: Float32Array.from({ length: outputDim }, value),
  }));
  const inputs = Float32Array.of(-1, 0.5, 0.25, 1, 0, -0.75);
  const targets = Float32Array.of(0.6, -0.2, 1.3, 0.1, 0.9, 0.4);
  return {
    network,
    parameters,
    points: { size: 3, inputDim: 2, outputDim: 2, inputs, targets },
    learningRate,
    layer: 1,
  };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n);
const flat = (parameters: NetworkParameters): number[] =>
  parameters.flatMap(({ weight, bias }) => [...weight, ...bias]);

describe('what is recorded', () => {
  it('is h, y, w and the loss of the state at each step, before the update that follows', async () => {
    const { points, ...rest } = setupOf();
    const trainer = await cpu.create({ points, ...rest });
    const seen = await trainer.train(3, range(0, 3));
    const again = await cpu.create({ points, ...rest });
    for (const step of range(0, 3)) {
      await again.train(step, []);
      const hidden = await again.hidden(1);
      const out = await again.outputs();
      const sum = (length: number, term: (n: number) => number): number =>
        range(0, length - 1).reduce((total, n) => total + term(n), 0);
      const prediction = (o: number): number => out[2 + o]! - out[o]!;
      const target = (o: number): number => points.targets[2 + o]! - points.targets[o]!;
      expect(seen.step[step]).toBe(step);
      expect(seen.h[step]).toBeCloseTo(
        sum(6, (n) => (hidden[6 + n]! - hidden[n]!) ** 2),
        6,
      );
      expect(seen.y[step]).toBeCloseTo(
        sum(2, (o) => prediction(o) ** 2),
        12,
      );
      expect(seen.w[step]).toBeCloseTo(
        sum(2, (o) => prediction(o) * (prediction(o) - target(o))),
        12,
      );
      expect(seen.loss[step]).toBeCloseTo(sum(6, (n) => (out[n]! - points.targets[n]!) ** 2) / 12, 6);
    }
  });

  it('is what was asked for within [step, until], and training goes on exactly where it stopped', async () => {
    const whole = await cpu.create(setupOf());
    const parts = await cpu.create(setupOf());
    const wanted = [0, 1, 5, 6, 30, 99];
    const all = await whole.train(40, wanted);
    expect([...all.step]).toEqual([0, 1, 5, 6, 30]);
    const first = await parts.train(5, wanted);
    const second = await parts.train(40, wanted);
    expect([...first.step, ...second.step]).toEqual([0, 1, 5, 5, 6, 30]);
    expect(second.h.at(-1)).toBe(all.h.at(-1));
    expect(flat(await parts.parameters())).toEqual(flat(await whole.parameters()));
    expect(parts.step).toBe(40);
  });

  it('can be the present state alone, or nothing', async () => {
    const trainer = await cpu.create(setupOf());
    expect([...(await trainer.train(0, [0])).step]).toEqual([0]);
    expect((await trainer.train(0, [])).step).toHaveLength(0);
    expect((await trainer.train(10, [])).h).toHaveLength(0);
    expect(trainer.step).toBe(10);
  });

  it('is complete over many slices', async () => {
    const trainer = await cpu.create(setupOf());
    expect([...(await trainer.train(500, range(0, 500))).step]).toEqual(range(0, 500));
  });
});

describe('a run that diverges', () => {
  const setup = setupOf('linear', 30);

  it('ends with the first recorded value that is not finite, and stays at that step', async () => {
    const trainer = await cpu.create(setup);
    const seen = await trainer.train(1000, range(0, 1000));
    const last = seen.step.length - 1;
    const finite = (n: number): boolean =>
      [seen.h, seen.y, seen.w, seen.loss].every((series) => Number.isFinite(series[n]));
    expect(last).toBeGreaterThan(1);
    expect(range(0, last).map(finite)).toEqual([...range(0, last - 1).map(() => true), false]);
    expect(trainer.step).toBe(last);

    const other = await cpu.create(setup);
    await other.train(last, []);
    expect(flat(await trainer.parameters())).toEqual(flat(await other.parameters()));
  });

  it('leaves no tensors behind', async () => {
    const before = memory().numTensors;
    const trainer = await cpu.create(setup);
    await trainer.train(1000, range(0, 1000));
    trainer.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

describe('what is read back', () => {
  // The clock stands still but for the reads, so that how busy this machine is does not matter.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** The CPU engine, with its reads counted; each takes this long (ms), as if for the steps that a GPU had to do first. */
  function counted(latency: number) {
    const reads: number[] = [];
    const engine = tfjsEngine({
      id: 'tfjs-cpu',
      name: 'cpu',
      fastTransposeFlags: true,
      sliceTime: 32,
      loadMore: () => Promise.reject(new Error('not needed')),
      assertAlive: () => undefined,
      read: (tensor) => {
        reads.push(tensor.size);
        vi.advanceTimersByTime(latency);
        return read(tensor);
      },
    });
    return { engine, reads };
  }

  it('is many observations at a time, so that a GPU is waited for seldom', async () => {
    const { engine, reads } = counted(5);
    const trainer = await engine.create(setupOf());
    const seen = await trainer.train(600, range(0, 600));
    expect(seen.step).toHaveLength(601);
    // 4, 8, 16, 32, and then as many as there is place for.
    expect(reads.length).toBe(4 + Math.ceil((601 - 60) / 64));
    // Each observation is h, the loss and the outputs, nothing else.
    expect(reads.reduce((sum, size) => sum + size, 0)).toBe(601 * (2 + 6));
  });

  it('is little at a time where steps take long, so that an abort is heard', async () => {
    const { engine, reads } = counted(400);
    const trainer = await engine.create(setupOf());
    await trainer.train(12, range(0, 12));
    // 4, 2, and then one by one.
    expect(reads.length).toBe(2 + 7);
  });
});

describe.each(['tfjs-cpu', 'tfjs-wasm'])('the memory of %s', (id) => {
  it('holds after 10,000 steps as many tensors as after ten, and as many bytes', { timeout: 120_000 }, async () => {
    const trainer = await (id === 'tfjs-cpu' ? cpu : wasm).create(setupOf('tanh', 0.01));
    await trainer.train(10, range(0, 10));
    const { numTensors, numDataBuffers, numBytes } = memory();
    const seen = await trainer.train(
      10_000,
      range(0, 500).map((n) => 20 * n),
    );
    expect(seen.step.at(-1)).toBe(10_000);
    expect(memory()).toMatchObject({ numTensors, numDataBuffers, numBytes });
    trainer.dispose();
  });

  it('does not grow with steps, and is given back in the end', { timeout: 30_000 }, async () => {
    const engine = id === 'tfjs-cpu' ? cpu : wasm;
    const before = memory();
    for (const activation of ['leaky_relu', 'relu', 'tanh', 'elu', 'swish', 'linear', 'gelu'] as const) {
      const trainer = await engine.create(setupOf(activation, 0.01));
      await trainer.train(3, range(0, 3));
      const early = memory();
      await trainer.train(300, range(0, 300));
      await trainer.train(400, []);
      await trainer.outputs();
      await trainer.hidden(0);
      await trainer.parameters();
      expect(memory()).toMatchObject({ numTensors: early.numTensors, numBytes: early.numBytes });
      trainer.dispose();
      trainer.dispose();
    }
    expect(memory()).toMatchObject({ numTensors: before.numTensors, numDataBuffers: before.numDataBuffers });
  });
});

describe.each(['tfjs-cpu', 'tfjs-wasm'])('the memory of every architecture and optimiser on %s', (id) => {
  const cases = [
    ...architectures.map((kind) => [kind, 'sgd'] as const),
    ...optimizers.map((optimizer) => ['dropout', optimizer] as const),
  ];
  it.each(cases)('does not grow with steps of %s under %s, and is given back', async (kind, optimizer) => {
    const engine = id === 'tfjs-cpu' ? cpu : wasm;
    const given = setup({ kind, optimizer, width: kind === 'cnn' ? 24 : 6, depth: 1, layer: 0, learningRate: 0.001 });
    const before = memory();
    const trainer = await engine.create(given);
    await trainer.train(3, range(0, 3));
    const early = memory();
    await trainer.train(60, range(0, 60));
    await trainer.train(80, []);
    await trainer.outputs();
    for (const layer of range(0, layerCount(given.network) - 1)) await trainer.hidden(layer);
    await trainer.parameters();
    expect(memory()).toMatchObject({ numTensors: early.numTensors, numBytes: early.numBytes });
    trainer.dispose();
    expect(memory()).toMatchObject({ numTensors: before.numTensors, numDataBuffers: before.numDataBuffers });
  });
});

describe('a run that diverges under an optimiser that keeps something', () => {
  it.each(['momentum', 'adam'] as const)('is left with %s as it was at that step', async (optimizer) => {
    const wild = { ...setupOf('linear', 1e12), optimizer };
    const trainer = await cpu.create(wild);
    const seen = await trainer.train(1000, range(0, 1000));
    const last = seen.step.at(-1)!;
    expect(last).toBeLessThan(1000);
    expect(trainer.step).toBe(last);
    const other = await cpu.create(wild);
    for (const step of range(1, last)) await other.train(step, []);
    expect(flat(await trainer.parameters())).toEqual(flat(await other.parameters()));
  });
});

describe('the event loop', () => {
  it('has its turn while a long call trains, so that the trainer can be disposed of', async () => {
    const before = memory().numTensors;
    const trainer = await cpu.create(setupOf());
    const training = trainer.train(1e9, range(0, 10));
    await expect(trainer.train(2e9, [])).rejects.toThrow('while this trainer was training');
    setTimeout(() => {
      trainer.dispose();
    }, 50);
    await expect(training).rejects.toThrow(/disposed of while it was training, at step \d+/);
    await expect(trainer.outputs()).rejects.toThrow('disposed of');
    expect(memory().numTensors).toBe(before);
  });

  it('lets two engines take turns without mixing them up', { timeout: 30_000 }, async () => {
    const alone: Observations[] = [];
    for (const engine of [cpu, wasm]) alone.push(await (await engine.create(setupOf())).train(600, range(0, 600)));
    const both = await Promise.all(
      [cpu, wasm].map(async (engine) => (await engine.create(setupOf())).train(600, range(0, 600))),
    );
    expect(both).toEqual(alone);
  });
});

describe('what does not fit is refused', () => {
  const { points, parameters, ...rest } = setupOf();
  const base = { points, parameters, ...rest };
  it.each<[string, Partial<TrainerSetup>]>([
    ['learningRate is 0', { learningRate: 0 }],
    ['learningRate is NaN', { learningRate: NaN }],
    ['layer is 2; it must be a whole number from 0 to 1', { layer: 2 }],
    ['points.size is 1', { points: { ...points, size: 1 } }],
    ['points.inputDim is 3; it must be 2', { points: { ...points, inputDim: 3 } }],
    ['points.targets.length is 5; it must be 6', { points: { ...points, targets: new Float32Array(5) } }],
    ['points.inputs[5] is Infinity', { points: { ...points, inputs: points.inputs.with(5, Infinity) } }],
    ['parameters.length is 2; it must be 3', { parameters: parameters.slice(1) }],
    [
      'parameters[0].bias.length is 5',
      { parameters: parameters.with(0, { ...parameters[0]!, bias: new Float32Array(5) }) },
    ],
  ])('%s', async (message, change) => {
    await expect(cpu.create({ ...base, ...change })).rejects.toThrow(message);
  });

  it('a target before the present step, and steps that do not increase', async () => {
    const trainer = await cpu.create(base);
    await trainer.train(5, []);
    await expect(trainer.train(4, [])).rejects.toThrow('until is 4; it must be a whole number of at least 5');
    await expect(trainer.train(9, [6, 6])).rejects.toThrow('record[1] is 6 after 6');
    await expect(trainer.train(9, [6.5])).rejects.toThrow('record[0] is 6.5');
    await expect(trainer.hidden(-1)).rejects.toThrow('layer is -1');
  });

  it('the setup itself is never changed', async () => {
    const given = setupOf();
    const trainer = await cpu.create(given);
    await trainer.train(20, []);
    expect(given).toEqual(setupOf());
  });
});
