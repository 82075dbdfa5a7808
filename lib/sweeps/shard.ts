import type { Job } from './job.ts';

/** One of `of` parts of a list of jobs, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** Reads `3/8`. @throws RangeError if that is no part of a whole. */
export function parseShard(text: string): Shard {
  const [, index, of] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index === undefined || of === undefined || index < 1 || index > of) {
    throw new RangeError(`The shard is "${text}"; allowed is i/n with whole numbers and 1 <= i <= n.`);
  }
  return { index, of };
}

/**
 * The jobs of one shard, in the order given. Every job is in exactly one shard, whatever is finished and in whatever order
 * the jobs are: they are dealt out like cards, the costliest first, so that the shards have about the same to do.
 */
export function jobsOfShard(jobs: readonly Job[], { index, of }: Shard): Job[] {
  const dealt = jobs.toSorted((a, b) => b.cost - a.cost || (a.id < b.id ? -1 : 1));
  const own = new Set(dealt.filter((_, n) => n % of === index - 1));
  return jobs.filter((job) => own.has(job));
}
