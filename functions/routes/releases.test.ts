import { describe, expect, it } from 'vitest';
import { experiments } from '../../lib/experiments/index.ts';
import { figures } from '../../lib/figures/index.ts';
import { dictionary } from '../../lib/results/dictionary.ts';
import { app } from '../app.ts';
import { formats } from '../pictures/formats.ts';
import { problemKinds } from '../problems/kinds.ts';
import { operatorsOf } from '../runs/filter.ts';
import { ask, bindings, read, readProblem, seeded } from '../testing/client.ts';
import { experimentsBody } from './experiments.ts';
import { figuresBody } from './figures.ts';
import { kindsBody } from './problems.ts';
import { manifestBody, releasesBody } from './releases.ts';

const { latest, older } = seeded;

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: Record<string, unknown>;
  }[];
  readonly responses: Readonly<Record<string, unknown>>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

describe('releases', () => {
  it('are listed newest first, with the latest marked', async () => {
    const { data } = await read('/api/v1/releases', releasesBody);
    const list = data.map(({ release, date, latest: isLatest }) => [release, date, isLatest]);
    expect(list).toEqual([
      [latest.manifest.release, '2026-02-01', true],
      [older.manifest.release, '2026-01-01', false],
    ]);
  });

  it('have their manifests, as they were made, with the addresses of their files', async () => {
    for (const { manifest } of [latest, older]) {
      const { data, links } = await read(`/api/v1/releases/${manifest.release}`, manifestBody);
      expect(data).toEqual(manifest);
      expect(links['runs.parquet']).toBe(`/data/${manifest.release}/runs.parquet`);
    }
    await readProblem('/api/v1/releases/nonsense', 404);
  });
});

describe('the files of a release', () => {
  const assets = {
    fetch: (request: Request) => {
      if (!request.url.endsWith('/runs.parquet'))
        return Promise.resolve(new Response('<h1>None</h1>', { status: 404 }));
      const headers = { ETag: '"f00"', 'Cache-Control': 'public, max-age=0, must-revalidate' };
      const isKnown = request.headers.get('If-None-Match') === '"f00"';
      return Promise.resolve(
        isKnown ? new Response(null, { status: 304, headers }) : new Response('PAR1', { headers }),
      );
    },
  };
  const fetchFile = (name: string, init: RequestInit = {}) =>
    app.request(`/data/${latest.manifest.release}/${name}`, init, {
      ...bindings,
      ASSETS: assets as unknown as Fetcher,
    });

  it('are immutable, typed and open', async () => {
    const response = await fetchFile('runs.parquet');
    expect(response.status).toBe(200);
    expect(new TextDecoder().decode(await response.arrayBuffer())).toBe('PAR1');
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('Content-Type')).toBe('application/vnd.apache.parquet');
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    const again = await fetchFile('runs.parquet', { headers: { 'If-None-Match': '"f00"' } });
    expect([again.status, again.headers.get('ETag'), again.headers.get('Cache-Control')]).toEqual([
      304,
      '"f00"',
      'public, max-age=31536000, immutable',
    ]);
  });

  it('that do not exist are a problem that is not stored', async () => {
    const response = await fetchFile('nothing.csv');
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });
});

describe('what the API says of itself', () => {
  it('names every experiment with its parameters and columns', async () => {
    const { data } = await read('/api/v1/experiments', experimentsBody);
    expect(data.map(({ id }) => id)).toEqual(Object.keys(experiments));
    const [first] = data;
    const properties = first!.parameters.properties as Record<string, unknown>;
    expect(Object.keys(properties)).toEqual(Object.keys(experiments['two-points'].shape));
    expect(properties.gain).toMatchObject({ exclusiveMinimum: 0, maximum: 10, default: 0.6 });
    expect(first!.columns).toEqual(dictionary);
  });

  it('names every figure, with addresses that answer', async () => {
    const { data } = await read('/api/v1/figures', figuresBody);
    expect(data.map(({ id }) => id)).toEqual(Object.keys(figures));
    for (const format of formats) expect((await ask(data[0]!.links[format]!)).status).toBe(200);
  });

  it('names every kind of problem', async () => {
    const { data } = await read('/api/v1/problems', kindsBody);
    expect(data.map(({ type }) => type)).toEqual(Object.keys(problemKinds).map((kind) => `/api/v1/problems/${kind}`));
  });

  it('is an OpenAPI 3.1 document with every filter of every column, and only references that lead somewhere', async () => {
    const document: Document = await (await ask('/api/v1/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    for (const path of ['/api/v1/runs', '/api/v1/releases/{release}/runs']) {
      const parameters = document.paths[path]!.get.parameters!;
      const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
      const expected = dictionary.flatMap((column) =>
        operatorsOf(column).map((operator) => (operator === 'eq' ? column.name : `${column.name}__${operator}`)),
      );
      expect(names).toEqual(['limit', 'sort', 'fields', 'cursor', ...expected]);
      const schemaOf = (name: string) => parameters.find((parameter) => parameter.name === name)!.schema;
      expect(schemaOf('gain__gte')).toMatchObject({ type: 'number' });
      expect(schemaOf('seed__in')).toMatchObject({ type: 'array', items: { type: 'integer' } });
      expect(schemaOf('status').enum).toEqual(['converged', 'unfinished', 'diverged']);
    }
    const text = JSON.stringify(document);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(document.components.schemas).toHaveProperty([name!]);
    }
    for (const operation of Object.values(document.paths)) {
      expect(operation.get.summary).toBeTruthy();
      expect(operation.get.responses).toHaveProperty('200');
    }
  });
});
