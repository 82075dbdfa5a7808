import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { networkSpec, type Architecture } from '../networks/network.ts';
import { contestFor, fastest } from './chooser.ts';
import { kernelEngine } from './kernel/index.ts';
import { compiledKernel } from './kernel/testing/compiled-kernel.ts';
import { NoEngineError, type Rung } from './ladder.ts';
import { measureSpeed, probeSetup, workloadClass } from './probe.ts';
import { named, timed } from './testing/fake-engines.ts';
import { cpuEngine } from './tfjs/cpu.ts';
import type { Engine, EngineId, Workload } from './trainer.ts';

const kernel = kernelEngine(compiledKernel());
const cpu = await cpuEngine();

const workload = (kind: Architecture = 'mlp', batch?: number, width = 8): Workload => ({
  network: networkSpec(kind, { inputDim: 3, outputDim: 2, width, depth: 2, activation: 'leaky_relu' }),
  points: { size: batch === undefined ? 2 : 500 },
  ...(batch !== undefined && { batches: { size: batch } }),
});

const rung = (engine: Engine): Rung => ({ id: engine.id, start: () => Promise.resolve(engine) });
const failing = (id: EngineId, reason: string): Rung => ({ id, start: () => Promise.reject(new Error(reason)) });

// A clock that only the engines move, so that how busy this machine is does not matter.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});
const advance = (time: number) => {
  vi.advanceTimersByTime(time);
};
const gpu = (perUpdate: number, first = 500) => timed(named('tfjs-webgl', cpu), { perUpdate, first, advance });
const simd = (perUpdate: number) => timed(kernel, { perUpdate, advance });

describe('who may run a workload', () => {
  it('is the kernel, unmeasured, where a run has few points at once', () => {
    expect(contestFor(workload())).toEqual({
      contenders: ['kernel'],
      substitutes: ['tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu'],
    });
    expect(contestFor(workload('cnn', undefined, 40)).contenders).toEqual(['kernel']);
  });

  it('is WebGL or the kernel for batches, WebGL or WASM for what the kernel does not have', () => {
    expect(contestFor(workload('mlp', 64))).toEqual({
      contenders: ['tfjs-webgl', 'kernel'],
      substitutes: ['tfjs-wasm', 'tfjs-cpu'],
    });
    for (const beyond of [workload('gru'), workload('transformer'), workload('layer_norm', 64), workload('mlp', 65)]) {
      expect(contestFor(beyond)).toEqual({ contenders: ['tfjs-webgl', 'tfjs-wasm'], substitutes: ['tfjs-cpu'] });
    }
    expect(contestFor({ ...workload(), points: { size: 65 } }).contenders).toEqual(['tfjs-webgl', 'tfjs-wasm']);
  });
});

describe('the faster engine', () => {
  const given = { workload: workload('mlp', 64) };

  it('is taken, whichever it is, and both speeds are told', async () => {
    const one = await fastest([rung(gpu(0.5)), rung(simd(2))], [], given);
    expect(one.engine.id).toBe('tfjs-webgl');
    expect(one.measured).toEqual([
      { id: 'tfjs-webgl', stepsPerSecond: 2000 },
      { id: 'kernel', stepsPerSecond: 500 },
    ]);
    const other = await fastest([rung(gpu(40)), rung(simd(2))], [], given);
    expect(other.engine.id).toBe('kernel');
    expect(other.measured).toEqual([
      { id: 'tfjs-webgl', stepsPerSecond: 25 },
      { id: 'kernel', stepsPerSecond: 500 },
    ]);
    expect(other.rejected).toEqual([]);
  });

  it('is found in about 200 ms, without the start', async () => {
    const [webgl, wasm] = [gpu(4, 900), simd(0.25)];
    const start = performance.now();
    await fastest([rung(webgl), rung(wasm)], [], given);
    // The self-tests make 20 updates each, and the first of each trainer takes its time to compile.
    const others = 2 * 900 + 20 * 4 + 20 * 0.25 + 2 * 4 + 2 * 0.25;
    expect(performance.now() - start - others).toBeGreaterThanOrEqual(200);
    expect(performance.now() - start - others).toBeLessThan(210);
  });

  it('is the only one that works, which then is not measured', async () => {
    const wasm = simd(1);
    const { engine, rejected, measured } = await fastest([failing('tfjs-webgl', 'No WebGL.'), rung(wasm)], [], given);
    expect([engine.id, measured]).toEqual(['kernel', []]);
    expect(rejected).toEqual([{ id: 'tfjs-webgl', reason: 'No WebGL.' }]);
    // That of the self-test.
    expect(wasm.made).toBe(1);
  });

  it('is not one that breaks while it is measured', async () => {
    const broken: Engine = {
      ...named('tfjs-webgl', cpu),
      create: (setup) => (setup.batches ? Promise.reject(new Error('Out of textures.')) : cpu.create(setup)),
    };
    const { engine, rejected } = await fastest([rung(broken), rung(simd(1))], [], given);
    expect(engine.id).toBe('kernel');
    expect(rejected).toEqual([{ id: 'tfjs-webgl', reason: 'Out of textures.' }]);
  });

  it('is not one that hangs while it is measured', async () => {
    vi.useRealTimers();
    const hanging: Engine = {
      ...named('tfjs-webgl', cpu),
      create: (setup) => (setup.batches ? new Promise(() => undefined) : cpu.create(setup)),
    };
    const { engine, rejected } = await fastest([rung(hanging), rung(kernel)], [], { ...given, timeLimit: 1000 });
    expect(engine.id).toBe('kernel');
    expect(rejected[0]!.reason).toContain('within 1000 ms');
  });

  it('is a substitute where no contender works, with every reason', async () => {
    const contenders = [failing('tfjs-webgl', 'No WebGL.'), failing('kernel', 'No SIMD.')];
    const { engine, rejected } = await fastest(contenders, [failing('tfjs-wasm', 'No WASM.'), rung(cpu)], given);
    expect(engine.id).toBe('tfjs-cpu');
    expect(rejected.map(({ reason }) => reason)).toEqual(['No WebGL.', 'No SIMD.', 'No WASM.']);
    await expect(fastest(contenders, [], given)).rejects.toBeInstanceOf(NoEngineError);
    await expect(fastest(contenders, [], given)).rejects.toThrow('tfjs-webgl: No WebGL. kernel: No SIMD.');
  });

  it('must be able to run the workload', async () => {
    const { engine, rejected } = await fastest([rung(kernel), rung(cpu)], [], { workload: workload('gru') });
    expect(engine.id).toBe('tfjs-cpu');
    expect(rejected[0]!.reason).toContain('no networks of kind gru');
  });
});

describe('the probe', () => {
  it('is a run of the workload on points without meaning, which it hardly learns', async () => {
    for (const given of [workload(), workload('mlp', 64), workload('dropout', 8)]) {
      const probe = probeSetup(given);
      expect(probe.network).toBe(given.network);
      expect(probe.batches?.size).toBe(given.batches?.size);
      const trainer = await kernel.create(probe);
      const { loss } = await trainer.train(50, [0, 50]);
      expect(Math.abs(loss[1]! / loss[0]! - 1)).toBeLessThan(1e-3);
    }
  });

  it('measures at least one update, and otherwise for the time that it is given', async () => {
    const slow = simd(300);
    expect(await measureSpeed(slow, workload(), 100)).toBeCloseTo(1000 / 300, 6);
    expect(slow.updates).toBe(3);
    const quick = simd(0.125);
    expect(await measureSpeed(quick, workload(), 100)).toBeCloseTo(8000, 6);
    expect(quick.updates).toBeGreaterThan(800);
    expect(quick.updates).toBeLessThan(900);
  });

  it('holds for workloads of one class: what costs alike', () => {
    const same = [workload('mlp', 64, 100), workload('mlp', 60, 95), workload('mlp', 64, 90)];
    expect(new Set(same.map(workloadClass)).size).toBe(1);
    const different = [
      workload('mlp', 64, 100),
      workload('mlp', 64, 300),
      workload('mlp', 8, 100),
      workload('mlp', undefined, 100),
      workload('gru', 64, 100),
      { ...workload('mlp', 64, 100), optimizer: 'adam' as const },
    ];
    expect(new Set(different.map(workloadClass)).size).toBe(different.length);
  });
});
