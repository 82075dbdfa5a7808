/**
 * Loads the releases of content/releases into D1: `node functions/local/seed.ts --local`, and `--remote` for a deployment.
 * Releases that the database has already are left alone. Every file is checked against its manifest first.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { releaseManifestSchema } from '../../lib/results/manifest.ts';
import { readRelease, type Release } from '../../lib/results/release.ts';
import { columnStatements } from '../database/columns.ts';
import { latestStatement, seedStatements } from '../database/seed.ts';
import { stateFlag } from './state.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'content/releases');
const wrangler = join(dirname(createRequire(import.meta.url).resolve('wrangler/package.json')), 'bin/wrangler.js');

const target = process.argv[2];
if (target !== '--local' && target !== '--remote') {
  throw new Error(`Where to load the releases is ${target ?? 'not given'}; allowed are --local and --remote.`);
}

/** Runs wrangler on the database; what it says on failure goes to our own standard error. */
function execute(...args: string[]): string {
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
  const where = target === '--local' ? ['--local', stateFlag] : ['--remote'];
  const all = [wrangler, 'd1', 'execute', 'DB', ...where, '--yes', ...args];
  return execFileSync(process.execPath, all, { cwd: root, stdio, encoding: 'utf8', maxBuffer: 2 ** 28 });
}

const resultSchema = z.tuple([
  z.object({ results: z.array(z.object({ release: z.string(), latest: z.int() })) }),
  z.object({ results: z.array(z.object({ name: z.string() })) }),
]);

/** Ids of the releases that the database holds, which is the latest, and the columns of its table of runs. */
function present(): { ids: Set<string>; latest: string | undefined; columns: string[] } {
  const question = "SELECT release, latest FROM releases; SELECT name FROM pragma_table_info('runs');";
  const [releases, columns] = resultSchema.parse(JSON.parse(execute('--json', '--command', question)));
  return {
    ids: new Set(releases.results.map(({ release }) => release)),
    latest: releases.results.find(({ latest }) => latest === 1)?.release,
    columns: columns.results.map(({ name }) => name),
  };
}

function readFromDisk(id: string): Release {
  const at = (name: string) => join(folder, id, name);
  const manifest = releaseManifestSchema.parse(JSON.parse(readFileSync(at('manifest.json'), 'utf8')));
  if (manifest.release !== id) throw new Error(`${at('manifest.json')} is of release ${manifest.release}.`);
  return { manifest, files: new Map(manifest.files.map(({ name }) => [name, readFileSync(at(name))])) };
}

const onDisk = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const latest = z
  .object({ release: z.string() })
  .parse(JSON.parse(readFileSync(join(folder, 'latest.json'), 'utf8'))).release;
if (!onDisk.includes(latest)) throw new Error(`latest.json names ${latest}; there are ${onDisk.join(', ') || 'none'}.`);

const known = present();
const missing = onDisk.filter((id) => !known.ids.has(id));
const statements = columnStatements(known.columns);
for (const id of missing) {
  const release = readFromDisk(id);
  statements.push(...seedStatements(release.manifest, await readRelease(release)));
}
if (statements.length > 0 || known.latest !== latest) {
  const file = join(root, '.cache', `seed-${process.pid}.sql`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${[...statements, latestStatement(latest)].join('\n')}\n`);
  execute('--file', file);
}
console.log(`database: ${missing.length} of ${onDisk.length} releases loaded, latest is ${latest}`);
