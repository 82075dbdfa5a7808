import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { dictionary } from '../../lib/results/dictionary.ts';
import type { ReleaseManifest } from '../../lib/results/manifest.ts';
import type { ReleasedRun } from '../../lib/results/released-run.ts';
import { encodeTable } from '../../lib/results/table-codec.ts';
import { tableNames } from '../../lib/results/tables.ts';
import { manifestName, ofRelease } from './of-release.ts';

/** D1 refuses statements above 100 KB. */
const mostBytes = 90_000;
/** Bytes of a part of a blob: two digits each, with room for the rest of the statement. */
const partBytes = 44_000;

function literal(value: string | number | boolean | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (!Number.isFinite(value)) throw new RangeError(`A cell is ${value}; allowed are finite numbers and null.`);
  // The shortest decimal that names the number; SQLite reads it back to the same bits, as a test shows.
  return String(value);
}

/** INSERT statements of rows, as many to a statement as fit. */
function inserts(table: string, columns: readonly string[], rows: Iterable<string>): string[] {
  const head = `INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')}) VALUES\n`;
  const statements: string[] = [];
  let values: string[] = [];
  let bytes = 0;
  const flush = () => {
    if (values.length > 0) statements.push(`${head}${values.join(',\n')};`);
    values = [];
    bytes = head.length;
  };
  flush();
  for (const row of rows) {
    const size = utf8ToBytes(row).length + 2;
    if (size > mostBytes) throw new RangeError(`A row of ${table} takes ${size} bytes; allowed are ${mostBytes}.`);
    if (bytes + size > mostBytes) flush();
    values.push(row);
    bytes += size;
  }
  flush();
  return statements;
}

/** The rows of `details` that hold some bytes. */
function* parts(release: string, id: string, name: string, bytes: Uint8Array): Generator<string> {
  const head = [release, id, name].map(literal).join(', ');
  for (let part = 0; part * partBytes < bytes.length; part++) {
    const own = bytes.subarray(part * partBytes, (part + 1) * partBytes);
    yield `(${head}, ${part}, X'${bytesToHex(own)}')`;
  }
}

function* details({ release, ...manifest }: ReleaseManifest, runs: readonly ReleasedRun[]): Generator<string> {
  for (const { row, tables } of runs) {
    for (const name of tableNames) {
      const rows = tables[name];
      if (rows) yield* parts(release, row.id, name, encodeTable(name, rows));
    }
  }
  yield* parts(release, ofRelease, manifestName, utf8ToBytes(JSON.stringify({ release, ...manifest })));
}

/**
 * The SQL that loads a release, one statement each, all below D1's limit. What an interrupted load has left is removed
 * first and the release itself is written last, so that it is either absent or whole.
 */
export function seedStatements(manifest: ReleaseManifest, runs: readonly ReleasedRun[]): string[] {
  const { release, date, citation } = manifest;
  const name = literal(release);
  const rows = runs.map(({ row }) => {
    const cells = dictionary.map((column) => literal(row[column.name as keyof typeof row]));
    return `(${[name, ...cells].join(', ')})`;
  });
  return [
    ...['releases', 'details', 'runs'].map((table) => `DELETE FROM ${table} WHERE "release" = ${name};`),
    ...inserts('runs', ['release', ...dictionary.map((column) => column.name)], rows),
    ...inserts('details', ['release', 'id', 'name', 'part', 'body'], details(manifest, runs)),
    ...inserts(
      'releases',
      ['release', 'date', 'citation', 'latest'],
      [`(${[name, literal(date), literal(citation)].join(', ')}, 0)`],
    ),
  ];
}

/** The SQL that makes a loaded release the latest one. */
export function latestStatement(release: string): string {
  return `UPDATE releases SET latest = (release = ${literal(release)});`;
}
