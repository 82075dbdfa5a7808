import { afterEach, describe, expect, it, vi } from 'vitest';
import { app } from '../app.ts';
import { kindBody } from '../routes/problems.ts';
import { runsBody } from '../routes/runs.ts';
import { ask, bindings, read, readProblem, seeded } from '../testing/client.ts';
import { problemSchema } from './problem.ts';

const { release } = seeded.latest.manifest;
const list = '/api/v1/runs';

/** Queries that are wrong: what is given, the parameter that is at fault, and a part of what is said. */
const wrong: [query: string, parameter: string, said: RegExp][] = [
  ['limit=0', 'limit', /1 to 1000/],
  ['limit=1001', 'limit', /1 to 1000/],
  ['limit=1e2', 'limit', /1 to 1000/],
  ['limit=', 'limit', /empty/],
  ['limit=00010', 'limit', /without zeros/],
  ['limit=-1', 'limit', /1 to 1000/],
  ['limit=5&limit=6', 'limit', /2 times/],
  ['gian=1', 'gian', /nearest is gain/],
  ['gain__above=1', 'gain__above', /no parameter/],
  ['gain__=1', 'gain__', /no parameter/],
  ['__proto__=1', '__proto__', /no parameter/],
  ['constructor=1', 'constructor', /no parameter/],
  ['gain=x', 'gain', /a number/],
  ['gain=', 'gain', /empty/],
  ['gain=NaN', 'gain', /a number/],
  ['gain=1e999', 'gain', /a number/],
  ['gain=0x10', 'gain', /a number/],
  ['gain__in=1,,2', 'gain__in', /a number/],
  ['gain__null=true', 'gain__null', /no parameter/],
  ['seed=1.5', 'seed', /whole number/],
  ['seed=9007199254740993', 'seed', /whole number/],
  ['activation=softplus', 'activation', /leaky_relu, relu/],
  ['activation__gt=relu', 'activation__gt', /no parameter/],
  ['physical=yes', 'physical', /true or false/],
  ['etaH__null=1', 'etaH__null', /true or false/],
  ['sort=speed', 'sort', /no column speed/],
  ['sort=gain,-gain', 'sort', /twice/],
  ['sort=--gain', 'sort', /no column -gain/],
  ['sort=gain,', 'sort', /no column/],
  ['sort=id;DROP TABLE runs', 'sort', /no column/],
  ['fields=id,nothing', 'fields', /no column nothing/],
  ['fields=', 'fields', /no column/],
  [`seed__in=${Array.from({ length: 81 }, (_, n) => n).join(',')}`, 'seed__in', /81 values.*80 values/],
  [`gain=1&seed__in=${Array.from({ length: 80 }, (_, n) => n).join(',')}`, 'seed__in', /together have 81/],
  [`${'x'.repeat(500)}=1`, 'x'.repeat(500), /no parameter/],
];

describe('a wrong query', () => {
  it.each(wrong)('%s is refused, naming the parameter', async (query, parameter, said) => {
    for (const path of [list, `/api/v1/releases/${release}/runs`]) {
      const { errors } = await readProblem(`${path}?${query}`, 400);
      expect(errors).toHaveLength(1);
      expect(errors![0]!.parameter).toBe(parameter);
      expect(`${errors![0]!.detail} ${errors![0]!.allowed}`).toMatch(said);
    }
  });

  it('is refused with all that is wrong, not only the first', async () => {
    const { errors } = await readProblem(`${list}?limit=0&gain=x&sort=y&fields=z&huh=1&seed=2`, 400);
    expect(errors!.map(({ parameter }) => parameter).sort()).toEqual(['fields', 'gain', 'huh', 'limit', 'sort']);
  });

  it('cannot reach SQL through any value', async () => {
    for (const value of ["' OR 1=1 --", '"; DROP TABLE runs; --', '%', '?1']) {
      const body = await read(`${list}?sweep=${encodeURIComponent(value)}`, runsBody);
      expect(body.data).toEqual([]);
    }
    expect((await read(list, runsBody)).meta.total).toBe(seeded.runs.latest.length);
  });
});

describe('an address without parameters', () => {
  const { id } = seeded.runs.latest[0]!.row;
  const runs = `/api/v1/releases/${release}/runs`;
  it.each([
    ...['/api/v1/experiments', '/api/v1/figures', '/api/v1/releases', `/api/v1/releases/${release}`],
    ...['/api/v1/problems', '/api/v1/problems/internal', '/api/v1/openapi.json'],
    ...['/api/v1/runs', runs].flatMap((list) =>
      ['', '/trajectory', '/trajectory.csv'].map((path) => list + `/${id}${path}`),
    ),
  ])('%s refuses any, by name', async (address) => {
    const response = await ask(`${address}?fields=id&x=1&x=2`);
    expect(response.status).toBe(400);
    const { type, errors } = problemSchema.parse(await response.json());
    expect(type).toBe('/api/v1/problems/invalid-parameters');
    expect(errors!.map(({ parameter, given }) => [parameter, given])).toEqual([
      ['fields', 'id'],
      ['x', '1 & 2'],
    ]);
  });
});

describe('every problem', () => {
  const problems: [address: string, init: RequestInit, status: number][] = [
    ['/api/v1/nothing', {}, 404],
    ['/api/v2', {}, 404],
    ['/api/v1/runs/', {}, 404],
    ['/data/x', {}, 404],
    ['/figures/two-points.gif', {}, 404],
    ['/api/v1/problems/none', {}, 404],
    [`${list}?limit=0`, {}, 400],
    // Found out only after the headers of a success have been set.
    ['/figures/two-points.png?v=1&px=1600&scale=4', {}, 400],
    [list, { method: 'POST', body: '{}' }, 405],
    [list, { method: 'DELETE' }, 405],
    ['/figures/two-points.svg', { method: 'PUT' }, 405],
    ['/api/v1/openapi.json', { method: 'PATCH' }, 405],
  ];
  it.each(problems)('%s %o is problem+json, never stored, and names the request', async (address, init, status) => {
    const response = await ask(address, { ...init, headers: { 'X-Request-Id': 'abc-123' } });
    expect(response.status).toBe(status);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.get('Cloudflare-CDN-Cache-Control')).toBeNull();
    expect(response.headers.get('ETag')).toBeNull();
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(response.headers.get('X-Request-Id')).toBe('abc-123');
    const body = problemSchema.parse(await response.json());
    expect(body).toMatchObject({ status, instance: address, requestId: 'abc-123' });
    expect((await read(body.type, kindBody)).data).toMatchObject({ status, title: body.title });
    if (status === 405) expect(response.headers.get('Allow')).toBe('GET, HEAD, OPTIONS');
  });

  it('of a page is a page', async () => {
    const pages = {
      fetch: () =>
        Promise.resolve(new Response('<h1>No page</h1>', { status: 404, headers: { 'Content-Type': 'text/html' } })),
    };
    const response = await app.request('/figures/nothing', {}, { ...bindings, ASSETS: pages as unknown as Fetcher });
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('<h1>No page</h1>');
    expect(response.headers.get('Content-Security-Policy')).toBeNull();
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });
});

describe('OPTIONS', () => {
  it('lets every site read', async () => {
    const response = await ask(list, {
      method: 'OPTIONS',
      headers: { Origin: 'https://elsewhere.example', 'Access-Control-Request-Method': 'GET' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('Access-Control-Allow-Methods')).toBe('GET,HEAD,OPTIONS,POST');
    expect(response.headers.get('Access-Control-Max-Age')).toBe('86400');
  });
});

describe('a server in trouble', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });
  const withDatabase = (first: () => Promise<unknown>) =>
    app.request(list, {}, { ...bindings, DB: { prepare: () => ({ first }) } as unknown as D1Database });

  it('without a release says so', async () => {
    const response = await withDatabase(() => Promise.resolve(null));
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ type: '/api/v1/problems/no-release' });
  });

  it('with a broken database says nothing of its inside to the client, and all to the log, in one line', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const response = await withDatabase(() => Promise.reject(new Error('disk on fire')));
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain('disk');
    expect(log).toHaveBeenCalledTimes(1);
    const line = JSON.parse(log.mock.calls[0]![0] as string) as Record<string, string>;
    expect(line).toMatchObject({ level: 'error', error: 'disk on fire', method: 'GET' });
    expect(line.requestId).toBe((JSON.parse(text) as Record<string, string>).requestId);
  });
});
