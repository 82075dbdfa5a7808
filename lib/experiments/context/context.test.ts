import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contextBlobs } from '../../datasets/context.ts';
import { initialise } from '../../networks/initialise.ts';
import { kernelEngine } from '../../training/kernel/index.ts';
import { compiledKernel } from '../../training/kernel/testing/compiled-kernel.ts';
import { plainTrainer } from '../../training/kernel/testing/plain-trainer.ts';
import { largestDifference } from '../../training/kernel/testing/setups.ts';
import { tfjsWasm } from '../../training/testing/engines.ts';
import { contextExperiment as experiment } from './index.ts';
import { contextNetwork, contextSettings, paperContextParameters, type ContextSettingId } from './parameters.ts';
import { contextStructure, probedPoints } from './structure.ts';

const engine = kernelEngine(compiledKernel());
const parameters = (change: object = {}) => experiment.parameters.parse(change);
/** Small enough for tests of what is recorded rather than of what is learnt. */
const tiny = (change: object = {}) => parameters({ positions: 4, width: 20, epochs: 12, ...change });

interface Reference {
  readonly runs: readonly {
    readonly setting: ContextSettingId;
    readonly gain: number;
    readonly lr: number;
    readonly n_epochs: number;
    readonly structure_initial: { readonly sq_distance_18x18_sample_indices: readonly number[] };
  }[];
}
const reference = JSON.parse(readFileSync('tests/reference/orthogonal.json', 'utf8')) as Reference;

describe('a run of context', { timeout: 60_000 }, () => {
  it('learns what is asked for and little else when it starts small', async () => {
    const record = await experiment.run(parameters({ seed: 4 }), { engine });
    const comparison = experiment.compare(record);
    expect(record.status).toBe('converged');
    for (const split of record.initial!.contexts) expect(split!.irrelevant).toBeGreaterThan(0.3);
    for (const split of record.final!.contexts) expect(split!.irrelevant).toBeLessThan(0.02);
    expect(record.final!.axisCosine).toBeGreaterThan(0.9);
    expect(record.final!.betweenContexts).toBeLessThan(0.1);
    expect(comparison.targetCorrelation).toBeGreaterThan(0.98);
    expect(comparison.lazyCorrelation).toBeLessThan(0.2);
    expect(comparison.irrelevantFinal).toBeLessThan(0.05 * comparison.irrelevantInitial!);
  });

  it('learns next to nothing but what is asked for when it starts very small', async () => {
    const record = await experiment.run(parameters({ gain: 0.5, lr: 0.3, epochs: 1600 }), { engine });
    expect(record.status).toBe('converged');
    expect(experiment.compare(record).irrelevantFinal).toBeLessThan(0.001);
  });

  it('learns the task and keeps the geometry of the pictures when it starts large', async () => {
    const record = await experiment.run(parameters({ gain: 2, lr: 0.005, epochs: 400, seed: 3 }), { engine });
    const comparison = experiment.compare(record);
    expect(record.status).toBe('converged');
    expect(comparison.irrelevantFinal).toBeGreaterThan(0.2);
    expect(comparison.irrelevantFinal).toBeLessThan(0.45);
    expect(record.final!.axisCosine).toBeLessThan(0.3);
    expect(comparison.lazyCorrelation).toBeGreaterThan(0.98);
    expect(Math.abs(comparison.targetCorrelation!)).toBeLessThan(0.1);
  });

  it('is JSON, has its id, the same numbers again, and progress', async () => {
    const seen: number[] = [];
    const record = await experiment.run(tiny(), { engine, onProgress: ({ step }) => seen.push(step) });
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    expect(record.id).toBe(experiment.runId(tiny(), engine));
    expect(await experiment.run(tiny(), { engine })).toEqual(record);
    expect(seen.at(-1)).toBe(12);
    expect(record.series.step).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(Object.keys(experiment.summarise(record, experiment.compare(record)))).toEqual(
      Object.keys(experiment.outcomeShape),
    );
  });

  it('records the representation of the network that it asks for, and its loss', async () => {
    const given = tiny();
    const record = await experiment.run(given, { engine });
    const network = contextNetwork(given);
    const points = contextBlobs(given);
    const start = initialise(network, given);
    const plain = plainTrainer({ network, parameters: start, points, learningRate: 1, layer: given.layer });
    expect(record.series.loss[0]).toBeCloseTo(plain.observe().loss, 6);
    const hidden = Float32Array.from(plain.values()[2]!.flat());
    const initial = contextStructure(hidden, 4)!;
    initial.distances.forEach((distance, n) => {
      expect(record.initial!.distances[n]).toBeCloseTo(distance, 5);
    });
    expect(record.initial!.coordinates).toHaveLength(3);
    expect(record.initial!.coordinates[0]).toHaveLength(32);
  });

  it('is much the same run on TF.js', async () => {
    const [ours, theirs] = await Promise.all(
      [engine, await tfjsWasm()].map((each) => experiment.run(tiny({ epochs: 40 }), { engine: each })),
    );
    expect(theirs!.engine.id).toBe('tfjs-wasm');
    expect(theirs!.id).not.toBe(ours!.id);
    expect(largestDifference(theirs!.series.loss, ours!.series.loss)).toBeLessThan(1e-5);
    expect(largestDifference(theirs!.final!.explained, ours!.final!.explained)).toBeLessThan(1e-4);
  });

  it('says when training diverged', async () => {
    const record = await experiment.run(tiny({ lr: 10, gain: 10 }), { engine });
    expect(record.status).toBe('diverged');
    expect(record.series.loss.every(Number.isFinite)).toBe(true);
    const comparison = experiment.compare(record);
    expect(comparison.reason).toContain(`at step ${record.divergedAt}`);
    expect(comparison.irrelevantFinal).toBeNull();
  });

  it('stops when told to', async () => {
    const controller = new AbortController();
    const onProgress = () => {
      controller.abort();
    };
    const run = experiment.run(tiny({ epochs: 20_000 }), { engine, signal: controller.signal, onProgress });
    await expect(run).rejects.toThrow('abort');
  });
});

describe('the parameters of context', () => {
  it("are the reference's in the paper's settings", () => {
    for (const { setting, gain, lr, n_epochs } of reference.runs) {
      expect(contextSettings[setting]).toEqual({ gain, lr, epochs: n_epochs });
      const full = paperContextParameters(setting, 5);
      expect(full).toMatchObject({ width: 100, depth: 4, layer: 2, positions: 30, batch: 64, seed: 5 });
      expect(full.activation).toBe('leaky_relu');
    }
  });

  it('have a layer that the network has', () => {
    expect(() => parameters({ layer: 4 })).toThrow('hidden layers 0 to 3');
    expect(parameters({ depth: 7 }).layer).toBe(3);
    expect(parameters({ activation: 'tanh' }).activation).toBe('tanh');
    expect(() => parameters({ positions: 2 })).toThrow();
  });

  it('cost more with everything that makes a run longer', () => {
    const cost = (change: object) => experiment.cost(parameters(change));
    expect(cost({ epochs: 1600 })).toBeGreaterThan(1.8 * cost({}));
    expect(cost({ positions: 20 })).toBeCloseTo(4 * cost({}), -3);
  });
});

describe('contextStructure', () => {
  /** `value(context, first, second)` of 4 x 4 positions in both contexts, as rows of units. */
  const made = (value: (context: number, first: number, second: number) => number[]) =>
    Float32Array.from(
      [0, 1].flatMap((context) =>
        [0, 1, 2, 3].flatMap((first) => [0, 1, 2, 3].flatMap((second) => value(context, first, second))),
      ),
    );

  it('splits variance into what each coordinate explains and what needs both', () => {
    const structure = contextStructure(
      made((_, first, second) => [3 * first, second, (first - 1.5) * (second - 1.5)]),
      4,
    )!;
    // Coordinates have variance 5/4, their product that squared.
    const total = 9 * 1.25 + 1.25 + 1.25 ** 2;
    const [a, b] = structure.contexts;
    expect(a!.relevant).toBeCloseTo((9 * 1.25) / total, 6);
    expect(a!.irrelevant).toBeCloseTo(1.25 / total, 6);
    expect(a!.interaction).toBeCloseTo(1.25 ** 2 / total, 6);
    expect(a!.variance).toBeCloseTo(total, 5);
    // The other context asks for the other coordinate, along another axis.
    expect(b!.relevant).toBeCloseTo(a!.irrelevant, 6);
    expect(structure.axisCosine).toBeCloseTo(0, 6);
    expect(structure.betweenContexts).toBe(0);
  });

  it('sees one axis that both contexts share, and what lies between them', () => {
    const structure = contextStructure(
      made((context, first, second) => [context === 0 ? first : second, 3 * context]),
      4,
    )!;
    expect(structure.contexts.map((split) => split!.irrelevant)).toEqual([0, 0]);
    expect(structure.axisCosine).toBeCloseTo(1, 6);
    expect(structure.betweenContexts).toBeCloseTo(2.25 / (2.25 + 1.25), 6);
    expect(structure.explained[0]).toBeCloseTo(2.25 / 3.5, 6);
    expect(structure.coordinates).toHaveLength(2);
  });

  it('has nothing to split where nothing varies, and nothing to say of what is not finite', () => {
    const still = contextStructure(
      made(() => [1, 2]),
      4,
    )!;
    expect([still.contexts, still.axisCosine, still.betweenContexts]).toEqual([[null, null], null, 0]);
    expect(
      contextStructure(
        made((context) => [context / 0]),
        4,
      ),
    ).toBeNull();
  });

  it("probes the reference's eighteen points", () => {
    expect(probedPoints(30)).toEqual(reference.runs[0]!.structure_initial.sq_distance_18x18_sample_indices);
  });
});
