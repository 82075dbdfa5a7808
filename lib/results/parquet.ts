import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { RunSeries } from '../experiments/run-record.ts';
import { dictionary, type ColumnType } from './dictionary.ts';
import { runRowSchema, type RunRow } from './run-row.ts';

const storage = { text: 'STRING', integer: 'INT64', real: 'DOUBLE', boolean: 'BOOLEAN' } as const satisfies Record<
  ColumnType,
  string
>;

/** The table of runs as Parquet, one column for each of the dictionary. */
export function runsParquet(rows: readonly RunRow[]): Uint8Array {
  const columnData = dictionary.map(({ name, type, nullable }) => ({
    name,
    type: storage[type],
    nullable,
    data: rows.map((row) => {
      const value = row[name as keyof RunRow];
      return type === 'integer' && value !== null ? BigInt(value) : value;
    }),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

/** All curves as one long Parquet table: `id, step, h, y, w, loss`, curves in float32. */
export function trajectoriesParquet(runs: readonly { row: { id: string }; series: RunSeries }[]): Uint8Array {
  const curve = (name: 'h' | 'y' | 'w' | 'loss') => ({
    name,
    type: 'FLOAT' as const,
    nullable: false,
    data: Float32Array.from(runs.flatMap(({ series }) => series[name])),
  });
  const columnData = [
    {
      name: 'id',
      type: 'STRING' as const,
      nullable: false,
      data: runs.flatMap(({ row, series }) => series.step.map(() => row.id)),
    },
    { name: 'step', type: 'INT32' as const, nullable: false, data: runs.flatMap(({ series }) => [...series.step]) },
    ...[curve('h'), curve('y'), curve('w'), curve('loss')],
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

/** What hyparquet reads from. The bytes may be a view into a larger buffer (Node's files are), so ranges are copied. */
const asFile = (bytes: Uint8Array) => ({
  byteLength: bytes.byteLength,
  slice: (start: number, end?: number) => Uint8Array.from(bytes.subarray(start, end)).buffer,
});

/** Reads a table of runs. @throws ZodError if a row does not fit the dictionary. */
export async function readRuns(bytes: Uint8Array): Promise<RunRow[]> {
  const rows = await parquetReadObjects({ file: asFile(bytes) });
  return rows.map((row) => {
    const plain = Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
    );
    return runRowSchema.parse(plain) as RunRow;
  });
}

/** Reads a table of trajectories into one series per run id, steps in file order. */
export async function readTrajectories(bytes: Uint8Array): Promise<Map<string, RunSeries>> {
  const rows = await parquetReadObjects({ file: asFile(bytes) });
  const byId = new Map<string, Record<keyof RunSeries, number[]>>();
  for (const row of rows) {
    const id = String(row.id);
    let series = byId.get(id);
    if (!series) byId.set(id, (series = { step: [], h: [], y: [], w: [], loss: [] }));
    for (const name of ['step', 'h', 'y', 'w', 'loss'] as const) series[name].push(Number(row[name]));
  }
  return byId;
}
