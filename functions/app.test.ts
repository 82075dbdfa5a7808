import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterNames } from './runs/filter.ts';
import { entryBody } from './routes/entry.ts';
import { ask, askDocumented, read } from './testing/client.ts';

describe('the API, asked anything', () => {
  const names = ['limit', 'sort', 'fields', 'cursor', ...filterNames];
  const value = fc.oneof(
    fc.constantFrom('1', '0.9', '-1e3', 'relu,tanh', 'true', 'converged', 'id', '-gain,seed', '1,2,3', ''),
    fc.string({ maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const parameter = fc.tuple(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, fc.string()), value);
  const query = fc.array(parameter, { maxLength: 4 });

  it('never fails: an answer or a problem, as its document says', async () => {
    await fc.assert(
      fc.asyncProperty(query, async (parameters) => {
        const { response } = await askDocumented(`/api/v1/runs?${new URLSearchParams(parameters).toString()}`);
        expect([200, 400, 410]).toContain(response.status);
      }),
      { numRuns: 200 },
    );
  });

  it('does not care for the order of parameters', async () => {
    await fc.assert(
      fc.asyncProperty(query, async (parameters) => {
        const tags = [parameters, [...parameters].reverse()].map(async (given) => {
          const response = await ask(`/api/v1/runs?${new URLSearchParams(given).toString()}`);
          await response.arrayBuffer();
          return [response.status, response.headers.get('ETag')];
        });
        expect(await tags[0]).toEqual(await tags[1]);
      }),
      { numRuns: 100 },
    );
  });

  it('never fails for any path or method either', async () => {
    const path = fc.array(
      fc.oneof(fc.constantFrom('api', 'v1', 'runs', 'figures', 'data', 'two-points.svg', '..'), fc.webSegment()),
    );
    const method = fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE');
    await fc.assert(
      fc.asyncProperty(path, method, async (segments, name) => {
        const response = await ask(`/api/${segments.join('/')}`, { method: name });
        await response.arrayBuffer();
        expect(response.status).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the address that is tried first', () => {
  it('leads to everything, and every way is one', async () => {
    const { links } = await read('/api/v1', entryBody);
    // Pages are the site's, which is not here.
    const ways = Object.entries(links).filter(([name]) => name !== 'guide' && name !== 'reference');
    expect(ways.length).toBeGreaterThan(8);
    for (const [name, address] of ways) expect((await ask(address)).status, name).toBe(200);
  });
});
