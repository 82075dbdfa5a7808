import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { twoPoints } from '../../lib/datasets/two-points.ts';
import { initialise } from '../../lib/networks/initialise.ts';
import type { MlpSpec } from '../../lib/networks/network.ts';
import { fitRates } from '../../lib/theory/index.ts';
import { kernelEngine } from '../../lib/training/kernel/index.ts';
import { compiledKernel } from '../../lib/training/kernel/testing/compiled-kernel.ts';

/** Runs of the authors' program: two seeds per setting, other weights than ours, the same distribution of them. */
interface StoredSetting {
  gain: number;
  lr_used: number;
  P: number;
  L: number;
  n_steps_used: number;
  hidden_layer: number;
  dx2: number;
  dy2: number;
  nonlinearity: 'leaky_relu';
  runs: {
    seed: number;
    epoch_index: number[];
    final: { h2: number };
    step_where_y2_exceeds_half_dy2: number;
    fit: { refined: { eta_h: number; eta_y: number } };
  }[];
}

/** What a run is compared by. */
interface Summary {
  transition: number;
  finalH: number;
  etaH: number;
  etaY: number;
}

const stored = JSON.parse(readFileSync(new URL('../reference/two_points.json', import.meta.url), 'utf8')) as {
  settings: Record<string, StoredSetting>;
};
const engine = kernelEngine(compiledKernel());

async function runOfOurs(setting: StoredSetting, seed: number): Promise<Summary> {
  const network: MlpSpec = {
    kind: 'mlp',
    inputDim: 1,
    outputDim: 1,
    width: setting.P,
    depth: setting.L,
    activation: setting.nonlinearity,
  };
  const { dx2, dy2, n_steps_used: steps } = setting;
  const trainer = await engine.create({
    network,
    parameters: initialise(network, { gain: setting.gain, seed }),
    points: twoPoints({ dx2, dy2, centre: -Math.sqrt(dx2) / 2 }),
    learningRate: setting.lr_used,
    layer: setting.hidden_layer,
  });
  const { step, h, y, w } = await trainer.train(
    steps,
    Array.from({ length: steps + 1 }, (_, i) => i),
  );
  trainer.dispose();
  const fitted = setting.runs[0]!.epoch_index;
  const at = (values: Float64Array) => fitted.map((i) => values[i]!);
  const { etaH, etaY } = fitRates({ t: at(step), h: at(h), y: at(y), w: at(w) }, { dx2, dy2 });
  return { transition: y.findIndex((value) => value > dy2 / 2), finalH: h.at(-1)!, etaH, etaY };
}

describe.each(['shallow', 'narrow'])("the authors' runs of %s lie within twenty seeds of ours", (name) => {
  const setting = stored.settings[name]!;
  const ours: Summary[] = [];

  beforeAll(async () => {
    for (let seed = 0; seed < 20; seed++) ours.push(await runOfOurs(setting, seed));
  }, 120_000);

  const range = (key: keyof Summary): [number, number] => {
    const values = ours.map((summary) => summary[key]);
    return [Math.min(...values), Math.max(...values)];
  };

  function expectWithin(key: keyof Summary, theirs: number): void {
    const [least, most] = range(key);
    expect(theirs).toBeGreaterThanOrEqual(least);
    expect(theirs).toBeLessThanOrEqual(most);
  }

  it('and our seeds do differ, within a factor of ten', () => {
    for (const key of ['transition', 'finalH', 'etaH', 'etaY'] as const) {
      const [least, most] = range(key);
      expect(least).toBeGreaterThan(0);
      expect(most / least).toBeGreaterThan(1.02);
      expect(most / least).toBeLessThan(10);
    }
  });

  for (const run of setting.runs) {
    it(`in the step at which the predictions part, seed ${run.seed}`, () => {
      expectWithin('transition', run.step_where_y2_exceeds_half_dy2);
    });
    it(`in the final distance of the representations, seed ${run.seed}`, () => {
      expectWithin('finalH', run.final.h2);
    });
    it(`in both fitted rates, seed ${run.seed}`, () => {
      expectWithin('etaH', run.fit.refined.eta_h);
      expectWithin('etaY', run.fit.refined.eta_y);
    });
  }
});
