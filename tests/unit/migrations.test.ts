import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { columnStatements, storage } from '../../functions/database/columns.ts';
import { dictionary } from '../../lib/results/dictionary.ts';

const folder = new URL('../../functions/migrations/', import.meta.url);

function migrated(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  for (const name of readdirSync(folder).sort()) database.exec(readFileSync(new URL(name, folder), 'utf8'));
  return database;
}

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}

const columnsOf = (table: string) =>
  migrated().prepare(`PRAGMA table_info(${table})`).all() as unknown as readonly ColumnInfo[];

describe('the migrations', () => {
  it('give the table of runs the release and the columns of the dictionary, far fewer than the hundred that D1 allows', () => {
    const [release, ...columns] = columnsOf('runs');
    expect(release).toMatchObject({ name: 'release', type: 'TEXT', notnull: 1 });
    expect(columns.map(({ name, type }) => ({ name, type }))).toEqual(
      dictionary.map(({ name, type }) => ({ name, type: storage[type] })),
    );
    expect(columns.length).toBeLessThan(95);
  });

  it('name a run by its release and its id, and a detail by these, its name and its part', () => {
    const key = (table: string) => columnsOf(table).filter(({ pk }) => pk > 0).map(({ name }) => name); // prettier-ignore
    expect(key('runs')).toEqual(['release', 'id']);
    expect(key('details')).toEqual(['release', 'id', 'name', 'part']);
  });

  it('need not know of a column that the dictionary gets later: loading a release adds it', () => {
    const database = migrated();
    for (const name of ['bestSystem', 'physical']) database.exec(`ALTER TABLE runs DROP COLUMN "${name}"`);
    const present = () =>
      (database.prepare('PRAGMA table_info(runs)').all() as unknown as ColumnInfo[]).map(({ name }) => name);
    const statements = columnStatements(present());
    expect(statements).toEqual([
      'ALTER TABLE runs ADD COLUMN "physical" INTEGER;',
      'ALTER TABLE runs ADD COLUMN "bestSystem" TEXT;',
    ]);
    for (const statement of statements) database.exec(statement);
    expect(new Set(present())).toEqual(new Set(['release', ...dictionary.map(({ name }) => name)]));
    expect(columnStatements(present())).toEqual([]);
  });

  it('make SQLite answer a filter on the common columns from an index, not by reading every run', () => {
    const database = migrated();
    for (const column of ['experiment', 'sweep', 'activation', 'gain', 'width', 'seed', 'status']) {
      const plan = database
        .prepare(`EXPLAIN QUERY PLAN SELECT "id" FROM runs WHERE "release" = ? AND "${column}" = ?`)
        .all('a', 'b');
      expect(JSON.stringify(plan)).toMatch(
        new RegExp(`USING (COVERING )?INDEX runs_by_\\w+ \\(release=\\? AND ${column}=\\?`),
      );
    }
  });
});
