import { describe, expect, it } from 'vitest';
import { read, readProblem, seeded } from '../testing/client.ts';
import { nearestBody } from './nearest.ts';

const ran = seeded.runs.latest
  .map(({ row }) => row)
  .find((row) => row.experiment === 'two-points' && row.physical === true)!;
const query = (change: object) =>
  new URLSearchParams(
    Object.entries({
      ...{ activation: ran.activation, width: ran.width, depth: ran.depth, gain: ran.gain, lr: ran.lr },
      ...{ steps: ran.steps, seed: ran.seed, ...change },
    }).map(([name, value]) => [name, String(value)]),
  ).toString();
const nearest = (change: object = {}) => read(`/api/v1/nearest?${query(change)}`, nearestBody);

describe('the runs nearest to a state', () => {
  it('begin with the very run, if there is one', async () => {
    const { data } = await nearest();
    expect(data.isRecorded).toBe(true);
    expect(data.nearest[0]).toEqual({ distance: 0, run: ran });
    expect(data.id).toBe(ran.id);
    // Other seeds of the same network follow.
    expect(data.nearest.slice(1, 3).map(({ distance }) => distance)).toEqual([0.01, 0.01]);
  });

  it('are near, and say that the very run is not there', async () => {
    const { data } = await nearest({ gain: ran.gain * 1.01, seed: 99, limit: 3 });
    expect(data.isRecorded).toBe(false);
    expect(data.nearest).toHaveLength(3);
    expect(data.nearest[0]!.distance).toBeCloseTo(0.02, 6);
    expect(data.nearest[0]!.run).toMatchObject({ activation: ran.activation, gain: ran.gain });
    const distances = data.nearest.map(({ distance }) => distance);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
  });

  it('come with what the theory expects there, marked by the run that it is taken from', async () => {
    const { data } = await nearest({ seed: 99 });
    const of = seeded.runs.latest.find(({ row }) => row.id === data.expected!.run)!;
    expect(of.row.physical).toBe(true);
    expect(data.expected!.h[0]).toBeCloseTo(of.row.h0!, 12);
    expect(data.expected!.h.at(-1)! / of.row.hFinal!).toBeCloseTo(1, 0);
    // Twice the learning rate is the same curve in half the steps.
    const fast = await nearest({ seed: 99, lr: ran.lr * 2, steps: ran.steps! / 2 });
    if (fast.data.expected!.run === data.expected!.run)
      for (const [n, h] of fast.data.expected!.h.entries()) expect(h / data.expected!.h[n]!).toBeCloseTo(1, 6);
    expect((await nearest({ dy2: 1 })).data.expected).toBeNull();
  });

  it('are asked for by parameters that a run could have', async () => {
    const { errors } = await readProblem('/api/v1/nearest?width=0&gain=x&layer=40', 400);
    expect(errors!.map(({ parameter }) => parameter).sort()).toEqual(['gain', 'width']);
    expect((await readProblem('/api/v1/nearest?layer=40', 400)).errors).toMatchObject([{ parameter: 'layer' }]);
  });
});
