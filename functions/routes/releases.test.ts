import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { experiments } from '../../lib/experiments/index.ts';
import { figures } from '../../lib/figures/index.ts';
import { dictionary } from '../../lib/results/dictionary.ts';
import { app } from '../app.ts';
import { formats } from '../../lib/figures/files/formats.ts';
import { resolved } from '../document/breaking.ts';
import { problemKinds } from '../problems/kinds.ts';
import { problemSchema } from '../problems/problem.ts';
import { operatorsOf } from '../runs/filter.ts';
import { ask, bindings, read, readProblem, seeded } from '../testing/client.ts';
import { experimentsBody } from './experiments.ts';
import { figuresBody } from './figures.ts';
import { kindsBody } from './problems.ts';
import { manifestBody, releasesBody } from './releases.ts';

const { latest, older } = seeded;

interface Operation {
  readonly summary?: string;
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: Record<string, unknown>;
  }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}
type Method = 'get' | 'post';
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<Method, Operation>>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
  readonly security?: readonly unknown[];
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
}

/** Every operation with its path, its parameters in full where the document refers to them. */
async function readDocument() {
  const document: Document = await (await ask('/api/v1/openapi.json')).json();
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).map(({ parameters = [], ...operation }) => ({
      ...operation,
      path,
      parameters: parameters.map((parameter) => resolved(document as never, parameter)),
    })),
  );
  return { document, operations };
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
  const content = 'PAR1datatail';
  const assets = {
    fetch: (request: Request) => {
      if (!request.url.endsWith('/runs.parquet'))
        return Promise.resolve(new Response('<h1>None</h1>', { status: 404 }));
      // As the platform's: it knows conditions and no ranges.
      const headers = { ETag: '"f00"', 'Cache-Control': 'public, max-age=0, must-revalidate' };
      const isKnown = request.headers.get('If-None-Match') === '"f00"';
      const body = request.method === 'HEAD' || isKnown ? null : content;
      return Promise.resolve(new Response(body, { status: isKnown ? 304 : 200, headers }));
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
    expect(new TextDecoder().decode(await response.arrayBuffer())).toBe(content);
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

  const ranged = (headers: Record<string, string>, init: RequestInit = {}) =>
    fetchFile('runs.parquet', { ...init, headers });
  const textOf = async (response: Response) => new TextDecoder().decode(await response.arrayBuffer());
  const sizes = ({ status, headers }: Response) => [
    status,
    headers.get('Content-Length'),
    headers.get('Content-Range'),
    headers.get('Accept-Ranges'),
  ];

  it('say how long they are and that they have ranges, to HEAD too', async () => {
    for (const method of ['GET', 'HEAD']) {
      const response = await ranged({}, { method });
      expect(sizes(response)).toEqual([200, '12', null, 'bytes']);
      expect(await textOf(response)).toBe(method === 'GET' ? content : '');
    }
    // RFC 9110: only GET has ranges.
    expect(sizes(await ranged({ Range: 'bytes=0-3' }, { method: 'HEAD' }))).toEqual([200, '12', null, 'bytes']);
  });

  it('are given in part, as readers of Parquet ask for them', async () => {
    for (const [range, text, where] of [
      ['bytes=0-3', 'PAR1', '0-3'],
      ['bytes=-4', 'tail', '8-11'],
      ['bytes=4-', 'datatail', '4-11'],
      ['bytes=4-7', 'data', '4-7'],
      ['bytes=8-999', 'tail', '8-11'],
    ] as const) {
      const response = await ranged({ Range: range });
      expect(sizes(response)).toEqual([206, String(text.length), `bytes ${where}/12`, 'bytes']);
      expect(response.headers.get('ETag')).toBe('"f00"');
      expect(response.headers.get('Content-Type')).toBe('application/vnd.apache.parquet');
      expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('Access-Control-Expose-Headers')).toContain('Content-Range');
      expect(await textOf(response)).toBe(text);
    }
  });

  it('are given whole where a range is several, unreadable or of another version of the file', async () => {
    for (const headers of [
      { Range: 'bytes=0-1,4-5' },
      { Range: 'rows=1-2' },
      { Range: 'bytes=0-3', 'If-Range': '"other"' },
      { Range: 'bytes=0-3', 'If-Range': 'W/"f00"' },
    ]) {
      const response = await ranged(headers);
      expect(response.status).toBe(200);
      expect(await textOf(response)).toBe(content);
    }
    expect((await ranged({ Range: 'bytes=0-3', 'If-Range': '"f00"' })).status).toBe(206);
    expect((await ranged({ Range: 'bytes=0-3', 'If-None-Match': '"x", W/"f00"' })).status).toBe(304);
  });

  it('have no bytes beyond their end', async () => {
    const response = await ranged({ Range: 'bytes=12-' });
    expect(sizes(response)).toEqual([416, null, 'bytes */12', 'bytes']);
    expect(response.headers.get('ETag')).toBeNull();
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(problemSchema.parse(await response.json()).type).toBe('/api/v1/problems/range-not-satisfiable');
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
    const ofFirst = dictionary.filter(
      ({ experiments: ids }) => ids.includes('two-points') || ids.includes('alternatives'),
    );
    expect(first!.columns).toEqual(ofFirst);
    const named = new Set(data.flatMap(({ columns }) => columns.map(({ name }) => name)));
    expect(named).toEqual(new Set(dictionary.map(({ name }) => name)));
  });

  it('names every figure, with addresses that answer', async () => {
    const { data } = await read('/api/v1/figures', figuresBody);
    expect(data.map(({ id }) => id)).toEqual(Object.keys(figures));
    // One whose runs are in the release, which the others have to be trained or built for.
    const { links } = data.find(({ id }) => id === 'two-points')!;
    for (const format of formats) expect((await ask(links[format]!)).status).toBe(200);
  });

  it('names every kind of problem', async () => {
    const { data } = await read('/api/v1/problems', kindsBody);
    expect(data.map(({ type }) => type)).toEqual(Object.keys(problemKinds).map((kind) => `/api/v1/problems/${kind}`));
  });

  it('is an OpenAPI 3.1 document with every filter of every column, and only references that lead somewhere', async () => {
    const { document, operations } = await readDocument();
    expect(document.openapi).toBe('3.1.0');
    for (const path of ['/api/v1/runs', '/api/v1/releases/{release}/runs']) {
      const { parameters } = operations.find((operation) => operation.path === path)!;
      const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
      const expected = dictionary.flatMap((column) =>
        operatorsOf(column).map((operator) => (operator === 'eq' ? column.name : `${column.name}__${operator}`)),
      );
      expect(names).toEqual(['limit', 'sort', 'fields', 'cursor', 'sample', 'total', 'sampleSeed', ...expected]);
      const schemaOf = (name: string) => parameters.find((parameter) => parameter.name === name)!.schema;
      expect(schemaOf('gain__gte')).toMatchObject({ type: 'number' });
      expect(schemaOf('seed__in')).toMatchObject({ type: 'array', items: { type: 'integer' } });
      expect(schemaOf('status').enum).toEqual(['converged', 'unfinished', 'diverged']);
    }
    const text = JSON.stringify(document);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(document.components.schemas).toHaveProperty([name!]);
    }
    for (const { summary, responses } of operations) {
      expect(summary).toBeTruthy();
      expect(responses).toHaveProperty('200');
    }
  });

  it('is what linters ask for: every operation has a name of its own, a known tag, its path’s parameters and its errors', async () => {
    const { document, operations } = await readDocument();
    expect(document.security).toEqual([]);
    const names = operations.map(({ operationId }) => operationId);
    for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z]+$/);
    expect(new Set(names).size).toBe(names.length);
    const tags = document.tags.map(({ name }) => name);
    for (const { path, parameters, responses, tags: own } of operations) {
      expect(tags).toEqual(expect.arrayContaining([...own!]));
      const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`);
      expect(inPath.sort()).toEqual((path.match(/\{\w+\}/g) ?? []).sort());
      expect(Object.keys(responses).filter((status) => status.startsWith('4')).length).toBeGreaterThan(0);
    }
  });

  it('has only keywords of JSON Schema in its schemas, and its own with x- before them', async () => {
    const { document, operations } = await readDocument();
    const ajv = new Ajv2020({ strictSchema: true, strictTypes: false, strictTuples: false, validateFormats: false });
    ajv.addVocabulary(['x-symbol', 'x-unit', 'x-control', 'example']);
    const components = JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/');
    const $defs = JSON.parse(components) as Record<string, object>;
    for (const name of Object.keys($defs)) ajv.compile({ $ref: `#/$defs/${name}`, $defs });
    const used = operations.flatMap(({ parameters, responses }) => [
      ...parameters.map(({ schema }) => schema),
      ...Object.values(responses).flatMap(({ content = {} }) => Object.values(content).map(({ schema }) => schema)),
    ]);
    // Once for all: operations share most of them, and each would compile the shared definitions anew.
    const texts = new Set(used.map((schema) => JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/')));
    ajv.compile({ anyOf: [...texts].map((text) => JSON.parse(text) as object), $defs });
    const run = $defs.Run as { properties: Record<string, object> };
    expect(run.properties.etaH).toMatchObject({ 'x-symbol': String.raw`\eta_h`, 'x-unit': '1/step' });
    const column = $defs.Column as { properties: Record<string, object>; required: string[] };
    expect(Object.keys(column.properties)).toEqual(expect.arrayContaining(['symbol', 'unit']));
    expect(column.required).toEqual(expect.arrayContaining(['symbol', 'unit']));
  });
});
