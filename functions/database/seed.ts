import { utf8ToBytes } from '@noble/hashes/utils.js';
import { dictionary } from '../../lib/results/dictionary.ts';
import type { ReleasedRun, ReleaseManifest } from '../../lib/results/release.ts';
import { encodeSeries } from '../../lib/results/series-codec.ts';

/** D1 refuses statements above 100 KB. */
const mostBytes = 90_000;

function literal(value: string | number | boolean | null): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (!Number.isFinite(value)) throw new RangeError(`A cell is ${value}; allowed are finite numbers and null.`);
  // The shortest decimal that names the number; SQLite reads it back to the same bits, as a test shows.
  return String(value);
}

const blob = (bytes: Uint8Array) => `X'${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}'`;

/** INSERT statements of rows, as many to a statement as fit. */
function inserts(table: string, columns: readonly string[], rows: readonly string[]): string[] {
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

/**
 * The SQL that loads a release, one statement each, all below D1's limit. What an interrupted load has left is removed
 * first and the release itself is written last, so that it is either absent or whole.
 */
export function seedStatements(manifest: ReleaseManifest, runs: readonly ReleasedRun[]): string[] {
  const { release, date } = manifest;
  const name = literal(release);
  const rows = runs.map(({ row }) => {
    const cells = dictionary.map((column) => literal(row[column.name as keyof typeof row]));
    return `(${[name, ...cells].join(', ')})`;
  });
  const curves = runs.map(({ row, series }) => `(${name}, ${literal(row.id)}, ${blob(encodeSeries(series))})`);
  return [
    ...['releases', 'trajectories', 'runs'].map((table) => `DELETE FROM ${table} WHERE "release" = ${name};`),
    ...inserts('runs', ['release', ...dictionary.map((column) => column.name)], rows),
    ...inserts('trajectories', ['release', 'id', 'series'], curves),
    ...inserts(
      'releases',
      ['release', 'date', 'manifest', 'latest'],
      [`(${name}, ${literal(date)}, ${literal(JSON.stringify(manifest))}, 0)`],
    ),
  ];
}

/** The SQL that makes a loaded release the latest one. */
export function latestStatement(release: string): string {
  return `UPDATE releases SET latest = (release = ${literal(release)});`;
}
