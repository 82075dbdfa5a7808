import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobOf } from './fixtures.ts';
import { jobsOfShard, parseShard } from './shard.ts';

const jobs = Array.from({ length: 60 }, (_, n) => jobOf(n, { width: 4 + (n % 7) }));
const ids = (some: readonly { id: string }[]) => some.map(({ id }) => id);

describe('jobsOfShard', () => {
  it('puts every job into exactly one shard, whatever the order of the jobs', () => {
    const some = fc.shuffledSubarray(jobs);
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 70 }), (given, of) => {
        const shards = Array.from({ length: of }, (_, n) => jobsOfShard(given, { index: n + 1, of }));
        expect(ids(shards.flat()).sort()).toEqual(ids(given).sort());
        const turned = shards.map((_, n) => jobsOfShard(given.toReversed(), { index: n + 1, of }));
        expect(turned.map((shard) => ids(shard).sort())).toEqual(shards.map((shard) => ids(shard).sort()));
      }),
    );
  });

  it('gives shards about the same to do', () => {
    const costOf = (index: number) => jobsOfShard(jobs, { index, of: 8 }).reduce((sum, { cost }) => sum + cost, 0);
    const costs = [1, 2, 3, 4, 5, 6, 7, 8].map(costOf);
    // Dealt in turns, two shards differ by one job at most.
    expect(Math.max(...costs) - Math.min(...costs)).toBeLessThanOrEqual(Math.max(...jobs.map(({ cost }) => cost)));
  });

  it('keeps the order of the jobs', () => {
    const shard = jobsOfShard(jobs, { index: 2, of: 3 });
    expect(shard).toHaveLength(20);
    expect(shard).toEqual(jobs.filter((job) => shard.includes(job)));
  });
});

describe('parseShard', () => {
  it('reads i/n', () => {
    expect(parseShard('3/8')).toEqual({ index: 3, of: 8 });
  });

  it.each(['0/8', '9/8', '1', '1/0', 'a/b', '1/2/3', '-1/2', '1.5/2'])('refuses %s', (text) => {
    expect(() => parseShard(text)).toThrow(`The shard is "${text}"; allowed is i/n`);
  });
});
