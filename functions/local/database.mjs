// The local D1: made by the migrations from the releases in content/, so it can always be made anew.
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './install.mjs';
import { run } from './process.mjs';
import { hashOf, readStamp, writeStamp } from './stamp.mjs';
import { databaseFolder, stateFlag } from './state.mjs';

// Beside the database, so that the two go together.
const stamp = join(databaseFolder, 'seeded');

/** Migrates and seeds the local database, if migrations or releases have changed. */
export async function prepareDatabase() {
  const migrations = hashOf('functions/migrations');
  const seed = hashOf('content/releases', 'functions/database/seed.ts', 'functions/local/seed.ts');
  const [oldMigrations, oldSeed] = (readStamp(stamp) ?? '').trim().split(' ');
  if (oldMigrations === migrations && oldSeed === seed) {
    console.log('database: up to date');
    return;
  }
  if (oldMigrations !== migrations) rmSync(resolve(root, databaseFolder), { recursive: true, force: true });
  await run('wrangler', ['d1', 'migrations', 'apply', 'DB', '--local', stateFlag]);
  console.log((await run('node', ['functions/local/seed.ts', '--local'])).trim());
  writeStamp(stamp, `${migrations} ${seed}\n`);
}
