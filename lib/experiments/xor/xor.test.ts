import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { initialise } from '../../networks/initialise.ts';
import { kernelEngine } from '../../training/kernel/index.ts';
import { compiledKernel } from '../../training/kernel/testing/compiled-kernel.ts';
import { spread } from '../statistics.ts';
import { defaultRates } from './compare.ts';
import { xorExperiment as experiment } from './index.ts';
import { paperXorParameters, xorNetwork, xorSettings, type XorSettingId } from './parameters.ts';
import { xorPoints } from './points.ts';

interface ReferenceRun {
  setting: XorSettingId;
  gain: number;
  lr: number;
  P: number;
  L: number;
  hidden_layer: number;
  n_steps_done: number;
  dist_h_final: number[][];
  loss_final: number;
  pearson_theory_vs_experiment: number;
  pearson_initial_vs_final: number;
}
const reference = JSON.parse(readFileSync('tests/reference/xor.json', 'utf8')) as {
  inputs: number[][];
  targets: number[][];
  eta_h: number;
  eta_y: number;
  runs: ReferenceRun[];
};

const engine = kernelEngine(compiledKernel());
const small = (change: object = {}) => experiment.parameters.parse({ ...change });

describe('the parameters of xor', () => {
  it("are those of the reference for the paper's settings", () => {
    expect([...xorPoints.inputs]).toEqual(reference.inputs.flat());
    expect([...xorPoints.targets]).toEqual(reference.targets.flat());
    expect(defaultRates).toEqual({ etaH: reference.eta_h, etaY: reference.eta_y });
    for (const run of reference.runs) {
      expect(paperXorParameters(run.setting, 1)).toMatchObject({
        gain: run.gain,
        lr: run.lr,
        width: run.P,
        depth: run.L,
        layer: run.hidden_layer,
        steps: run.n_steps_done,
        activation: 'relu',
      });
    }
    expect(new Set(reference.runs.map(({ setting }) => setting))).toEqual(new Set(Object.keys(xorSettings)));
  });
});

describe('a run of xor', () => {
  it('descends the mean squared error without the factor 1/2, at the rate given', async () => {
    const parameters = small({ width: 16, depth: 1, layer: 0, gain: 1, lr: 0.03, steps: 1 });
    const record = await experiment.run(parameters, { engine });
    const network = xorNetwork(parameters);
    const start = initialise(network, parameters);
    const loss = (shift: number) => {
      // The output bias is moved by hand; the gradient with respect to it follows by a central difference.
      const [hidden, output] = start as [(typeof start)[0], (typeof start)[0]];
      let sum = 0;
      for (let n = 0; n < 4; n++) {
        let prediction = output.bias[0]! + shift;
        for (let unit = 0; unit < 16; unit++) {
          const value =
            hidden.weight[2 * unit]! * xorPoints.inputs[2 * n]! +
            hidden.weight[2 * unit + 1]! * xorPoints.inputs[2 * n + 1]!;
          prediction += output.weight[unit]! * Math.max(0, value);
        }
        sum += (prediction - xorPoints.targets[n]!) ** 2;
      }
      return sum / 4;
    };
    expect(record.series.loss[0]).toBeCloseTo(loss(0), 6);
    const trainer = await engine.create({
      network,
      parameters: start,
      points: xorPoints,
      learningRate: 2 * parameters.lr,
      layer: 0,
    });
    await trainer.train(1, []);
    const bias = (await trainer.parameters())[1]!.bias[0]!;
    trainer.dispose();
    const gradient = (loss(1e-4) - loss(-1e-4)) / 2e-4;
    expect(bias / (-parameters.lr * gradient)).toBeCloseTo(1, 4);
  });

  it('records matrices of squared distances from the first step to the last', async () => {
    const seen: number[] = [];
    const record = await experiment.run(small(), { engine, onProgress: ({ step }) => seen.push(step) });
    expect(record.id).toBe(experiment.runId(small(), engine));
    expect(record.status).toBe('converged');
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    const { step, h, y, loss } = record.series;
    expect([step[0], step.at(-1), seen.at(-1)]).toEqual([0, 2000, 2000]);
    expect([h.length, y.length, loss.length]).toEqual([step.length, step.length, step.length]);
    for (const matrix of [h.at(-1)!, y.at(-1)!]) {
      expect(matrix).toHaveLength(16);
      for (let a = 0; a < 4; a++) for (let b = 0; b < 4; b++) expect(matrix[4 * a + b]).toBe(matrix[4 * b + a]);
    }
    [0, 1, 1, 0, 1, 0, 0, 1].forEach((distance, n) => {
      expect(y.at(-1)![n]).toBeCloseTo(distance, 3);
    });
  });

  it('says when training diverged, and keeps what was finite', async () => {
    const record = await experiment.run(small({ gain: 4, lr: 1, depth: 8 }), { engine });
    expect(record.status).toBe('diverged');
    expect(record.divergedAt).toBeGreaterThan(0);
    expect(record.series.h.flat().every(Number.isFinite)).toBe(true);
    expect(experiment.compare(record)).toMatchObject({ hTheory: null, pearson: null });
    expect(experiment.compare(record).reason).toContain(`at step ${record.divergedAt}`);
  });
});

describe('the comparison of xor', () => {
  const pearsons = async (change: object) => {
    const found = [];
    for (const seed of [1, 2, 3]) {
      found.push(experiment.compare(await experiment.run(small({ ...change, seed }), { engine })));
    }
    return {
      theory: spread(found.map(({ pearson }) => pearson!)),
      initial: spread(found.map(({ pearsonInitial }) => pearsonInitial!)),
    };
  };

  it('follows the targets in rich learning, not the start', { timeout: 30_000 }, async () => {
    const { theory, initial } = await pearsons({ depth: 14, gain: 0.8 });
    expect(theory.least).toBeGreaterThan(0.99);
    expect(initial.greatest).toBeLessThan(0);
  });

  it('keeps the start in lazy learning', { timeout: 30_000 }, async () => {
    const { theory, initial } = await pearsons({ depth: 3, gain: 2, lr: 0.002, steps: 1000 });
    expect(theory.least).toBeGreaterThan(0.97);
    expect(initial.least).toBeGreaterThan(0.97);
  });

  it("fails, as in the paper, where one hidden layer cannot merge points: the paper's shallow setting", async () => {
    const record = await experiment.run(paperXorParameters('shallow', 1), { engine });
    const { pearson, hFinal } = experiment.compare(record);
    const runs = reference.runs.filter(({ setting }) => setting === 'shallow');
    expect(Math.abs(pearson! - spread(runs.map((run) => run.pearson_theory_vs_experiment)).median)).toBeLessThan(0.03);
    runs[0]!.dist_h_final.flat().forEach((distance, n) => {
      expect(Math.abs(Math.sqrt(hFinal![n]!) - distance)).toBeLessThan(0.05);
    });
  });
});
