import type { Observations } from '../trainer.ts';

/**
 * The entries of `record` that lie in `[from, until]`.
 * @throws RangeError if `record` is not a strictly increasing list of whole numbers.
 */
export function wantedSteps(record: ArrayLike<number>, from: number, until: number): number[] {
  for (let n = 0; n < record.length; n++) {
    if (!Number.isInteger(record[n]))
      throw new RangeError(`record[${n}] is ${record[n]}; steps must be whole numbers.`);
    if (n > 0 && record[n]! <= record[n - 1]!)
      throw new RangeError(`record[${n}] is ${record[n]} after ${record[n - 1]}; steps must be strictly increasing.`);
  }
  return Array.from(record).filter((step) => step >= from && step <= until);
}

/** Whether the last entry holds a value that is not finite. */
export function diverged({ h, y, w, loss }: Observations): boolean {
  return h.length > 0 && ![h, y, w, loss].every((series) => Number.isFinite(series.at(-1)));
}

/** The parts one after the other. */
export function join(parts: readonly Observations[]): Observations {
  const series = (key: keyof Observations): Float64Array => Float64Array.from(parts.flatMap((part) => [...part[key]]));
  return { step: series('step'), h: series('h'), y: series('y'), w: series('w'), loss: series('loss') };
}
