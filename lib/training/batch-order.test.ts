import { describe, expect, it } from 'vitest';
import { initialise } from '../networks/initialise.ts';
import { networkSpec } from '../networks/network.ts';
import { BatchOrder, batchFault, type BatchSetup } from './batch-order.ts';
import { scatteredPoints } from './kernel/testing/setups.ts';

const batches = (change: Partial<BatchSetup> = {}): BatchSetup => ({
  points: scatteredPoints(23, 3, 2),
  size: 5,
  seed: 9,
  ...change,
});

/** The batches of updates `from` to before `to`, copied. */
const taken = (order: BatchOrder, from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => [...order.at(from + n)]);

describe('the order of batches', () => {
  it('takes every point once per epoch, the rest of the last batch being left out', () => {
    const order = new BatchOrder(batches());
    expect(order.perEpoch).toBe(5);
    for (const epoch of [0, 1, 7]) {
      const epochs = taken(order, 5 * epoch, 5 * epoch + 5);
      expect(epochs.map(({ length }) => length)).toEqual([5, 5, 5, 5, 3]);
      expect(epochs.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 23 }, (_, n) => n));
    }
  });

  it('is another one in every epoch and for every seed, the same at the same place', () => {
    const order = new BatchOrder(batches());
    const [first, second] = [taken(order, 0, 5), taken(order, 5, 10)];
    expect(first).not.toEqual(second);
    expect(taken(order, 0, 5)).toEqual(first);
    expect(taken(new BatchOrder(batches({ seed: 10 })), 0, 5)).not.toEqual(first);
    expect(taken(new BatchOrder(batches()), 7, 10)).toEqual(second.slice(2));
  });

  it('favours no place', () => {
    const order = new BatchOrder(batches({ size: 23 }));
    const epochs = 4000;
    const counts = Array.from({ length: 23 * 23 }, () => 0);
    for (let epoch = 0; epoch < epochs; epoch++) {
      order.at(epoch).forEach((point, place) => counts[23 * place + point]!++);
    }
    // Chi-square of a table of 23 x 23 with fixed margins: mean 22 * 22, standard deviation sqrt(2) * 22.
    const expected = epochs / 23;
    const chiSquare = counts.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
    expect(Math.abs(chiSquare - 484)).toBeLessThan(4 * Math.SQRT2 * 22);
  });

  it('shares nothing with the weights of the same seed', () => {
    const network = networkSpec('mlp', { inputDim: 22, outputDim: 1, width: 1, depth: 1, activation: 'linear' });
    const ranks = (values: ArrayLike<number>) =>
      Array.from(values, (value) => Array.from(values).filter((other) => other < value).length);
    let same = 0;
    for (let seed = 0; seed < 400; seed++) {
      const weights = ranks(initialise(network, { gain: 1, seed })[0]!.weight);
      const points = ranks(new BatchOrder(batches({ size: 23, seed })).at(0)).slice(0, 22);
      same += weights.filter((rank, n) => rank === points[n]).length;
    }
    // About one coincidence per seed by chance, with a standard deviation of one.
    expect(Math.abs(same - 400)).toBeLessThan(4 * 20);
  });

  it('gathers the points of a batch', () => {
    const setup = batches();
    const order = new BatchOrder(setup);
    for (const step of [1, 4]) {
      const places = [...order.at(step)];
      const { size, inputs, targets } = order.points(step);
      expect(size).toBe(places.length);
      expect([...inputs]).toEqual(places.flatMap((p) => [...setup.points.inputs.subarray(3 * p, 3 * p + 3)]));
      expect([...targets]).toEqual(places.flatMap((p) => [...setup.points.targets.subarray(2 * p, 2 * p + 2)]));
    }
  });

  it('is of all points when a batch could hold more', () => {
    const order = new BatchOrder(batches({ size: 64 }));
    expect([order.perEpoch, order.capacity, order.at(3).length]).toEqual([1, 23, 23]);
  });
});

describe('batchFault', () => {
  const network = { inputDim: 3, outputDim: 2 };
  it('names what was given and what is allowed', () => {
    expect(batchFault(batches(), network)).toBeUndefined();
    expect(batchFault(batches({ size: 1 }), network)).toBe('batches.size is 1; it must be an integer from 2.');
    expect(batchFault(batches({ seed: -1 }), network)).toContain('batches.seed is -1');
    expect(batchFault(batches(), { inputDim: 4, outputDim: 2 })).toContain('batches.points.inputDim is 3; it must be');
    const points = { ...scatteredPoints(23, 3, 2), inputs: new Float32Array(68) };
    expect(batchFault(batches({ points }), network)).toBe('batches.points.inputs.length is 68; it must be 69.');
    const infinite = scatteredPoints(23, 3, 2);
    infinite.targets[7] = Infinity;
    expect(batchFault(batches({ points: infinite }), network)).toContain('batches.points.targets[7] is Infinity');
  });
});
