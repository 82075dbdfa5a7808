import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { csvTable } from './csv.ts';
import { dictionary, releaseSchema } from './dictionary.ts';
import type { ReleaseManifest } from './manifest.ts';
import { readParquet, writeParquet } from './parquet.ts';
import type { ReleasedRun } from './released-run.ts';
import { runRowSchema, type RunRow } from './run-row.ts';
import { columnsOf, joinRuns, splitRuns } from './run-tables.ts';
import { runTables, tableNames, type Columns, type TableName } from './tables.ts';

/** A release in memory: its manifest and its data files by name. */
export interface Release {
  readonly manifest: ReleaseManifest;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** What a release is besides its runs. */
export interface ReleaseAbout {
  readonly date: string;
  readonly title: string;
  /** Who made it and what it belongs to, for its citation. */
  readonly software: { readonly authors: string; readonly title: string };
  readonly sweeps: readonly Omit<ReleaseManifest['sweeps'][number], 'runs'>[];
}

const hash = (bytes: Uint8Array) => bytesToHex(sha256(bytes));

const parquetType = 'application/vnd.apache.parquet';
const parquetName = (table: string) => `${table}.parquet`;

/** Bytes of one table in one form. */
interface Content {
  readonly name: string;
  readonly table: string;
  readonly mediaType: string;
  readonly rows: number;
  readonly bytes: Uint8Array;
}

/** The table of runs, column by column. */
const columnsOfRows = (rows: readonly RunRow[]): Columns =>
  Object.fromEntries(dictionary.map(({ name }) => [name, rows.map((row) => row[name as keyof RunRow])]));

function contentsOf(runs: readonly ReleasedRun[]): Content[] {
  const rows = runs.map(({ row }) => row);
  const csv = csvTable(
    dictionary.map(({ name }) => name),
    rows,
  );
  const head = { table: 'runs', rows: rows.length };
  const contents: Content[] = [
    { ...head, name: 'runs.csv', mediaType: 'text/csv; charset=utf-8; header=present', bytes: utf8ToBytes(csv) },
    {
      ...head,
      name: parquetName('runs'),
      mediaType: parquetType,
      bytes: writeParquet(dictionary, columnsOfRows(rows)),
    },
  ];
  for (const table of tableNames) {
    const columns = joinRuns(table, runs);
    const count = columns.id!.length;
    if (count === 0) continue;
    const bytes = writeParquet(columnsOf(table), columns);
    contents.push({ name: parquetName(table), table, mediaType: parquetType, rows: count, bytes });
  }
  return contents;
}

/**
 * Makes a release of finished runs. The same runs give the same id, whatever their order and whenever it is made.
 * @throws RangeError if there is no run, or two runs have the same id.
 */
export function makeRelease(runs: readonly ReleasedRun[], { date, title, software, sweeps }: ReleaseAbout): Release {
  if (runs.length === 0) throw new RangeError('A release needs at least one run; 0 were given.');
  const sorted = [...runs].sort((a, b) => (a.row.id < b.row.id ? -1 : 1));
  const twice = sorted.find(({ row }, n) => row.id === sorted[n + 1]?.row.id);
  if (twice) throw new RangeError(`Run ${twice.row.id} was given twice; a release holds each run once.`);
  const rows = sorted.map(({ row }) => row);
  const contents = contentsOf(sorted);
  const files = contents.map(({ bytes, ...content }) => ({
    ...content,
    ...{ bytes: bytes.byteLength, sha256: hash(bytes) },
  }));
  const identity = canonicalize(files.map(({ name, sha256: digest }) => [name, digest]))!;
  const release = hash(utf8ToBytes(identity)).slice(0, 12);
  const engines = Map.groupBy(rows, (row) => `${row.engine}@${row.engineVersion}`);
  const year = date.slice(0, 4);
  const manifest: ReleaseManifest = {
    ...{ release, schema: releaseSchema, date, title, licence: 'CC-BY-4.0' },
    citation: `${software.authors} (${year}). ${software.title}: data, release ${release}. CC BY 4.0.`,
    runs: rows.length,
    sweeps: sweeps.map((sweep) => ({ ...sweep, runs: rows.filter((row) => row.sweep === sweep.id).length })),
    engines: [...engines.values()].map((own) => ({
      id: own[0]!.engine,
      version: own[0]!.engineVersion,
      runs: own.length,
    })),
    initialisation: [...new Set(rows.map((row) => row.initialisation))].sort(),
    files,
    dictionary: dictionary.map((column) => ({ ...column })),
    tables: tableNames
      .filter((name) => files.some(({ table }) => table === name))
      .map((name) => {
        const { description, key } = runTables[name];
        return { name, description, key: ['id', ...key], columns: columnsOf(name).map((column) => ({ ...column })) };
      }),
  };
  return { manifest, files: new Map(contents.map(({ name, bytes }) => [name, bytes])) };
}

/**
 * Checks a release's files against its manifest and reads its runs, sorted by id.
 * @throws Error if a file is missing or its bytes have another hash than the manifest says, or if the release has another
 *   form than this program reads.
 */
export async function readRelease({ manifest, files }: Release): Promise<ReleasedRun[]> {
  if (manifest.schema !== releaseSchema) {
    throw new Error(
      `Release ${manifest.release} is of form ${manifest.schema}; this program reads form ${releaseSchema}.`,
    );
  }
  for (const file of manifest.files) {
    const bytes = files.get(file.name);
    if (!bytes) throw new Error(`Release ${manifest.release} lacks its file ${file.name}.`);
    const actual = hash(bytes);
    if (actual !== file.sha256) {
      const told = `its manifest says ${file.sha256}`;
      throw new Error(`${file.name} of release ${manifest.release} has SHA-256 ${actual}; ${told}.`);
    }
  }
  const tables = new Map<TableName, Columns>();
  for (const name of tableNames) {
    const bytes = files.get(parquetName(name));
    if (bytes) tables.set(name, await readParquet(columnsOf(name), bytes));
  }
  const own = splitRuns(tables);
  const runs = await readParquet(dictionary, files.get(parquetName('runs')) ?? new Uint8Array());
  return runs.id!.map((id, n) => {
    const cells = Object.fromEntries(dictionary.map(({ name }) => [name, runs[name]![n]]));
    return { row: runRowSchema.parse(cells) as RunRow, tables: own.get(String(id)) ?? {} };
  });
}
