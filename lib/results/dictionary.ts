import { z } from 'zod';
import { columnRole, runRowSchema, type ColumnRole } from './run-row.ts';

/** How a column's values are stored and compared. */
export type ColumnType = 'text' | 'integer' | 'real' | 'boolean';

/** One entry of the data dictionary. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Whether the value may be missing (null in JSON, an empty cell in CSV). */
  readonly nullable: boolean;
  readonly role: ColumnRole;
  readonly description: string;
  readonly unit: string | null;
  /** TeX. */
  readonly symbol: string | null;
  /** Allowed values of an enumeration. */
  readonly values: readonly string[] | null;
}

/** The columns of the table of runs, in order, read off `runRowSchema`. */
export const dictionary: readonly Column[] = Object.entries(runRowSchema.shape).map(([name, field]) => {
  const nullable = field instanceof z.ZodNullable;
  const inner = (nullable ? field.unwrap() : field) as z.ZodType;
  const meta = field.meta() ?? {};
  const text = (key: string) => (typeof meta[key] === 'string' ? meta[key] : null);
  return {
    name,
    type: columnType(name, inner),
    nullable,
    role: columnRole(name),
    description: text('description') ?? '',
    unit: text('unit'),
    symbol: text('symbol'),
    values: inner instanceof z.ZodEnum ? inner.options.map(String) : null,
  };
});

function columnType(name: string, field: z.ZodType): ColumnType {
  if (field instanceof z.ZodBoolean) return 'boolean';
  if (field instanceof z.ZodString || field instanceof z.ZodEnum) return 'text';
  if (field instanceof z.ZodNumber) return field.format === 'safeint' ? 'integer' : 'real';
  throw new TypeError(`Column ${name} has no storage type: ${field.constructor.name}.`);
}
