import { parquetMetadata, parquetRead } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Column, ColumnType } from './column.ts';
import type { Cell, Columns } from './tables.ts';

/** Rows between two places at which a reader can begin: what a program that wants a few runs has to fetch. */
const rowGroupSize = 100_000;

const storage = {
  text: 'STRING',
  integer: 'INT64',
  real: 'DOUBLE',
  float: 'FLOAT',
  boolean: 'BOOLEAN',
} as const satisfies Record<ColumnType, string>;

/**
 * A table as Parquet, compressed by Snappy, which every reader has. Bytes of a number of float32 stand in streams of their
 * own (BYTE_STREAM_SPLIT), which takes a quarter less.
 * @param columns what is in `table`, in order.
 * @throws RangeError if a value of a `float` column is not exact in float32, or one of an `integer` column not whole.
 */
export function writeParquet(columns: readonly Column[], table: Columns): Uint8Array {
  const columnData = columns.map(({ name, type, nullable }) => ({
    name,
    type: storage[type],
    nullable,
    data: stored(name, type, table[name]!),
    ...(type === 'float' && { encoding: 'BYTE_STREAM_SPLIT' as const }),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize }));
}

function stored(name: string, type: ColumnType, cells: readonly Cell[]): (Cell | bigint)[] {
  if (type !== 'float' && type !== 'integer') return [...cells];
  const isExact = type === 'float' ? (value: number) => Math.fround(value) === value : Number.isSafeInteger;
  const wrong = (cells as readonly (number | null)[]).findIndex((value) => value !== null && !isExact(value));
  if (wrong >= 0)
    throw new RangeError(
      `${name}[${wrong}] is ${cells[wrong]}; allowed in a column of type ${type} is what it holds exactly.`,
    );
  if (type === 'float') return [...cells];
  return (cells as readonly (number | null)[]).map((value) => (value === null ? null : BigInt(value)));
}

/** What hyparquet reads from. The bytes may be a view into a larger buffer (Node's files are), so ranges are copied. */
const asFile = (bytes: Uint8Array) => ({
  byteLength: bytes.byteLength,
  slice: (start: number, end?: number) => Uint8Array.from(bytes.subarray(start, end)).buffer,
});

/**
 * Reads a table, column by column.
 * @throws Error if it lacks one of `columns`.
 */
export async function readParquet(columns: readonly Column[], bytes: Uint8Array): Promise<Columns> {
  const metadata = parquetMetadata(Uint8Array.from(bytes).buffer);
  const table = new Map<string, Cell[]>();
  for (const { name } of metadata.schema.slice(1)) table.set(name, new Array<Cell>(Number(metadata.num_rows)));
  const missing = columns.find(({ name }) => !table.has(name));
  if (missing)
    throw new Error(`The Parquet file has no column ${missing.name}; it has ${[...table.keys()].join(', ')}.`);
  await parquetRead({
    file: asFile(bytes),
    metadata,
    columns: columns.map(({ name }) => name),
    onChunk: ({ columnName, columnData, rowStart }) => {
      const column = table.get(columnName)!;
      for (let n = 0; n < columnData.length; n++) {
        const value = columnData[n] as Cell | bigint | undefined;
        column[rowStart + n] = typeof value === 'bigint' ? Number(value) : (value ?? null);
      }
    },
  });
  return Object.fromEntries(columns.map(({ name }) => [name, table.get(name)!]));
}
