import { z } from 'zod';

/** How a column's values are stored and compared: `real` in float64, `float` in float32. */
export const columnTypes = ['text', 'integer', 'real', 'float', 'boolean'] as const;
export type ColumnType = (typeof columnTypes)[number];

/** What a column is for. */
export const columnRoles = ['identity', 'parameter', 'outcome'] as const;
export type ColumnRole = (typeof columnRoles)[number];

const text = z.string().nullable();
const bound = z.number().nullable();

/** One entry of the data dictionary. */
export const columnSchema = z.strictObject({
  name: z.string(),
  type: z.enum(columnTypes).meta({ description: 'How values are stored: real in float64, float in float32.' }),
  nullable: z.boolean().meta({ description: 'Whether a value may be missing: null in JSON, an empty cell in CSV.' }),
  role: z.enum(columnRoles),
  description: z.string(),
  unit: text,
  symbol: text.meta({ description: 'TeX.' }),
  values: z.array(z.string()).readonly().nullable().meta({ description: 'Allowed values of an enumeration.' }),
  range: z
    .strictObject({ minimum: bound, exclusiveMinimum: bound, maximum: bound })
    .nullable()
    .meta({ description: 'Bounds of a number, null where it has none.' }),
  missing: text.meta({ description: 'What it means that a value is missing; null if none ever is.' }),
  formula: text.meta({ description: 'TeX.' }),
  source: text.meta({ description: 'Where the definition is to be found.' }),
  experiments: z.array(z.string()).readonly().meta({ description: 'The experiments whose runs have the column.' }),
  since: z.int().meta({ description: "Version of the releases' form with which the column came." }),
});
export type Column = Readonly<z.output<typeof columnSchema>>;

/** A field as it stands in a table, where every value is given: without its default or optionality, its description kept. */
export function presentField(field: z.ZodType): z.ZodType {
  const inner = field instanceof z.ZodDefault || field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType) : field;
  return inner.meta({ ...field.meta() });
}

/**
 * What a field says of its column by its type, its bounds and its `.meta()`: description, unit, symbol, missing, formula,
 * source and since.
 * @throws TypeError if the field has no description, or a type that no table stores.
 */
export function columnOf(
  name: string,
  given: z.ZodType,
  { role, experiments }: Pick<Column, 'role' | 'experiments'>,
): Column {
  const field = presentField(given);
  const nullable = field instanceof z.ZodNullable;
  const inner = (nullable ? field.unwrap() : field) as z.ZodType;
  const meta = field.meta() ?? {};
  const text = (key: string) => (typeof meta[key] === 'string' ? meta[key] : null);
  const description = text('description');
  if (description === null) throw new TypeError(`Column ${name} has no description.`);
  return {
    ...{ name, type: typeOf(name, inner), nullable, role, description },
    ...{ unit: text('unit'), symbol: text('symbol') },
    values: inner instanceof z.ZodEnum ? inner.options.map(String) : null,
    range: rangeOf(inner),
    ...{ missing: nullable ? text('missing') : null, formula: text('formula'), source: text('source') },
    experiments,
    since: typeof meta.since === 'number' ? meta.since : 1,
  };
}

function typeOf(name: string, field: z.ZodType): ColumnType {
  if (field instanceof z.ZodBoolean) return 'boolean';
  if (field instanceof z.ZodString || field instanceof z.ZodEnum) return 'text';
  if (field instanceof z.ZodNumber) {
    if (field.format === 'safeint') return 'integer';
    return field.format === 'float32' ? 'float' : 'real';
  }
  throw new TypeError(`Column ${name} has no storage type: ${field.constructor.name}.`);
}

/** Bounds beyond this are those of the number's own format. */
const unbounded = Number.MAX_SAFE_INTEGER;

function rangeOf(field: z.ZodType): Column['range'] {
  if (!(field instanceof z.ZodNumber)) return null;
  const { minimum, exclusiveMinimum, maximum } = z.toJSONSchema(field);
  const bound = (value: unknown) => (typeof value === 'number' && Math.abs(value) < unbounded ? value : null);
  const range = {
    minimum: bound(minimum),
    exclusiveMinimum: bound(exclusiveMinimum),
    maximum: bound(maximum),
  };
  return Object.values(range).some((value) => value !== null) ? range : null;
}

/** The Zod field of a column, for documents and answers: its type, values, bounds and words. */
export function fieldOf({ type, values, range, nullable, description, unit, symbol }: Column): z.ZodType {
  const field = nullable ? plainField(type, values, range).nullable() : plainField(type, values, range);
  return field.meta({ description, ...(unit !== null && { unit }), ...(symbol !== null && { symbol }) });
}

function plainField(type: ColumnType, values: Column['values'], range: Column['range']): z.ZodType {
  if (type === 'boolean') return z.boolean();
  if (type === 'text') return values ? z.enum(values) : z.string();
  const { minimum, exclusiveMinimum, maximum } = range ?? { minimum: null, exclusiveMinimum: null, maximum: null };
  let field = type === 'integer' ? z.int() : z.number();
  if (minimum !== null) field = field.min(minimum);
  if (exclusiveMinimum !== null) field = field.gt(exclusiveMinimum);
  if (maximum !== null) field = field.max(maximum);
  return field;
}
