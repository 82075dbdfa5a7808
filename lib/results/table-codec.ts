import type { Column, ColumnType } from './column.ts';
import { rowCount, runTables, type Cell, type Columns, type TableName } from './tables.ts';

/** Bytes of one value; text is of any length and stands in JSON. */
const widths = { float: 4, integer: 4, real: 8, boolean: 1 } as const satisfies Record<
  Exclude<ColumnType, 'text'>,
  number
>;

/** What stands for null: no number is stored as NaN, and none is this integer or this byte. */
const noInteger = -(2 ** 31);
const noBoolean = 2;

const write = {
  float: (view: DataView, at: number, value: Cell) => {
    if (value !== null && Math.fround(value as number) !== value) {
      throw new RangeError(`A value is ${value}; allowed are numbers that float32 holds exactly.`);
    }
    view.setFloat32(at, value ?? NaN, true);
  },
  integer: (view: DataView, at: number, value: Cell) => {
    if (value !== null && ((value as number) | 0) !== value) {
      throw new RangeError(`A value is ${value}; allowed are whole numbers of 32 bits.`);
    }
    view.setInt32(at, value ?? noInteger, true);
  },
  real: (view: DataView, at: number, value: Cell) => {
    view.setFloat64(at, value === null ? NaN : (value as number), true);
  },
  boolean: (view: DataView, at: number, value: Cell) => {
    view.setUint8(at, value === null ? noBoolean : Number(value));
  },
};

const orNull = (value: number) => (Number.isNaN(value) ? null : value);
const read = {
  float: (view: DataView, at: number): Cell => orNull(view.getFloat32(at, true)),
  integer: (view: DataView, at: number): Cell => {
    const value = view.getInt32(at, true);
    return value === noInteger ? null : value;
  },
  real: (view: DataView, at: number): Cell => orNull(view.getFloat64(at, true)),
  boolean: (view: DataView, at: number): Cell => {
    const value = view.getUint8(at);
    return value === noBoolean ? null : value === 1;
  },
};

/**
 * The rows of one run in a table as bytes: their number (32 bits), then column after column, numbers little-endian and null
 * in a place of its own; a column of text is the length of its JSON (32 bits) and that. No bit is lost.
 * @throws RangeError for a number that its column's type does not hold exactly.
 */
export function encodeTable(name: TableName, rows: Columns): Uint8Array {
  const count = rowCount(rows);
  const texts = new Map<string, Uint8Array>();
  const { columns } = runTables[name];
  const lengths = columns.map((column) => {
    if (column.type !== 'text') return widths[column.type] * count;
    const text = new TextEncoder().encode(JSON.stringify(rows[column.name]));
    texts.set(column.name, text);
    return 4 + text.length;
  });
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 4));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, count, true);
  let at = 4;
  columns.forEach(({ name: column, type }, index) => {
    if (type === 'text') {
      const text = texts.get(column)!;
      view.setUint32(at, text.length, true);
      bytes.set(text, at + 4);
    } else {
      const cells = rows[column]!;
      for (let n = 0; n < count; n++) write[type](view, at + n * widths[type], cells[n]!);
    }
    at += lengths[index]!;
  });
  return bytes;
}

/**
 * The inverse of `encodeTable`.
 * @throws RangeError if the bytes are not those of such a table.
 */
export function decodeTable(name: TableName, bytes: Uint8Array): Columns {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  let at = 4;
  const decoded = Object.fromEntries(
    runTables[name].columns.map(({ name: column, type }: Column) => {
      const start = at;
      if (type === 'text') {
        const length = view.getUint32(start, true);
        at += 4 + length;
        const text = new TextDecoder().decode(bytes.subarray(start + 4, at));
        return [column, JSON.parse(text) as readonly Cell[]];
      }
      at += widths[type] * count;
      return [column, Array.from({ length: count }, (_, n) => read[type](view, start + n * widths[type]))];
    }),
  );
  if (at !== bytes.byteLength) {
    throw new RangeError(`A table of ${name} has ${bytes.byteLength} bytes; by its first ones it has ${at}.`);
  }
  return decoded;
}
