import { describe, expect, it } from 'vitest';
import { kernelEngine } from '../../training/kernel/index.ts';
import { compiledKernel } from '../../training/kernel/testing/compiled-kernel.ts';
import { runTwoPoints } from '../two-points/run.ts';
import { depthExperiment as experiment } from './index.ts';
import { paperDepthParameters } from './parameters.ts';
import { twoPointsAt } from './run.ts';

const engine = kernelEngine(compiledKernel());
const small = (change: object = {}) => experiment.parameters.parse({ width: 52, ...change });

describe('a run of depth', () => {
  it('is the run of two-points, read at every layer', async () => {
    const parameters = small({ depth: 4, gain: 0.7 });
    const record = await experiment.run(parameters, { engine });
    expect(record.id).toBe(experiment.runId(parameters, engine));
    for (const layer of [0, 1, 3]) {
      const { series } = await runTwoPoints(twoPointsAt(parameters, layer), { engine });
      expect(record.series.step).toEqual(series.step);
      expect(record.series.y).toEqual(series.y);
      expect(record.series.loss).toEqual(series.loss);
      record.series.h[layer]!.forEach((h, n) => {
        expect(Math.abs(h - series.h[n]!)).toBeLessThan(1e-5 * series.h.at(-1)!);
      });
    }
  });

  it('is JSON, reports progress and has no layer to choose', async () => {
    const seen: number[] = [];
    const record = await experiment.run(small(), { engine, onProgress: ({ step }) => seen.push(step) });
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    expect(record.status).toBe('converged');
    expect(seen.at(-1)).toBe(960);
    expect(() => experiment.parameters.parse({ layer: 3 })).toThrow('layer');
  });

  it('says when training diverged, and keeps what was finite', async () => {
    const record = await experiment.run(small({ lr: 10, gain: 3 }), { engine });
    expect(record.status).toBe('diverged');
    expect(record.divergedAt).toBeGreaterThan(0);
    expect(record.series.h.flat().every(Number.isFinite)).toBe(true);
    expect(record.series.h[0]).toHaveLength(record.series.step.length);
    expect(experiment.compare(record)).toMatchObject({ best: null });
    expect(experiment.compare(record).reason).toContain(`at step ${record.divergedAt}`);
  });

  it('stops when told to', async () => {
    const controller = new AbortController();
    const onProgress = () => {
      controller.abort();
    };
    const run = experiment.run(small({ steps: 100_000 }), { engine, signal: controller.signal, onProgress });
    await expect(run).rejects.toThrow('abort');
  });
});

describe('the comparison of depth', () => {
  it('finds the theory at its best inside a deep network, not at its ends', { timeout: 30_000 }, async () => {
    // A 20-layer network narrow enough for a test; the paper's 20 x 500 is held to the reference by verify:paper.
    const parameters = small({ depth: 20, width: 100, gain: 1, seed: 2 });
    const comparison = experiment.compare(await experiment.run(parameters, { engine }));
    const residuals = comparison.layers.map(({ fit }) => fit!.residual);
    expect(comparison.best!.layer).toBeGreaterThanOrEqual(8);
    expect(comparison.best!.layer).toBeLessThanOrEqual(17);
    expect(residuals[0]).toBeGreaterThan(3 * comparison.best!.residual);
    expect(residuals[19]).toBeGreaterThan(3 * comparison.best!.residual);
  });

  it("trains the paper's run at the table's own rate", () => {
    expect(paperDepthParameters(3)).toMatchObject({ lr: 0.01, steps: 3000, depth: 20, width: 500, seed: 3 });
  });
});
