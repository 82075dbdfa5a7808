import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { twoPoints } from '../../lib/datasets/two-points.ts';
import { paperContextParameters } from '../../lib/experiments/context/parameters.ts';
import { runContext } from '../../lib/experiments/context/run.ts';
import { paperDepthParameters } from '../../lib/experiments/depth/parameters.ts';
import { runDepth } from '../../lib/experiments/depth/run.ts';
import { compareRichStructure } from '../../lib/experiments/rich-structure/compare.ts';
import { paperGrid } from '../../lib/experiments/rich-structure/parameters.ts';
import { runRichStructure } from '../../lib/experiments/rich-structure/run.ts';
import { mean, spread } from '../../lib/experiments/statistics.ts';
import { compareTwoPoints } from '../../lib/experiments/two-points/compare.ts';
import { networkOf, paperParameters, type TwoPointsParameters } from '../../lib/experiments/two-points/parameters.ts';
import { runTwoPoints } from '../../lib/experiments/two-points/run.ts';
import { firstPassage } from '../../lib/experiments/two-points/summarise.ts';
import { compareXor } from '../../lib/experiments/xor/compare.ts';
import { paperXorParameters } from '../../lib/experiments/xor/parameters.ts';
import { runXor } from '../../lib/experiments/xor/run.ts';
import { initialise } from '../../lib/networks/initialise.ts';
import type { NetworkParameters } from '../../lib/networks/network.ts';
import type { PaperSettingId } from '../../lib/networks/settings.ts';
import { kernelEngine } from '../../lib/training/kernel/index.ts';
import { compiledKernel } from '../../lib/training/kernel/testing/compiled-kernel.ts';
import { settingIds } from '../verify/plan.ts';
import {
  contextReference,
  depthReference,
  gridReference,
  twoPointsReference,
  xorReference,
  xorReferenceRates,
} from '../verify/reference.ts';
import { movedByRounding, referenceWeights } from '../verify/reference-weights.ts';
import { fromReference } from '../verify/twin.ts';

/*
 * Runs of ours from the very weights of the reference's runs, as far as they take a second or so; verify:paper makes all of
 * them at full size. What is left to differ is what is computed.
 */

const kernel = kernelEngine(compiledKernel());

/** The number relative to the other. */
const off = (ours: number | null | undefined, theirs: number) => Math.abs(ours! / theirs - 1);

interface InitialStatistics {
  readonly n_seeds: number;
  readonly h2_initial: { readonly mean: number; readonly sd: number; readonly median: number };
}
const statistics = (
  JSON.parse(readFileSync('tests/reference/two_points.json', 'utf8')) as {
    settings: Record<string, { init_statistics?: InitialStatistics }>;
  }
).settings;

/** h, y, w and the loss at some steps, from some weights. */
async function observed(parameters: TwoPointsParameters, weights: NetworkParameters, steps: readonly number[]) {
  const trainer = await kernel.create({
    network: networkOf(parameters),
    parameters: weights,
    points: twoPoints(parameters),
    learningRate: parameters.lr,
    layer: parameters.layer,
    optimizer: parameters.optimizer,
    noiseSeed: parameters.seed,
  });
  const seen = await trainer.train(steps.at(-1)!, steps);
  trainer.dispose();
  return seen;
}

/** Our h before training over many seeds. */
async function initialDistances(key: PaperSettingId, count: number): Promise<number[]> {
  const found = [];
  for (let seed = 1; seed <= count; seed++) {
    const parameters = paperParameters(key, seed);
    const network = networkOf(parameters);
    found.push((await observed(parameters, initialise(network, parameters), [0])).h[0]!);
  }
  return found;
}

describe('our initial weights', () => {
  it.each(['narrow', 'shallow', 'two_layer'] as const)("give h as the reference's seeds do: %s", async (key) => {
    const { n_seeds: theirs, h2_initial: h } = statistics[key]!.init_statistics!;
    const ours = await initialDistances(key, 60);
    const { median } = spread(ours);
    // Four standard errors of the difference of the two means.
    expect(Math.abs(mean(ours) - h.mean)).toBeLessThan(4 * h.sd * Math.sqrt(1 / theirs + 1 / ours.length));
    const below = ours.filter((value) => value < h.median).length / ours.length;
    expect(Math.abs(below - 0.5)).toBeLessThan(4 * 0.5 * Math.sqrt(1 / theirs + 1 / ours.length));
    expect(median / h.median).toBeGreaterThan(0.7);
    expect(median / h.median).toBeLessThan(1.4);
  });
});

describe("the reference's initial weights", () => {
  it('are moved by less than two units in the last place', () => {
    const weights = referenceWeights(networkOf(paperParameters('narrow', 0)), { gain: 1, seed: 0 });
    const moved = movedByRounding(weights, 1);
    const shifts = moved[3]!.weight.map((value, n) => Math.abs(value / weights[3]!.weight[n]! - 1));
    expect(Math.max(...shifts)).toBeLessThan(2 ** -22);
    expect(shifts.some((shift) => shift > 0)).toBe(true);
    expect(movedByRounding(weights, 2)[3]!.weight).not.toEqual(moved[3]!.weight);
  });

  it('are of networks that the reference has', () => {
    const network = networkOf({ ...paperParameters('narrow', 0), architecture: 'layer_norm' });
    expect(() => referenceWeights(network, { gain: 1, seed: 0 })).toThrow('The reference has no layer_norm network');
  });
});

describe('our networks follow the reference from the same start', { timeout: 60_000 }, () => {
  // Later, rounding errors draw the curves of deep networks apart: they decide when a unit passes its kink. Dropout draws
  // other masks.
  const early = 30;

  it.each(settingIds)('for the first steps: %s', async (key) => {
    const run = twoPointsReference[key]!.runs[0]!;
    const steps = run.epoch_index.filter((step) => step <= (key === 'dropout' ? 0 : early));
    const parameters = paperParameters(key, run.seed);
    const weights = referenceWeights(networkOf(parameters), parameters);
    const { h, y, w, loss } = await observed(parameters, weights, steps);
    steps.forEach((_, n) => {
      expect(off(h[n], run.h2[n]!)).toBeLessThan(1e-3);
      expect(off(loss[n], run.loss[n]!)).toBeLessThan(1e-4);
      // On the plateau y and w are the small difference of two outputs, of which float32 keeps few digits.
      expect(Math.abs(y[n]! - run.y2[n]!)).toBeLessThan(1e-3 * run.y2[n]! + 1e-9);
      expect(Math.abs(w[n]! - run.w[n]!)).toBeLessThan(1e-3 * Math.abs(run.w[n]!) + 1e-6);
    });
  });

  it.each(['shallow', 'narrow', 'two_layer'] as const)('to the end, and to the same rates: %s', async (key) => {
    for (const run of twoPointsReference[key]!.runs) {
      const parameters = paperParameters(key, run.seed);
      const record = await runTwoPoints(parameters, { engine: fromReference(kernel, parameters) });
      const { fit } = compareTwoPoints(record);
      // Two programs of the reference differ by as much in the narrow one.
      const loose = key === 'narrow' ? 10 : 1;
      expect(off(firstPassage(record.series, 0.25), run.step_where_y2_exceeds_half_dy2!)).toBeLessThan(loose * 1e-3);
      expect(off(record.series.h.at(-1), run.final.h2)).toBeLessThan(loose * 1e-3);
      expect(off(fit?.etaH, run.fit.refined!.eta_h)).toBeLessThan(loose * 1e-3);
      expect(off(fit?.etaY, run.fit.refined!.eta_y)).toBeLessThan(loose * 1e-3);
      expect(off(fit?.r2, run.fit.fit_r2_pooled)).toBeLessThan(loose * 1e-4);
    }
  });

  it('at every layer', async () => {
    const [reference] = depthReference;
    const parameters = { ...paperDepthParameters(reference!.seed), steps: 1 };
    const { series } = await runDepth(parameters, { engine: fromReference(kernel, parameters) });
    reference!.layers.forEach(({ h2_initial: h }, layer) => {
      expect(off(series.h[layer]![0], h)).toBeLessThan(1e-5);
    });
  });

  it('on XOR, in the setting that is fast', async () => {
    for (const run of xorReference.filter(({ setting }) => setting === 'shallow')) {
      const parameters = paperXorParameters('shallow', run.seed);
      const record = await runXor(parameters, { engine: fromReference(kernel, parameters) });
      const { pearson, pearsonInitial, hFinal } = compareXor(record, xorReferenceRates);
      expect(off(pearson, run.pearson_theory_vs_experiment)).toBeLessThan(1e-3);
      expect(off(pearsonInitial, run.pearson_initial_vs_final)).toBeLessThan(1e-3);
      run.dist_h_final.flat().forEach((distance, n) => {
        expect(Math.abs(Math.sqrt(hFinal![n]!) - distance)).toBeLessThan(1e-3);
      });
    }
  });

  it('on XOR at first, in the settings that are not fast', async () => {
    for (const { setting, seed, dist_h_initial: distances } of xorReference.filter((run) => run.seed === 0)) {
      const parameters = { ...paperXorParameters(setting, seed), steps: 1 };
      const { series } = await runXor(parameters, { engine: fromReference(kernel, parameters) });
      distances.flat().forEach((distance, n) => {
        expect(Math.abs(Math.sqrt(series.h[0]![n]!) - distance)).toBeLessThanOrEqual(1e-5 * distance);
      });
    }
  });

  it('in the cells of a grid: two_layer', async () => {
    const { grid, eta_h_mean: etaH, eta_y_mean_over_seeds: etaY } = gridReference.two_layer!;
    for (const [n, parameters] of paperGrid('two_layer', 1).entries()) {
      const cell = grid[n]!;
      expect(parameters.seed).toBe(cell.seed);
      // The slow ones are left to verify:paper.
      if (!cell.converged || cell.n_steps > 12_000) continue;
      const record = await runRichStructure(parameters, { engine: fromReference(kernel, parameters) });
      const { hFinal, hTheory } = compareRichStructure(record, { etaH, etaY });
      expect(Math.abs(record.series.step.at(-1)! - cell.n_steps)).toBeLessThanOrEqual(2);
      expect(off(hFinal, cell.h_final)).toBeLessThan(1e-3);
      expect(off(hTheory, cell.h_theory)).toBeLessThan(1e-3);
    }
  });

  it('in what the hidden layer of two contexts has at first', async () => {
    // One of them: the others begin with the same draws.
    for (const run of contextReference.slice(0, 1)) {
      const parameters = { ...paperContextParameters(run.setting, run.seed), epochs: 1 };
      const record = await runContext(parameters, { engine: fromReference(kernel, parameters) });
      const { context_0, context_1, between_context_variance_fraction: between } = run.structure_initial;
      expect(off(record.initial?.contexts[0]?.irrelevant, context_0.irrelevant_fraction)).toBeLessThan(1e-3);
      expect(off(record.initial?.contexts[1]?.irrelevant, context_1.irrelevant_fraction)).toBeLessThan(1e-3);
      expect(off(record.initial?.betweenContexts, between)).toBeLessThan(1e-3);
    }
  });
});
