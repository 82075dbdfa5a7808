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

/** What runs from the reference's own initial weights gave. */
export interface Twins {
  /** Our value for each run of the reference, in its order; a range where the same start was trained more than once. */
  readonly values: string;
  /** The largest deviation from the reference, as a share of it, of the twins that come closest to it. */
  readonly deviation: number;
}

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
  /** What was asked of the numbers. */
  readonly criterion: string;
  readonly twins?: Twins;
  /** What else the runs say of it, for the list of disagreements. */
  readonly remark?: string;
}

/** What a line is about. */
export type RowHead = Pick<Row, 'id' | 'figure' | 'quantity'>;

/** What one part of the verification found. */
export interface Section {
  /** Names it in links. */
  readonly id: string;
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

/** A share as a percentage. */
export const percent = (share: number) => `${number(100 * share)} %`;

/** Several reference values. */
export const listed = (values: readonly number[]) => (values.length === 0 ? '–' : values.map(number).join(', '));

/** The middle of our values and their range. */
export function ranged(values: readonly number[]): string {
  if (values.length === 0) return '–';
  const { least, median, greatest } = spread(values);
  return values.length === 1 ? number(median) : `${number(median)} [${number(least)}, ${number(greatest)}]`;
}

/**
 * What runs from the reference's starts say of its values.
 * @param ours our values for each of `reference`; undefined is returned while one of them has none.
 */
export function twinsOf(reference: readonly number[], ours: readonly (readonly number[])[]): Twins | undefined {
  if (reference.length === 0 || reference.some((_, n) => (ours[n] ?? []).length === 0)) return undefined;
  const deviations = reference.map((value, n) =>
    Math.min(...ours[n]!.map((own) => (own === value ? 0 : Math.abs(own / value - 1)))),
  );
  return { values: ours.map(ranged).join(', '), deviation: Math.max(...deviations) };
}

/** What is asked of most lines: `withinRange`. */
export const inRange = 'in our range';

/** What is asked where nothing is. */
export const nothing = '–';

/** A line whose criterion is that the reference lies within our range, widened. */
export function rangeRow(head: RowHead, reference: readonly number[], ours: readonly number[], twins?: Twins): Row {
  const enough = ours.length >= enoughSeeds;
  const verdict =
    ours.length === 0 ? 'not run' : !enough ? 'undecided' : withinRange(ours, reference) ? 'agrees' : 'differs';
  const numbers = { reference: listed(reference), ours: ranged(ours), seeds: ours.length };
  return { ...head, ...numbers, criterion: inRange, verdict, ...(twins && { twins }) };
}

/** A line whose criterion is a condition on every one of our values. */
export function conditionRow(
  head: RowHead & { readonly criterion: string },
  reference: string,
  ours: readonly number[],
  holds: (value: number) => boolean,
  twins?: Twins,
): Row {
  return {
    ...head,
    ...{ reference, ours: ranged(ours), seeds: ours.length, verdict: everySeed(ours, holds) },
    ...(twins && { twins }),
  };
}

/** A line without a verdict. */
export function reportedRow(head: RowHead, reference: string, ours: readonly number[], twins?: Twins): Row {
  const verdict = ours.length === 0 ? 'not run' : 'reported';
  const numbers = { reference, ours: ranged(ours), seeds: ours.length };
  return { ...head, ...numbers, criterion: nothing, verdict, ...(twins && { twins }) };
}

/** The verdict on a criterion that every seed must meet. */
export function everySeed<Value>(ours: readonly Value[], holds: (value: Value) => boolean): Verdict {
  if (ours.length === 0) return 'not run';
  if (!ours.every(holds)) return 'differs';
  return ours.length >= enoughSeeds ? 'agrees' : 'undecided';
}
