import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnType } from './column.ts';
import { decodeTable, encodeTable } from './table-codec.ts';
import { runTables, tableNames, type Cell, type Columns, type TableName } from './tables.ts';

const cells: Readonly<Record<ColumnType, fc.Arbitrary<Cell>>> = {
  float: fc.float({ noNaN: true, noDefaultInfinity: true }),
  real: fc.double({ noNaN: true, noDefaultInfinity: true }),
  integer: fc.integer({ min: -(2 ** 31) + 1 }),
  boolean: fc.boolean(),
  text: fc.string({ unit: 'binary' }),
};

/** Any rows of a table; every column is given nulls now and then, whether it has any or not. */
function rowsOf(name: TableName): fc.Arbitrary<Columns> {
  return fc
    .nat(12)
    .chain((count) =>
      fc.record(
        Object.fromEntries(
          runTables[name].columns.map(({ name: column, type }) => [
            column,
            fc.array(fc.option(cells[type], { freq: 4 }), { minLength: count, maxLength: count }),
          ]),
        ),
      ),
    );
}

const { columns } = runTables.trajectories;
const oneRow = (change: Record<string, Cell[]>): Columns => ({
  ...Object.fromEntries(columns.map(({ name }) => [name, [0]])),
  ...change,
});

describe('encodeTable', () => {
  it.each(tableNames)('is undone by decodeTable, bit for bit (%s)', (name) => {
    fc.assert(
      fc.property(rowsOf(name), (rows) => {
        expect(decodeTable(name, encodeTable(name, rows))).toEqual(rows);
      }),
    );
  });

  it('can be read from a view that does not start at its buffer', () => {
    const bytes = encodeTable('trajectories', oneRow({ w: [-0.5] }));
    const padded = new Uint8Array(bytes.length + 7);
    padded.set(bytes, 7);
    expect(decodeTable('trajectories', padded.subarray(7)).w).toEqual([-0.5]);
  });

  it('refuses what a column does not hold exactly', () => {
    expect(() => encodeTable('trajectories', oneRow({ h: [0.1] }))).toThrow('A value is 0.1');
    expect(() => encodeTable('trajectories', oneRow({ step: [2 ** 31] }))).toThrow('A value is 2147483648');
  });
});

describe('decodeTable', () => {
  it('refuses bytes of another length', () => {
    const bytes = encodeTable('trajectories', oneRow({}));
    expect(() => decodeTable('trajectories', bytes.subarray(0, -1))).toThrow(RangeError);
    expect(() => decodeTable('trajectories', Uint8Array.from([...bytes, 0]))).toThrow('has 25 bytes');
  });
});
