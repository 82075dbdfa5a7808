import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { NetworkParameters } from '../networks/network.ts';
import { kernelEngine } from './kernel/index.ts';
import { compiledKernel } from './kernel/testing/compiled-kernel.ts';
import { climb, NoEngineError, type Rung } from './ladder.ts';
import { setup } from './kernel/testing/setups.ts';
import { kernelSelfTest } from './self-test-kernel.ts';
import { runSelfTest, selfTestFault, selfTestTolerance, type SelfTestSeries } from './self-test.ts';
import { methods, named } from './testing/fake-engines.ts';
import { cpuEngine } from './tfjs/cpu.ts';
import { wasmEngine } from './tfjs/wasm.ts';
import type { Engine, EngineId, Observations } from './trainer.ts';

const kernel = kernelEngine(compiledKernel());

const tfjsWasm = async (): Promise<Engine> => {
  const file = '../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
  return wasmEngine(await WebAssembly.compile(await readFile(new URL(file, import.meta.url))));
};

/** A rung whose engine passes for `id`. */
const rung = (id: EngineId, engine: Engine): Rung => ({ id, start: () => Promise.resolve(named(id, engine)) });
const failing = (id: EngineId, reason: string): Rung => ({ id, start: () => Promise.reject(new Error(reason)) });

/** `engine`, but what its trainers saw goes through `change`. */
function altered(engine: Engine, change: (seen: Observations) => Observations): Engine {
  return {
    ...engine,
    create: async (setup) => {
      const trainer = await engine.create(setup);
      return { ...methods(trainer), train: async (until, record) => change(await trainer.train(until, record)) };
    },
  };
}

/** An engine that keeps its weights in half precision: they are rounded after each update. */
function halfPrecision(engine: Engine): Engine {
  return {
    ...engine,
    create: async (setup) => {
      let parameters = rounded(setup.parameters);
      const trainer = await engine.create({ ...setup, parameters });
      const train = async (until: number, record: ArrayLike<number>): Promise<Observations> => {
        const seen = { step: [], h: [], y: [], w: [], loss: [] } as Record<keyof Observations, number[]>;
        for (let step = 0; step <= until; step++) {
          const one = await engine.create({ ...setup, parameters });
          const { h, y, w, loss } = await one.train(1, [0]);
          if (Array.from(record).includes(step)) {
            seen.step.push(step);
            for (const [name, series] of Object.entries({ h, y, w, loss }))
              seen[name as 'h'].push(Math.f16round(series[0]!));
          }
          parameters = rounded(await one.parameters());
          one.dispose();
        }
        const array = (name: keyof Observations): Float64Array => Float64Array.from(seen[name]);
        return { step: array('step'), h: array('h'), y: array('y'), w: array('w'), loss: array('loss') };
      };
      return { ...methods(trainer), train };
    },
  };
}

function rounded(parameters: NetworkParameters): NetworkParameters {
  return parameters.map((layer) => ({
    ...layer,
    weight: layer.weight.map((value) => Math.f16round(value)),
    bias: layer.bias.map((value) => Math.f16round(value)),
  }));
}

/** Largest deviation relative to the peak of its series. */
function deviation(a: SelfTestSeries, b: SelfTestSeries): number {
  return Math.max(
    ...(['h', 'y', 'w', 'loss'] as const).map((name) => {
      const peak = Math.max(...b[name].map(Math.abs));
      return Math.max(...a[name].map((value, n) => Math.abs(value - b[name][n]!))) / peak;
    }),
  );
}

describe('the self-test', () => {
  it('gives the stored numbers on the kernel, bit by bit', async () => {
    const { h, y, w, loss } = await runSelfTest(kernel);
    expect({ h, y, w, loss }).toEqual(kernelSelfTest);
  });

  it('moves enough in its 20 steps for an engine that does not learn to fail', () => {
    expect(kernelSelfTest.loss.at(-1)).toBeLessThan(0.8 * kernelSelfTest.loss[0]!);
  });

  it('finds float32 engines ten times closer than the tolerance, and half precision ten times farther', async () => {
    for (const engine of [await cpuEngine(), await tfjsWasm()])
      expect(deviation(await runSelfTest(engine), kernelSelfTest)).toBeLessThan(selfTestTolerance / 10);
    const half = await runSelfTest(halfPrecision(kernel));
    expect(deviation(half, kernelSelfTest)).toBeGreaterThan(10 * selfTestTolerance);
  });

  it('says of a number that is not one, or a run that stopped, that it is a fault', () => {
    expect(selfTestFault(kernelSelfTest, kernelSelfTest)).toBeUndefined();
    expect(selfTestFault({ ...kernelSelfTest, w: kernelSelfTest.w.with(2, NaN) }, kernelSelfTest)).toContain(
      'w = NaN at step 2',
    );
    expect(selfTestFault({ ...kernelSelfTest, h: kernelSelfTest.h.slice(0, 3) }, kernelSelfTest)).toContain(
      'stopped after 3 of 6',
    );
  });
});

describe('the ladder', () => {
  it('takes the first engine that works and says why the earlier ones do not', async () => {
    const { engine, rejected } = await climb(
      [
        failing('tfjs-webgl', 'This host gives no WebGL context.'),
        rung('tfjs-wasm', halfPrecision(kernel)),
        { id: 'tfjs-cpu', start: cpuEngine },
        { id: 'kernel', start: () => Promise.reject(new Error('never reached')) },
      ],
      { reference: kernel },
    );
    expect(engine.id).toBe('tfjs-cpu');
    expect(rejected.map(({ id }) => id)).toEqual(['tfjs-webgl', 'tfjs-wasm']);
    expect(rejected[0]!.reason).toBe('This host gives no WebGL context.');
    expect(rejected[1]!.reason).toMatch(/The self-test gave h = .* where the kernel gives .* of the peak/);
  });

  it('needs no kernel to judge by', async () => {
    const { engine, rejected } = await climb([{ id: 'tfjs-wasm', start: tfjsWasm }]);
    expect([engine.id, rejected]).toEqual(['tfjs-wasm', []]);
  });

  it('passes an engine over that cannot run what is wanted, and says so', async () => {
    const workload = setup({ kind: 'gru' });
    const { engine, rejected } = await climb([rung('kernel', kernel), { id: 'tfjs-cpu', start: cpuEngine }], {
      workload,
    });
    expect(engine.id).toBe('tfjs-cpu');
    expect(rejected[0]!.reason).toContain('no networks of kind gru');
  });

  it('rejects an engine whose numbers are slightly wrong', async () => {
    const wrong = altered(kernel, (seen) => ({ ...seen, h: seen.h.map((value) => value * 1.0001) }));
    await expect(climb([rung('tfjs-webgl', wrong)])).rejects.toThrow('The self-test gave h =');
  });

  it('does not wait for ever for a GPU that hangs', async () => {
    const hanging: Rung = { id: 'tfjs-webgl', start: () => new Promise<never>(() => undefined) };
    const { engine, rejected } = await climb([hanging, rung('kernel', kernel)], { timeLimit: 20 });
    expect(engine.id).toBe('kernel');
    expect(rejected[0]!.reason).toContain('within 20 ms');
  });

  it('fails with every reason when nothing works, and when there is nothing to try', async () => {
    const all = climb([failing('tfjs-webgl', 'No WebGL.'), failing('tfjs-cpu', 'No JavaScript.')]);
    await expect(all).rejects.toThrow('No engine works here. tfjs-webgl: No WebGL. tfjs-cpu: No JavaScript.');
    await expect(all).rejects.toBeInstanceOf(NoEngineError);
    await expect(climb([])).rejects.toThrow('No engine was given');
  });
});
