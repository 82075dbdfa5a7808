import { everySeed, ranged, type Row } from '../verify/judge.ts';

export { number } from '../verify/judge.ts';

/** A line of the verification with what a reader should know of it. */
export interface ReproductionRow extends Row {
  readonly note: string;
}

type Head = Pick<ReproductionRow, 'id' | 'figure' | 'quantity' | 'reference' | 'note'>;

/** A line that asks for something of every seed. */
export function conditionRow(
  head: Head & { readonly criterion: string },
  ours: readonly number[],
  holds: (value: number) => boolean,
): ReproductionRow {
  return { ...head, ours: ranged(ours), seeds: ours.length, verdict: everySeed(ours, holds) };
}

/** A line without a verdict. */
export function reportedRow(head: Head, ours: readonly number[]): ReproductionRow {
  return { ...head, ours: ranged(ours), seeds: ours.length, verdict: ours.length === 0 ? 'not run' : 'reported' };
}
