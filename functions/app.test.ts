import fc from 'fast-check';
import { hc } from 'hono/client';
import { describe, expect, it } from 'vitest';
import type { AppType } from './app.ts';
import { filterNames } from './runs/filter.ts';
import { ask, askDocumented, seeded } from './testing/client.ts';

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

describe('a typed client', () => {
  it('is made from the type of the app', async () => {
    const fetcher = (input: RequestInfo | URL, init?: RequestInit) => {
      const { pathname, search } = new URL(input instanceof Request ? input.url : String(input));
      return ask(pathname + search, init);
    };
    const client = hc<AppType>('https://example.org', { fetch: fetcher });
    const response = await client.api.v1.runs.$get({ query: { gain__gte: '0.9', sort: '-seed', limit: '2' } });
    if (!response.ok) throw new Error(`The list answered ${response.status}.`);
    const { meta, data } = await response.json();
    expect(meta.release).toBe(seeded.latest.manifest.release);
    expect(data.map(({ seed }) => seed)).toEqual([3, 3]);
  });
});
