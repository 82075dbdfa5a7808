import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that can be repeated: what happens after what, and to whom; not, on a real machine, in which microsecond. */
export interface Chance {
  /** A whole number from 0, below `limit`. */
  below(limit: number): number;
  one<T>(items: readonly T[]): T;
}

export function chanceOf(seed: number): Chance {
  const generator = xoroshiro128plus(seed);
  const below = (limit: number) => uniformInt(generator, 0, limit - 1);
  return { below, one: (items) => items[below(items.length)]! };
}
