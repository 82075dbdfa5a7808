import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choose, poolSize } from '../../site/workers/pool.ts';

const busy = (...runs: number[]) => runs.map((count) => ({ runs: count }));

describe('the pool of training workers', () => {
  it('leaves a core to the page, and is at most four and at least one', () => {
    expect([1, 2, 3, 4, 5, 16].map(poolSize)).toEqual([1, 1, 2, 3, 4, 4]);
  });

  it('sends whatever may need the GPU to the first', () => {
    expect(choose(busy(3, 0), { own: 1, anywhere: false, size: 4 })).toBe(0);
  });

  it('keeps a client where it is while that is free, and moves it rather than let it wait', () => {
    expect(choose(busy(0, 0), { own: 1, anywhere: true, size: 4 })).toBe(1);
    expect(choose(busy(0, 1), { own: 1, anywhere: true, size: 4 })).toBe(0);
  });

  it('starts another where all are busy and there may be one more, else takes the least busy', () => {
    expect(choose(busy(1), { own: 0, anywhere: true, size: 2 })).toBe(1);
    expect(choose(busy(2, 1), { own: 0, anywhere: true, size: 2 })).toBe(1);
    expect(choose(busy(1, 1), { own: 1, anywhere: true, size: 2 })).toBe(1);
  });

  it('never lets a run wait while a worker is free or there could be another', () => {
    const workers = fc.array(fc.record({ runs: fc.nat(3) }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(workers, fc.integer({ min: -1, max: 3 }), fc.integer({ min: 1, max: 4 }), (occupied, own, size) => {
        const at = choose(occupied, { own, anywhere: true, size });
        const runs = occupied[at]?.runs ?? 0;
        if (at === occupied.length) expect(occupied.length).toBeLessThan(size);
        if (occupied.length < size) expect(runs).toBe(0);
        expect(runs).toBeLessThanOrEqual(Math.min(...occupied.map((worker) => worker.runs)));
      }),
    );
  });
});
