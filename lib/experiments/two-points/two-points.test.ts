import { describe, expect, it } from 'vitest';
import { architectures, type Architecture } from '../../networks/network.ts';
import { paperSettings, type PaperSettingId } from '../../networks/settings.ts';
import { kernelEngine } from '../../training/kernel/index.ts';
import { compiledKernel } from '../../training/kernel/testing/compiled-kernel.ts';
import { optimizers, type Engine } from '../../training/trainer.ts';
import type { RunProgress } from '../experiment.ts';
import { twoPointsExperiment as experiment } from './index.ts';
import { networkOf, paperParameters, type TwoPointsParameters } from './parameters.ts';
import { paperPresets, twoPointsPresets } from './presets.ts';
import { firstPassage } from './summarise.ts';

const engine = kernelEngine(compiledKernel());
const small = (change: Partial<TwoPointsParameters> = {}) => experiment.parameters.parse({ width: 32, ...change });

describe('the parameters of two-points', () => {
  it('are complete after parsing, the middle layer included', () => {
    expect(experiment.parameters.parse({ depth: 8 })).toMatchObject({ layer: 4, width: 100, seed: 1, centre: -0.5 });
  });

  it('refuse a layer that the network does not have, and unknown names', () => {
    expect(() => experiment.parameters.parse({ depth: 3, layer: 3 })).toThrow('hidden layers 0 to 2');
    expect(() => experiment.parameters.parse({ widht: 3 })).toThrow('widht');
  });

  it('leave the parameters and ids of dense nets under gradient descent as they were', () => {
    const parameters = experiment.parameters.parse({});
    expect(parameters).toEqual({
      ...{ architecture: 'mlp', optimizer: 'sgd', activation: 'leaky_relu', width: 100, depth: 3, layer: 1, gain: 0.6 },
      ...{ lr: 0.05, steps: 510, seed: 1, dx2: 1, dy2: 0.5, centre: -0.5 },
    });
    expect(experiment.runId(parameters, { id: 'kernel', version: '1' })).toBe('2a1f3397c494812db89c');
  });

  it("index each architecture's own list of representations", () => {
    const middle = (architecture: Architecture) => experiment.parameters.parse({ architecture, depth: 5 }).layer;
    expect(architectures.map(middle)).toEqual([2, 2, 5, 3, 2, 5, 2]);
    expect(() => experiment.parameters.parse({ architecture: 'dropout', depth: 3, layer: 7 })).toThrow(
      'layer is 7, but a dropout network of depth 3 has hidden layers 0 to 6',
    );
    expect(experiment.parameters.parse({ architecture: 'cnn', depth: 3, layer: 4 }).layer).toBe(4);
  });

  it('refuse sizes that an architecture cannot have', () => {
    expect(() => experiment.parameters.parse({ architecture: 'cnn', depth: 10 })).toThrow(
      'width is 100; 11 convolutions of kernel 11 take 110 positions away',
    );
    expect(() => experiment.parameters.parse({ architecture: 'transformer', width: 51 })).toThrow('multiple of 2');
  });

  it('cover every setting of the paper', () => {
    const all = Object.keys(paperSettings) as PaperSettingId[];
    expect(all).toHaveLength(19);
    for (const id of all) expect(paperParameters(id, 3)).toMatchObject({ steps: 6000, seed: 3, dx2: 1, dy2: 0.5 });
    expect(paperParameters('adam', 1)).toMatchObject({ architecture: 'mlp', optimizer: 'adam', lr: 5e-7 });
    expect(paperParameters('dropout', 1)).toMatchObject({ architecture: 'dropout', depth: 10, layer: 5, lr: 0.005 });
    expect(networkOf(paperParameters('dropout', 1))).toMatchObject({ kind: 'dropout', rate: 0.1 });
    expect(networkOf(paperParameters('cnn', 1))).toMatchObject({ kind: 'cnn', channels: 20, kernel: 11, width: 500 });
    expect(networkOf(paperParameters('skip', 1))).toMatchObject({ kind: 'residual', depth: 20 });
  });

  it("give the same networks as the paper's presets", () => {
    for (const { id, parameters } of paperPresets) {
      const setting = id.replace('paper-', '') as PaperSettingId;
      expect(experiment.parameters.parse(parameters)).toEqual(paperParameters(setting, 1));
    }
  });

  it("train the paper's settings at half the table's rate", () => {
    expect(paperParameters('default', 2)).toMatchObject({ lr: 0.005, steps: 6000, width: 500, depth: 20, layer: 10 });
  });
});

describe('a run of two-points', () => {
  it('records from step 0 to the last and learns both targets', async () => {
    const record = await experiment.run(small(), { engine });
    expect(record.status).toBe('converged');
    expect(record.series.step[0]).toBe(0);
    expect(record.series.step.at(-1)).toBe(510);
    expect(record.series.y.at(-1)).toBeCloseTo(0.5, 3);
    expect(record.id).toBe(experiment.runId(small(), engine));
  });

  it('is the same run twice, and JSON', async () => {
    const [first, second] = [await experiment.run(small(), { engine }), await experiment.run(small(), { engine })];
    expect(second).toEqual(first);
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
  });

  it('reports progress, at the end last', async () => {
    const seen: RunProgress<TwoPointsParameters>[] = [];
    await experiment.run(small({ steps: 4000 }), { engine, onProgress: (progress) => seen.push(progress) });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toMatchObject({ step: 4000, steps: 4000 });
    expect(seen[0]!.record.status).toBe('unfinished');
  });

  it.each(['residual', 'dropout'] as const)('takes every optimiser with %s', async (architecture) => {
    const finals = new Set<number>();
    for (const optimizer of optimizers) {
      const lr = optimizer === 'adam' ? 0.001 : 0.005;
      const record = await experiment.run(small({ architecture, optimizer, lr, steps: 50, layer: 1 }), { engine });
      expect(record.series.step.at(-1)).toBe(50);
      expect(record.series.loss.at(-1)).toBeLessThan(record.series.loss[0]!);
      finals.add(record.series.loss.at(-1)!);
    }
    expect(finals.size).toBe(3);
  });

  it('with dropout is the same run twice', async () => {
    const record = await experiment.run(small({ architecture: 'dropout', steps: 40 }), { engine });
    expect(await experiment.run(small({ architecture: 'dropout', steps: 40 }), { engine })).toEqual(record);
  });

  it('says which architectures its engine does not have', async () => {
    await expect(experiment.run(small({ architecture: 'gru' }), { engine })).rejects.toThrow('no networks of kind gru');
  });

  it('says when training diverged and keeps what was finite', async () => {
    const record = await experiment.run(small({ lr: 10, gain: 3 }), { engine });
    expect(record.status).toBe('diverged');
    expect(record.divergedAt).toBeGreaterThan(0);
    for (const loss of record.series.loss) expect(Number.isFinite(loss)).toBe(true);
    const comparison = experiment.compare(record);
    expect(comparison.reason).toContain(`at step ${record.divergedAt}`);
    expect(experiment.summarise(record, comparison)).toMatchObject({ etaH: null, physical: false });
  });

  it('stops when told to', async () => {
    const controller = new AbortController();
    const run = experiment.run(small({ width: 512, steps: 100_000 }), {
      engine,
      signal: controller.signal,
      onProgress: () => {
        controller.abort();
      },
    });
    await expect(run).rejects.toThrow('abort');
  });

  it('frees its trainer whether it ends or not', async () => {
    let held = 0;
    const counting: Engine = {
      ...engine,
      create: async (setup) => {
        const trainer = await engine.create(setup);
        held += 1;
        const dispose = trainer.dispose.bind(trainer);
        trainer.dispose = () => {
          held -= 1;
          dispose();
        };
        return trainer;
      },
    };
    await experiment.run(small(), { engine: counting });
    await expect(
      experiment.run(small(), {
        engine: counting,
        onProgress: () => {
          throw new Error('host failed');
        },
      }),
    ).rejects.toThrow('host failed');
    expect(held).toBe(0);
  });
});

describe('the comparison of two-points', () => {
  it.each(twoPointsPresets.filter(({ id }) => id !== 'break'))('fits the preset $id', async ({ parameters }) => {
    const record = await experiment.run(experiment.parameters.parse(parameters), { engine });
    const { fit, theory, hTheory } = experiment.compare(record);
    expect(fit?.physical).toBe(true);
    expect(fit?.r2).toBeGreaterThan(0.96);
    expect(theory?.h).toHaveLength(record.series.step.length);
    expect(theory?.h[0]).toBeCloseTo(record.series.h[0]!, 12);
    expect(Math.abs(hTheory! / record.series.h.at(-1)! - 1)).toBeLessThan(0.12);
  });

  it('says that the theory does not hold for the preset break, and why', async () => {
    const { parameters } = twoPointsPresets.find(({ id }) => id === 'break')!;
    const comparison = experiment.compare(await experiment.run(experiment.parameters.parse(parameters), { engine }));
    expect(comparison.fit?.physical).toBe(false);
    expect(comparison.reason).toContain('end-point ratio');
    expect(comparison.endpointRatio).toBeLessThan(0);
  });

  it('takes a released fit as it is', async () => {
    const record = await experiment.run(small(), { engine });
    const fresh = experiment.compare(record);
    const row = experiment.summarise(record, fresh);
    expect(experiment.compare(record, row)).toEqual(fresh);
    const other = experiment.compare(record, { ...row, etaH: row.etaH! * 1.5 });
    expect(other.fit?.etaH).toBe(row.etaH! * 1.5);
    expect(other.theory?.h).not.toEqual(fresh.theory?.h);
  });

  it('gives a reason, not an error, where nothing can be fitted', async () => {
    const record = await experiment.run(small({ steps: 2 }), { engine });
    expect(experiment.compare(record)).toMatchObject({
      fit: null,
      theory: null,
      reason: 'Only 3 observations so far.',
    });
    const flat = await experiment.run(small({ dy2: 0 }), { engine });
    expect(() => experiment.compare(flat)).not.toThrow();
  });
});

describe('firstPassage', () => {
  it('interpolates between observed steps', () => {
    expect(firstPassage({ step: [0, 10, 20], y: [0, 0.1, 0.5] }, 0.3)).toBe(15);
  });
  it('is null for a curve that never rises through the level, or starts above it', () => {
    expect(firstPassage({ step: [0, 1], y: [0, 0.1] }, 0.3)).toBeNull();
    expect(firstPassage({ step: [0, 1], y: [0.4, 0.1] }, 0.3)).toBeNull();
  });
});
