import { z } from 'zod';

/** The most values that one range may give, and the most jobs of a sweep: a slip of the pen, not a plan, beyond that. */
export const mostValues = 1_000_000;

/** A single value of a parameter. */
export const scalarSchema = z.union([z.number(), z.string(), z.boolean()], {
  error: 'Allowed is a number, a text, true or false.',
});
export type Scalar = z.output<typeof scalarSchema>;

/** `{ from, to, count }`, `{ from, to, step }` or, for whole numbers, `{ from, to }`; both ends belong to it. */
const rangeSchema = z.strictObject({
  from: z.number(),
  to: z.number(),
  count: z.number().optional(),
  step: z.number().optional(),
});
type Range = z.output<typeof rangeSchema>;

/** The values of one parameter of a grid. */
export const valuesSchema = z.union([z.array(scalarSchema), rangeSchema], {
  error: 'Allowed is a list of values, { from, to, count } or { from, to, step }.',
});
export type Values = z.output<typeof valuesSchema>;

/** The seeds of a group. */
export const seedsSchema = z.union([z.array(z.int()), z.strictObject({ from: z.int(), to: z.int() })], {
  error: 'Allowed is a list of whole numbers or { from, to }, both whole.',
});

/**
 * Removes the noise of binary fractions, in a run's id as well: 0.1 + 2 * 0.1 is meant to be 0.3, and what is nothing beside
 * the ends of its range is meant to be 0.
 */
const tidy = (x: number, scale: number) => (Math.abs(x) < 1e-12 * scale ? 0 : Number(x.toPrecision(12)));

function shown({ from, to, count, step }: Range): string {
  const steps = count === undefined ? '' : `, count: ${count}`;
  return `{ from: ${from}, to: ${to}${steps}${step === undefined ? '' : `, step: ${step}`} }`;
}

/** How many values a range has. @throws RangeError if that is no whole number from 1. */
function lengthOf(range: Range): number {
  const { from, to, count, step } = range;
  if (count !== undefined && step !== undefined) {
    throw new RangeError(`The range ${shown(range)} has both a count and a step; allowed is one of them.`);
  }
  if (from > to) throw new RangeError(`The range ${shown(range)} is empty: from must be at most to.`);
  if (count !== undefined) {
    if (!Number.isInteger(count) || count < 1 || (count === 1) !== (from === to)) {
      throw new RangeError(`The range ${shown(range)} cannot be: count must be a whole number from 2.`);
    }
    return count;
  }
  if (step === undefined && !(Number.isInteger(from) && Number.isInteger(to))) {
    throw new RangeError(`The range ${shown(range)} has no count and no step; only whole numbers go without.`);
  }
  if (step !== undefined && step <= 0) throw new RangeError(`The range ${shown(range)} needs a step above 0.`);
  // A last step that misses `to` by rounding only is still a step.
  return Math.floor((to - from) / (step ?? 1) + 1e-9) + 1;
}

/**
 * The values that a list or a range stands for, in order.
 * @throws RangeError if there are none, or the range contradicts itself.
 */
export function expandValues(values: Values): Scalar[] {
  if (Array.isArray(values)) {
    if (values.length === 0) throw new RangeError('The list is empty; allowed is at least one value.');
    return values;
  }
  const length = lengthOf(values);
  if (length > mostValues)
    throw new RangeError(`The range ${shown(values)} has ${length} values; most: ${mostValues}.`);
  const { from, to, count, step } = values;
  const stride = count === undefined ? (step ?? 1) : count === 1 ? 0 : (to - from) / (count - 1);
  const scale = Math.max(Math.abs(from), Math.abs(to));
  return Array.from({ length }, (_, n) => tidy(from + n * stride, scale));
}
