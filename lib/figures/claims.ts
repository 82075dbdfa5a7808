import { z } from 'zod';
import { pearson, spread } from '../experiments/statistics.ts';
import type { FigureRow } from './figure.ts';
import { figureIds } from './index.ts';

const cell = z.union([z.string(), z.number(), z.null()]);
const condition = z.union([
  cell,
  z.array(cell),
  z.strictObject({ above: z.number().optional(), below: z.number().optional(), known: z.boolean().optional() }),
]);
type Condition = z.output<typeof condition>;

const quantityShape = {
  /** Column of the figure's table; `take: count` needs none. */
  of: z.string().optional(),
  /** Which rows, by column: a value, one of some values, above or below a number, or known at all. */
  where: z.record(z.string(), condition).default({}),
  /** A column of which each value counts once, as `run` where a run has many rows. */
  each: z.string().optional(),
  /** What is made of the values: of `value` there must be one; `pearson` is the correlation of `of` and `with`. */
  take: z.enum(['value', 'median', 'least', 'greatest', 'count', 'pearson']).default('value'),
  with: z.string().optional(),
};
const quantity = z.strictObject(quantityShape);
export type Quantity = z.output<typeof quantity>;

/**
 * What proves a number in the text: a quantity of the table of a figure in a state, as it is or over another quantity of
 * the same table.
 */
export const proofSchema = z.strictObject({
  figure: z.enum(figureIds),
  /** What of the figure's state is not at its default. */
  state: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  ...quantityShape,
  over: quantity.optional(),
  /** Where the text says it in words: what the number must be between. */
  between: z.tuple([z.number(), z.number()]).optional(),
});
export type Proof = z.output<typeof proofSchema>;

function meets(value: FigureRow[string] | undefined, wanted: Condition): boolean {
  if (wanted === null || typeof wanted !== 'object') return value === wanted;
  if (Array.isArray(wanted)) return wanted.includes(value ?? null);
  const { above = -Infinity, below = Infinity, known = true } = wanted;
  if (value === null || value === undefined) return !known;
  return known && (typeof value !== 'number' || (value > above && value < below));
}

/** Of rows with one value of a column the first. */
function firstOfEach(rows: readonly FigureRow[], column: string | undefined): readonly FigureRow[] {
  if (column === undefined) return rows;
  return [...new Map([...rows].reverse().map((row) => [row[column], row])).values()];
}

/** @throws Error if a column is not in the table, or if what is asked for is not there. */
function quantityOf(rows: readonly FigureRow[], { of, where, each, take, with: other }: Quantity): number {
  const columns = [...Object.keys(where), ...[of, each, other].filter((name) => name !== undefined)];
  const unknown = columns.filter((name) => rows[0] && !Object.hasOwn(rows[0], name));
  if (unknown.length > 0) throw new Error(`The table has no column ${unknown.join(', ')}.`);
  const wanted = rows.filter((row) => Object.entries(where).every(([name, value]) => meets(row[name], value)));
  const chosen = firstOfEach(wanted, each);
  if (take === 'count') return chosen.length;
  const named = [of, ...(take === 'pearson' ? [other] : [])];
  if (named.includes(undefined)) throw new Error(`To take the ${take} of something, say the columns.`);
  const known = chosen.flatMap((row) => {
    const cells = named.map((name) => row[name!]);
    return cells.every(isNumber) ? [cells] : [];
  });
  if (known.length === 0) throw new Error(`No row with ${JSON.stringify(where)} has numbers in ${named.join(', ')}.`);
  const values = known.map(([first]) => first!);
  if (take === 'pearson') {
    return pearson(
      values,
      known.map(([, second]) => second!),
    );
  }
  if (take !== 'value') return spread(values)[take];
  if (values.length > 1)
    throw new Error(`${values.length} rows with ${JSON.stringify(where)} have a number in ${of!}.`);
  return values[0]!;
}

const isNumber = (cell: unknown): cell is number => typeof cell === 'number';

/** The number that a proof gives from the rows of its figure's table. @throws Error if the table cannot give it. */
export function provenNumber(rows: readonly FigureRow[], { over, ...proof }: Proof): number {
  const value = quantityOf(rows, proof);
  return over === undefined ? value : value / quantityOf(rows, over);
}

const bounds = { 'more than': 'above', 'at least': 'above', 'less than': 'below', 'at most': 'below' } as const;

/** What a printed number allows the true one to be. */
export interface Allowed {
  readonly least: number;
  readonly greatest: number;
}

/**
 * What a text allows: "0.96" whatever rounds to it, "90 %" the same of a share, "more than 0.98" whatever is above, "about 30"
 * twice the rounding.
 * @throws Error if the text holds not exactly one number.
 */
export function allowedBy(text: string): Allowed {
  const numbers = [...text.matchAll(/[−-]?\d[\d,]*(?:\.(\d+))?(\s*%)?/g)];
  const [found] = numbers;
  if (!found || numbers.length > 1)
    throw new Error(`“${text}” has ${numbers.length} numbers in digits; one is needed.`);
  const [all, decimals = '', percent] = found;
  const scale = percent ? 100 : 1;
  const value = Number(all.replace('−', '-').replace(/[,%\s]/g, '')) / scale;
  const bound = Object.entries(bounds).find(([words]) => text.startsWith(words))?.[1];
  if (bound === 'above') return { least: value, greatest: Infinity };
  if (bound === 'below') return { least: -Infinity, greatest: value };
  const half = (text.startsWith('about') ? 1 : 0.5) * (10 ** -decimals.length / scale);
  return { least: value - half, greatest: value + half };
}

/**
 * Checks what a text says.
 * @returns the number that the table gives.
 * @throws Error, with both numbers, if the text says something else.
 */
export function checkClaim(text: string, rows: readonly FigureRow[], proof: Proof): number {
  const value = provenNumber(rows, proof);
  const [least, greatest] = proof.between ?? [allowedBy(text).least, allowedBy(text).greatest];
  const slack = 1e-9 * Math.abs(value);
  if (!(value >= least - slack && value <= greatest + slack)) {
    throw new Error(`The text says “${text}”, and the table of ${proof.figure} gives ${Number(value.toPrecision(6))}.`);
  }
  return value;
}
