import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { runsCsv } from './csv.ts';
import { dictionary } from './dictionary.ts';
import { readRuns, readTrajectories, runsParquet, trajectoriesParquet } from './parquet.ts';
import type { RunSeries } from '../experiments/run-record.ts';
import type { RunRow } from './run-row.ts';

/** One run as a release holds it. */
export interface ReleasedRun {
  readonly row: RunRow;
  readonly series: RunSeries;
}

/** `manifest.json` of a release. */
export const releaseManifestSchema = z.strictObject({
  release: z
    .string()
    .regex(/^[0-9a-f]{12}$/)
    .meta({ description: 'Id of the release: hash of the names and hashes of its data files.' }),
  date: z.iso.date().meta({ description: 'Day on which the release was made.' }),
  title: z.string(),
  licence: z.string().meta({ description: 'SPDX identifier of the licence of the data.' }),
  runs: z.int().meta({ description: 'Number of runs.' }),
  sweeps: z.array(z.strictObject({ id: z.string(), title: z.string(), runs: z.int() })),
  engines: z.array(z.strictObject({ id: z.string(), version: z.string(), runs: z.int() })),
  initialisation: z.array(z.string()),
  files: z.array(
    z.strictObject({
      name: z.string(),
      mediaType: z.string(),
      bytes: z.int(),
      rows: z.int(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  dictionary: z.array(z.looseObject({ name: z.string() })).meta({ description: 'The columns of the table of runs.' }),
});
export type ReleaseManifest = z.output<typeof releaseManifestSchema>;

/** A release in memory: its manifest and its data files by name. */
export interface Release {
  readonly manifest: ReleaseManifest;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const nothingSeen: RunSeries = { step: [], h: [], y: [], w: [], loss: [] };

const hash = (bytes: Uint8Array) => bytesToHex(sha256(bytes));

/**
 * Makes a release of finished runs. The same runs give the same id, whatever their order and whenever it is made.
 * @throws RangeError if there is no run, or two runs have the same id.
 */
export function makeRelease(
  runs: readonly ReleasedRun[],
  { date, title, sweeps }: { date: string; title: string; sweeps: readonly { id: string; title: string }[] },
): Release {
  if (runs.length === 0) throw new RangeError('A release needs at least one run; 0 were given.');
  const sorted = [...runs].sort((a, b) => (a.row.id < b.row.id ? -1 : 1));
  const twice = sorted.find(({ row }, n) => row.id === sorted[n + 1]?.row.id);
  if (twice) throw new RangeError(`Run ${twice.row.id} was given twice; a release holds each run once.`);
  const rows = sorted.map(({ row }) => row);
  const observations = sorted.reduce((sum, { series }) => sum + series.step.length, 0);
  const contents: [string, string, number, Uint8Array][] = [
    ['runs.csv', 'text/csv; charset=utf-8; header=present', rows.length, utf8ToBytes(runsCsv(rows))],
    ['runs.parquet', 'application/vnd.apache.parquet', rows.length, runsParquet(rows)],
    ['trajectories.parquet', 'application/vnd.apache.parquet', observations, trajectoriesParquet(sorted)],
  ];
  const files = contents.map(([name, mediaType, count, bytes]) => ({
    ...{ name, mediaType, bytes: bytes.byteLength, rows: count, sha256: hash(bytes) },
  }));
  const identity = canonicalize(files.map(({ name, sha256: digest }) => [name, digest]))!;
  const engines = [...new Map(rows.map((row) => [`${row.engine}@${row.engineVersion}`, row])).values()];
  return {
    manifest: {
      release: hash(utf8ToBytes(identity)).slice(0, 12),
      ...{ date, title, licence: 'CC-BY-4.0', runs: rows.length },
      sweeps: sweeps.map((sweep) => ({ ...sweep, runs: rows.filter((row) => row.sweep === sweep.id).length })),
      engines: engines.map((row) => ({
        id: row.engine,
        version: row.engineVersion,
        runs: rows.filter((other) => other.engine === row.engine && other.engineVersion === row.engineVersion).length,
      })),
      initialisation: [...new Set(rows.map((row) => row.initialisation))].sort(),
      files,
      dictionary: dictionary.map((column) => ({ ...column })),
    },
    files: new Map(contents.map(([name, , , bytes]) => [name, bytes])),
  };
}

/**
 * Checks a release's files against its manifest and reads its runs, sorted by id.
 * @throws Error if a file is missing or its bytes have another hash than the manifest says.
 */
export async function readRelease({ manifest, files }: Release): Promise<ReleasedRun[]> {
  const bytesOf = (name: string) => {
    const bytes = files.get(name);
    if (!bytes) throw new Error(`Release ${manifest.release} lacks its file ${name}.`);
    const expected = manifest.files.find((file) => file.name === name)?.sha256;
    const actual = hash(bytes);
    if (actual !== expected) {
      throw new Error(`${name} of release ${manifest.release} has SHA-256 ${actual}; its manifest says ${expected}.`);
    }
    return bytes;
  };
  const rows = await readRuns(bytesOf('runs.parquet'));
  const series = await readTrajectories(bytesOf('trajectories.parquet'));
  return rows.map((row) => {
    // A run that diverged before its first observation has no rows among the trajectories.
    const curves = series.get(row.id) ?? (row.divergedAt === 0 ? nothingSeen : undefined);
    if (!curves) throw new Error(`Release ${manifest.release} has no trajectory of run ${row.id}.`);
    return { row, series: curves };
  });
}
