import { describe, expect, it } from 'vitest';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { manifestBody } from '../routes/releases.ts';
import { runBody, runsBody } from '../routes/runs.ts';
import { bindings, read, seeded } from '../testing/client.ts';
import { latestStatement, seedStatements } from './seed.ts';

const { latest, older, runs } = seeded;
const execute = (statements: readonly string[]) =>
  bindings.DB.batch(statements.map((statement) => bindings.DB.prepare(statement)));

describe('the statements that load a release', () => {
  it('are each below D1’s limit of 100 KB', () => {
    const row = runs.latest[0]!;
    const many = Array.from({ length: 300 }, (_, n) => ({ ...row, row: { ...row.row, id: String(n) } }));
    const statements = seedStatements(latest.manifest, many);
    expect(statements.length).toBeGreaterThan(10);
    for (const statement of statements) expect(utf8ToBytes(statement).length).toBeLessThan(100_000);
  });

  it('can be run again, and after a load that broke off, without a trace of it', async () => {
    const before = await read(`/api/v1/releases/${older.manifest.release}/runs`, runsBody);
    const statements = seedStatements(older.manifest, runs.older);
    await execute(statements.slice(0, 4));
    await execute([...statements, latestStatement(latest.manifest.release)]);
    expect(await read(`/api/v1/releases/${older.manifest.release}/runs`, runsBody)).toEqual(before);
    expect((await read('/api/v1/runs', runsBody)).meta.release).toBe(latest.manifest.release);
  });

  it('keep every bit of every number, and every character of every text', async () => {
    const [first] = runs.older;
    const values = Array.from({ length: 200 }, (_, n) => Math.sin(n + 1) * 10 ** ((n % 40) - 20));
    const altered = values.map((value, n) => ({
      tables: first!.tables,
      row: { ...first!.row, id: `v${String(n).padStart(3, '0')}`, etaH: value, reason: `it's "odd"; η\n-- ${n}` },
    }));
    const manifest = { ...older.manifest, release: 'aaaaaaaaaaaa' };
    await execute(seedStatements(manifest, altered));
    const { data } = await read('/api/v1/releases/aaaaaaaaaaaa/runs?fields=etaH,reason&limit=1000', runsBody);
    expect(data).toEqual(altered.map(({ row: { etaH, reason } }) => ({ etaH, reason })));
    await execute(
      ['runs', 'details', 'releases'].map((table) => `DELETE FROM ${table} WHERE release = 'aaaaaaaaaaaa';`),
    );
  });

  it('cut what is too long for a statement into parts, which are read as one', async () => {
    const [first] = runs.older;
    const count = 5000;
    const curve = Array.from({ length: count }, (_, n) => Math.fround(Math.sin(n + 1) ** 2));
    const trajectories = { step: curve.map((_, n) => n), h: curve, y: curve, w: curve, loss: curve };
    const manifest = { ...older.manifest, release: 'bbbbbbbbbbbb' };
    const statements = seedStatements(manifest, [{ row: first!.row, tables: { trajectories } }]);
    for (const statement of statements) expect(utf8ToBytes(statement).length).toBeLessThan(100_000);
    await execute(statements);
    const body = await read(`/api/v1/releases/bbbbbbbbbbbb/runs/${first!.row.id}?include=trajectories`, runBody);
    expect(body.tables).toEqual({ trajectories });
    expect((await read('/api/v1/releases/bbbbbbbbbbbb', manifestBody)).data).toEqual(manifest);
    await execute(
      ['runs', 'details', 'releases'].map((table) => `DELETE FROM ${table} WHERE release = 'bbbbbbbbbbbb';`),
    );
  });

  it('refuse numbers that SQL cannot hold', () => {
    const [first] = runs.older;
    const broken = { ...first!, row: { ...first!.row, hFinal: NaN } };
    expect(() => seedStatements(older.manifest, [broken])).toThrow('NaN');
  });
});
