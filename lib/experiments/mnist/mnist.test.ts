import { describe, expect, it } from 'vitest';
import { digitPoints, mnistFiles, readDigits } from '../../datasets/mnist.ts';
import { drawnDigits } from '../../datasets/testing/drawn-digits.ts';
import { kernelEngine } from '../../training/kernel/index.ts';
import { compiledKernel } from '../../training/kernel/testing/compiled-kernel.ts';
import { compareStructure } from './compare.ts';
import { mnistExperiment as experiment } from './index.ts';
import { paperMnistParameters } from './parameters.ts';
import { predictedDistances } from './prediction.ts';

const engine = kernelEngine(compiledKernel());
const drawn = drawnDigits(240);
const files = (name: string) =>
  name === mnistFiles.images || name === mnistFiles.labels
    ? Promise.resolve(name === mnistFiles.images ? drawn.images : drawn.labels)
    : Promise.reject(new Error(`There is no ${name}.`));

/** A run on made-up digits, small enough for a test. */
const parameters = (change: object = {}) =>
  experiment.parameters.parse({
    ...{ images: 200, neighbours: 60, digits: 40, width: 24, depth: 3, gain: 0.5, lr: 0.5, epochs: 80 },
    ...change,
  });

describe('a run of mnist', { timeout: 60_000 }, () => {
  const learnt = experiment.run(parameters(), { engine, files });

  it('tells digits apart, and its pair follows the two equations', async () => {
    const record = await learnt;
    const { fit, structure, hTheory } = experiment.compare(record);
    expect([record.status, record.accuracy]).toEqual(['converged', 1]);
    expect(record.pair.dy2).toBeCloseTo(2, 6);
    expect(fit!.physical).toBe(true);
    expect(fit!.r2).toBeGreaterThan(0.98);
    expect(hTheory! / record.series.h.at(-1)!).toBeGreaterThan(0.8);
    expect(hTheory! / record.series.h.at(-1)!).toBeLessThan(1.25);
    // Digits of one label have fallen together, as the theory's matrix has them.
    expect(structure!.theory.all).toBeGreaterThan(0.75);
    expect(structure!.theory.all).toBeGreaterThan(structure!.initial.all! + 0.3);
  });

  it('records the digits by label, and the pair beside them', async () => {
    const { labels, places, initial, final, predicted, series } = await learnt;
    const set = readDigits(drawn.images, drawn.labels);
    expect(labels).toEqual([...labels].sort((a, b) => a - b));
    expect(places.map((place) => set.labels[place])).toEqual(labels);
    expect([...places].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n));
    const at = places.indexOf(1) * 40 + places.indexOf(3);
    expect(initial![at]).toBeCloseTo(series.h[0]!, 5);
    expect(final![at]! / series.h.at(-1)!).toBeCloseTo(1, 5);
    expect(predicted).toHaveLength(1600);
  });

  it('is JSON, has its id, the same numbers again, and progress', async () => {
    const record = await learnt;
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    expect(record.id).toBe(experiment.runId(parameters(), engine));
    const seen: number[] = [];
    const again = await experiment.run(parameters(), { engine, files, onProgress: ({ step }) => seen.push(step) });
    expect(again).toEqual(record);
    // Three batches of 64 and one of 8 per epoch.
    expect(seen.at(-1)).toBe(80 * 4);
    expect(Object.keys(experiment.summarise(record, experiment.compare(record)))).toEqual(
      Object.keys(experiment.outcomeShape),
    );
  });

  it('says when training diverged', async () => {
    const record = await experiment.run(parameters({ lr: 10, gain: 10 }), { engine, files });
    expect(record.status).toBe('diverged');
    const comparison = experiment.compare(record);
    expect(comparison.fit).toBeNull();
    expect(comparison.reason).toContain(`at step ${record.divergedAt}`);
  });

  it('stops when told to, even between two observations', async () => {
    const controller = new AbortController();
    const long = parameters({ epochs: 1000, width: 200 });
    const run = experiment.run(long, { engine, files, signal: controller.signal });
    setTimeout(() => {
      controller.abort(new Error('enough'));
    }, 200);
    await expect(run).rejects.toThrow('enough');
  });

  it('needs files, with as many digits as are asked for', async () => {
    await expect(experiment.run(parameters(), { engine })).rejects.toThrow('no files');
    await expect(experiment.run(parameters({ images: 1000 }), { engine, files })).rejects.toThrow(
      'images is 1000; this host has 240 digits.',
    );
  });
});

describe('the parameters of mnist', () => {
  it("are the paper's in its settings", () => {
    const shared = { width: 200, depth: 4, layer: 2, gain: 0.5, batch: 64, images: 60_000, epochs: 200, digits: 100 };
    expect(paperMnistParameters('structure', 7)).toMatchObject({ ...shared, optimizer: 'adam', lr: 0.005, seed: 7 });
    expect(paperMnistParameters('trajectories', 7)).toMatchObject({ ...shared, optimizer: 'sgd', lr: 0.003 });
    expect(paperMnistParameters('structure', 1, 3).epochs).toBe(3);
  });

  it('fit each other', () => {
    expect(() => parameters({ first: 40 })).toThrow('first is 40; it must be one of the 40 digits');
    expect(() => parameters({ second: 1 })).toThrow('second is 1, the first digit');
    expect(() => parameters({ neighbours: 39 })).toThrow('neighbours is 39');
    expect(() => parameters({ digits: 201, neighbours: 400 })).toThrow('digits is 201');
    expect(() => parameters({ layer: 3 })).toThrow('hidden layers 0 to 2');
  });

  it('cost more with everything that makes a run longer', () => {
    const cost = (change: object) => experiment.cost(parameters(change));
    expect(cost({ epochs: 160 })).toBeGreaterThan(1.2 * cost({}));
    expect(cost({ neighbours: 6000 })).toBeGreaterThan(10 * cost({}));
  });
});

describe('predictedDistances', () => {
  it('is the matrix product that it stands for', async () => {
    const set = readDigits(drawn.images, drawn.labels);
    const points = digitPoints(set, [0, 1, 2, 3, 10, 11, 20]);
    // Close enough that the exponentials are neither 0 nor 1.
    const near = { ...points, inputs: points.inputs.map((value) => value / 40) };
    const n = 7;
    const norm = (values: Float32Array, dim: number, k: number, l: number) =>
      Math.hypot(...Array.from({ length: dim }, (_, i) => values[k * dim + i]! - values[l * dim + i]!));
    const a = Array.from({ length: n }, (_, k) =>
      Array.from({ length: n }, (_, l) => norm(near.inputs, 784, k, l) * norm(near.targets, 10, k, l)),
    );
    const e = a.map((row) => row.map((value) => Math.exp(-value)));
    const times = (p: number[][], q: number[][]) =>
      p.map((row) => q[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * q[k]![j]!, 0)));
    const product = times(times(e, a), e);
    expect(e.flat().filter((value) => value > 0.05 && value < 0.95).length).toBeGreaterThan(10);
    const chosen = [5, 0, 2];
    const predicted = await predictedDistances(near, chosen);
    chosen.forEach((k, i) => {
      chosen.forEach((l, j) => {
        expect(predicted[3 * i + j]! / product[k]![l]!).toBeCloseTo(1, 9);
      });
    });
  });

  it('names a point that is not there, and stops when told to', async () => {
    const points = digitPoints(readDigits(drawn.images, drawn.labels), [0, 1]);
    await expect(predictedDistances(points, [2])).rejects.toThrow('no point 2');
  });
});

describe('compareStructure', () => {
  const labels = [0, 0, 1, 1];
  const places = [4, 6, 1, 2];
  /** A symmetric matrix of the six pairs above the diagonal. */
  const matrix = ([a, b, c, d, e, f]: readonly number[]) =>
    [0, a, b, c, a, 0, d, e, b, d, 0, f, c, e, f, 0] as number[];
  const run = (initial: number[], final: number[]) => ({
    ...{ labels, places, initial: matrix(initial), final: matrix(final) },
    predicted: matrix([0, 2, 3, 4, 5, 0]),
  });

  it('averages runs before it correlates them', () => {
    const { theory, initial } = compareStructure([
      run([1, 2, 3, 4, 5, 6], [1, 3, 5, 9, 9, 0]),
      run([1, 2, 3, 4, 5, 6], [0, 3, 4, 3, 6, 1]),
    ])!;
    // Means are 0.5, 3, 4.5, 6, 7.5 and 0.5: 1.5 P between labels, 0.5 more within them.
    expect(theory.between).toBeCloseTo(1, 12);
    expect(theory.all).toBeLessThan(1);
    expect(theory.all).toBeGreaterThan(0.99);
    expect(initial.all).toBeLessThan(theory.all!);
  });

  it('has nothing to say of no runs, and refuses to mix digits', () => {
    expect(compareStructure([])).toBeNull();
    const one = run([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]);
    expect(compareStructure([{ ...one, final: null }])).toBeNull();
    expect(() => compareStructure([one, { ...one, places: [4, 6, 1, 3] }])).toThrow('different digits');
  });
});
