import { spread } from '../../lib/experiments/statistics.ts';

/** Seeds that a verdict needs. */
export const enoughSeeds = 5;

/** How far the range of our seeds is widened on either side, as a share of the bound. */
const widening = 0.1;

/**
 * `undecided`: too few of our seeds for their range to mean much. A criterion that every seed must meet is decided by the
 * first seed that does not.
 */
export type Verdict = 'agrees' | 'differs' | 'undecided' | 'reported' | 'not run';

/** One line of the table: a number of the paper's program beside ours. */
export interface Row {
  /** What the line is about, for the list of disagreements and their causes: `two-points/default/halfRise`. */
  readonly id: string;
  readonly figure: string;
  readonly quantity: string;
  readonly reference: string;
  readonly ours: string;
  readonly seeds: number;
  readonly verdict: Verdict;
  /** What was asked of the numbers, if not that the reference lies in our range. */
  readonly criterion?: string;
}

/** What one part of the verification found. */
export interface Section {
  readonly title: string;
  /** Sentences before the table. */
  readonly text: string;
  readonly rows: readonly Row[];
  /** Markdown after the table. */
  readonly after?: string;
}

/** Whether every reference value lies within the range of ours, widened by a tenth at either end. */
export function withinRange(ours: readonly number[], reference: readonly number[]): boolean {
  if (ours.length === 0) return false;
  const { least, greatest } = spread(ours);
  const low = least - widening * Math.abs(least);
  const high = greatest + widening * Math.abs(greatest);
  return reference.every((value) => value >= low && value <= high);
}

/** A number with three significant digits; -0 and exponents as a reader expects them. */
export function number(value: number): string {
  if (Number.isInteger(value)) return value.toString();
  const size = Math.abs(value);
  if (size >= 1000 && size < 1e7) return Math.round(value).toString();
  if (size < 1e-3 || size >= 1e7) return value.toExponential(2).replace('e-', 'e−').replace('e+', 'e');
  return value.toPrecision(3);
}

/** Several reference values. */
export const listed = (values: readonly number[]) => values.map(number).join(', ');

/** The middle of our values and their range. */
export function ranged(values: readonly number[]): string {
  if (values.length === 0) return '–';
  const { least, median, greatest } = spread(values);
  return values.length === 1 ? number(median) : `${number(median)} [${number(least)}, ${number(greatest)}]`;
}

/** A line whose criterion is that the reference lies within our range, widened. */
export function rangeRow(
  head: Pick<Row, 'id' | 'figure' | 'quantity'>,
  reference: readonly number[],
  ours: readonly number[],
): Row {
  const enough = ours.length >= enoughSeeds;
  const verdict =
    ours.length === 0 ? 'not run' : !enough ? 'undecided' : withinRange(ours, reference) ? 'agrees' : 'differs';
  return { ...head, reference: listed(reference), ours: ranged(ours), seeds: ours.length, verdict };
}

/** A line whose criterion is a condition on our values. */
export function conditionRow(
  head: Pick<Row, 'id' | 'figure' | 'quantity'> & { readonly criterion: string },
  reference: string,
  ours: readonly number[],
  holds: (value: number) => boolean,
): Row {
  return { ...head, reference, ours: ranged(ours), seeds: ours.length, verdict: everySeed(ours, holds) };
}

/** The verdict on a criterion that every seed must meet. */
export function everySeed<Value>(ours: readonly Value[], holds: (value: Value) => boolean): Verdict {
  if (ours.length === 0) return 'not run';
  if (!ours.every(holds)) return 'differs';
  return ours.length >= enoughSeeds ? 'agrees' : 'undecided';
}
