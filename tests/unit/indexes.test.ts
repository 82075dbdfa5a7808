import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { indexes } from '../../functions/database/indexes.ts';

it('the Worker knows the indexes that the migrations make', () => {
  const folder = new URL('../../functions/migrations/', import.meta.url);
  const database = new DatabaseSync(':memory:');
  for (const name of readdirSync(folder).sort()) database.exec(readFileSync(new URL(name, folder), 'utf8'));
  const made = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'runs'").all();
  const found = (made as { name: string }[])
    .filter(({ name }) => !name.startsWith('sqlite_'))
    .map(({ name }) => {
      const columns = database.prepare(`PRAGMA index_info(${name})`).all() as { name: string }[];
      return [name, columns.map((column) => column.name).filter((column) => column !== 'release' && column !== 'id')];
    });
  expect(Object.fromEntries(found)).toEqual(indexes);
});
