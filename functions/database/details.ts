import { decodeTable } from '../../lib/results/table-codec.ts';
import { tableNames, type RunTables, type TableName } from '../../lib/results/tables.ts';

interface Part {
  readonly name: string;
  readonly part: number;
  /** D1 gives a blob as an array of its bytes; other routes to SQLite give a buffer. */
  readonly body: readonly number[] | ArrayBuffer;
}

const query = (names: readonly string[]) => {
  const places = names.map((_, n) => `?${n + 3}`).join(', ');
  return (
    'SELECT "name", "part", "body" FROM details WHERE "release" = ?1 AND "id" = ?2 ' +
    `AND "name" IN (${places}) ORDER BY "name", "part"`
  );
};

/** The statement that finds some of what a release holds of a run, or of itself under the id `ofRelease`. */
export function detailsStatement(database: D1Database, release: string, id: string, names: readonly string[]) {
  return database.prepare(query(names)).bind(release, id, ...names);
}

/** The statement that finds the rows of some runs in a table, as parts like those of `detailsStatement`, each with its run. */
export function tableStatement(database: D1Database, release: string, name: TableName, ids: readonly string[]) {
  const places = ids.map((_, n) => `?${n + 3}`).join(', ');
  const text =
    'SELECT "id", "name", "part", "body" FROM details WHERE "release" = ?1 AND "name" = ?2 ' +
    `AND "id" IN (${places}) ORDER BY "id", "part"`;
  return database.prepare(text).bind(release, name, ...ids);
}

/** What such a statement has found, whole: bytes by name. */
export function joinParts(found: readonly unknown[]): Map<string, Uint8Array> {
  const groups = Map.groupBy(found as readonly Part[], ({ name }) => name);
  return new Map(
    [...groups].map(([name, parts]) => {
      const bodies = parts.map(({ body }) => new Uint8Array(body));
      const whole = new Uint8Array(bodies.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const body of bodies) {
        whole.set(body, at);
        at += body.length;
      }
      return [name, whole];
    }),
  );
}

/** The tables of a run among what a statement has found. */
export function tablesOf(found: readonly unknown[]): RunTables {
  const isTable = (name: string): name is TableName => (tableNames as readonly string[]).includes(name);
  return Object.fromEntries(
    [...joinParts(found)].flatMap(([name, bytes]) => (isTable(name) ? [[name, decodeTable(name, bytes)]] : [])),
  );
}
