import { spread } from '../../lib/experiments/statistics.ts';

/** Seeds that a verdict of agreement needs. */
export const enoughSeeds = 5;

/** One line of the table of what was reproduced: a number of the paper's program beside ours. */
export interface ReproductionRow {
  /** What the line is about: `context/low_init/irrelevant`. */
  readonly id: string;
  readonly figure: string;
  readonly quantity: string;
  readonly reference: string;
  readonly ours: string;
  readonly seeds: number;
  readonly verdict: 'agrees' | 'differs' | 'undecided' | 'reported' | 'not run';
  /** What was asked of the numbers; not given where they are only reported. */
  readonly criterion?: string;
  readonly note: string;
}

type Head = Pick<ReproductionRow, 'id' | 'figure' | 'quantity' | 'reference' | 'note'>;

/** A number with three significant digits. */
export function number(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size < 1e-3 || size >= 1e5 ? value.toExponential(2).replace('e-', 'e−') : value.toPrecision(3);
}

/** The middle of our values and their range. */
export function ranged(values: readonly number[]): string {
  if (values.length === 0) return '–';
  const { least, median, greatest } = spread(values);
  return values.length === 1 ? number(median) : `${number(median)} [${number(least)}, ${number(greatest)}]`;
}

/** A line that asks for something of every seed. */
export function conditionRow(
  head: Head & { readonly criterion: string },
  ours: readonly number[],
  holds: (value: number) => boolean,
): ReproductionRow {
  const verdict =
    ours.length === 0 ? 'not run' : !ours.every(holds) ? 'differs' : ours.length < enoughSeeds ? 'undecided' : 'agrees';
  return { ...head, ours: ranged(ours), seeds: ours.length, verdict };
}

/** A line without a verdict. */
export function reportedRow(head: Head, ours: readonly number[]): ReproductionRow {
  return { ...head, ours: ranged(ours), seeds: ours.length, verdict: ours.length === 0 ? 'not run' : 'reported' };
}
