import { beforeAll, describe, expect, it } from 'vitest';
import { dictionary } from '../../lib/results/dictionary.ts';
import { readRunsQuery } from '../runs/query.ts';
import { bindings, seeded } from '../testing/client.ts';
import { documentedQueries } from '../testing/documented-queries.ts';
import { pageStatements } from './runs.ts';
import type { Statement } from './statement.ts';

/* The queries that docs/api.md gives as examples, on a table that is large enough for reading all of it to be seen. */

const release = 'fffffffffff1';
const copies = 200;

beforeAll(async () => {
  const { DB } = bindings;
  const names = dictionary.map(({ name }) => `"${name}"`).filter((name) => name !== '"id"' && name !== '"seed"');
  // The runs of the tests' release many times over, each copy with seeds and ids of its own.
  await DB.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${copies - 1}) ` +
      `INSERT INTO runs ("release", "id", "seed", ${names.join(', ')}) ` +
      `SELECT '${release}', printf('%04x', (i * 40503) & 65535) || substr("id", 5), i, ${names.join(', ')} ` +
      `FROM runs, n WHERE "release" = '${seeded.latest.manifest.release}'`,
  ).run();
});

const run = ({ text, values }: Statement, prefix = '') =>
  bindings.DB.prepare(prefix + text)
    .bind(...values)
    .all<Record<string, string | number | null>>();

describe.each(documentedQueries)('the documented query %s', (address) => {
  const query = readRunsQuery(new URL(address, 'https://example.org').searchParams);

  it('is answered from an index, in its order', async () => {
    const plan = (await run(pageStatements(release, query, null).page, 'EXPLAIN QUERY PLAN ')).results;
    const details = plan.map(({ detail }) => String(detail)).join('; ');
    expect(details).toMatch(/^SEARCH runs USING (INDEX|PRIMARY KEY|COVERING INDEX)/);
    expect(details).not.toContain('TEMP B-TREE');
  });

  it('reads little more than it gives, on every page', async () => {
    let position: (string | number | null)[] | null = null;
    for (let page = 0; page < 5; page++) {
      const { results, meta }: Awaited<ReturnType<typeof run>> = await run(
        pageStatements(release, query, position).page,
      );
      expect(meta.rows_read, `page ${page}`).toBeLessThanOrEqual(3 * results.length + 50);
      if (results.length <= query.limit) {
        if (page === 0) expect(results.length, 'the query finds something').toBeGreaterThan(0);
        break;
      }
      position = query.sort.map(({ column }) => results[query.limit - 1]![column.name]!);
    }
  });
});
