import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { dictionary, type ColumnType } from '../../lib/results/dictionary.ts';

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

const storage: Record<ColumnType, string> = { text: 'TEXT', integer: 'INTEGER', real: 'REAL', boolean: 'INTEGER' };

describe('the migrations', () => {
  it('give the table of runs the release and every column of the dictionary, in its order', () => {
    const [release, ...columns] = columnsOf('runs');
    expect(release).toMatchObject({ name: 'release', type: 'TEXT', notnull: 1 });
    expect(columns.map(({ name, type, notnull }) => ({ name, type, nullable: notnull === 0 }))).toEqual(
      dictionary.map(({ name, type, nullable }) => ({ name, type: storage[type], nullable })),
    );
  });

  it('name a run by its release and its id, and a trajectory likewise', () => {
    const key = (table: string) => columnsOf(table).filter(({ pk }) => pk > 0).map(({ name }) => name); // prettier-ignore
    expect(key('runs')).toEqual(['release', 'id']);
    expect(key('trajectories')).toEqual(['release', 'id']);
  });

  it('make SQLite answer a filter on the common columns from an index, not by reading every run', () => {
    const database = migrated();
    for (const column of ['sweep', 'activation', 'gain', 'width', 'seed', 'status']) {
      const plan = database
        .prepare(`EXPLAIN QUERY PLAN SELECT "id" FROM runs WHERE "release" = ? AND "${column}" = ?`)
        .all('a', 'b');
      expect(JSON.stringify(plan)).toMatch(
        new RegExp(`USING (COVERING )?INDEX runs_by_\\w+ \\(release=\\? AND ${column}=\\?`),
      );
    }
  });
});
