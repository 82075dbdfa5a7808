import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { latestStatement, seedStatements } from '../database/seed.ts';
import { testReleases } from './release.ts';

// Tests ask thousands of times; what is logged of it has a test of its own.
vi.spyOn(console, 'log').mockImplementation(() => undefined);

/** The releases that the database of every test file holds. */
export const seeded = await testReleases();

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
const { older, latest, runs } = seeded;
const statements = [
  ...seedStatements(older.manifest, runs.older),
  ...seedStatements(latest.manifest, runs.latest),
  latestStatement(latest.manifest.release),
];
await env.DB.batch(statements.map((statement) => env.DB.prepare(statement)));
