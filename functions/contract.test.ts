import { beforeEach, describe, expect, it, vi } from 'vitest';
import { app } from './app.ts';
import { figureAddressOf } from './pictures/address.ts';
import { bindings, document, holdToDocument, read, seeded, type Method } from './testing/client.ts';
import { runsBody } from './routes/runs.ts';
import { builtAssets } from './testing/pages.ts';

/* Every status that the document says an operation answers with is produced, and held to the document. */

const { release } = seeded.latest.manifest;
const { row } = seeded.runs.latest[0]!;
const { id } = row;
const file = 'runs.csv';

const theory = 'etaH=0.1&etaY=0.1&h0=0.01&until=9&w0=-0.005&y0=0.0001';
/** What addresses need in their query to be answered. */
const needed: Readonly<Record<string, string>> = {
  '/api/v1/theory': theory,
  '/api/v1/theory.csv': theory,
  '/api/v1/theory/phase-field': theory.replace('&until=9', ''),
  '/oembed': `url=${encodeURIComponent('http://localhost/figures/two-points')}`,
};
const far = 1e9;
const step = [0, 1, 2, 3, 4];
const run = { step, h: [1, 1.1, 1.2, 1.3, 1.4], y: [0.1, 0.2, 0.3, 0.4, 0.45], w: [-0.1, -0.1, -0.08, -0.04, 0] };
const sent = JSON.stringify({ ...run, dx2: 1, dy2: 0.5 });

/** One file that is always there, beside what a build makes. */
const assets = {
  fetch: (request: Request | URL) =>
    (request instanceof Request ? request.url : request.href).endsWith(file)
      ? Promise.resolve(new Response('a,b\n1,2\n', { headers: { ETag: '"a"' } }))
      : builtAssets.fetch(request),
} as unknown as Fetcher;

interface Asked {
  readonly query?: string;
  /** Values of the path other than those that exist. */
  readonly path?: Readonly<Record<string, string>>;
  readonly init?: RequestInit;
  readonly env?: object;
}

const limiter = (limit: () => Promise<{ success: boolean }>) => ({ LIMITER: { limit } });
const client = { headers: { 'CF-Connecting-IP': '203.0.113.1' } };
const nowhere = { release: 'f'.repeat(12), id: 'nonsense', kind: 'nonsense', file: 'nonsense' };
const isFigure = (template: string) => template.startsWith('/figures/');

/** What produces a status, given the address. */
const producers: Readonly<Record<number, (template: string) => Asked | Promise<Asked>>> = {
  200: () => ({}),
  206: () => ({ init: { headers: { Range: 'bytes=0-1' } } }),
  304: () => ({ init: { headers: { 'If-None-Match': '*' } } }),
  308: (template) => {
    const query = template.includes('theory')
      ? `${needed[template]!}&dx2=1`
      : template.includes('aggregate')
        ? 'quantiles=0.25,0.50,0.75'
        : template.includes('nearest')
          ? 'seed=1'
          : isFigure(template)
            ? ''
            : `limit=${template.includes('trajectories') ? 20 : 100}`;
    return { query };
  },
  400: () => ({ query: 'nonsense=1' }),
  404: (template) => {
    if (template === '/oembed') return { query: 'url=https://elsewhere.example' };
    return isFigure(template) && !template.includes('{')
      ? { path: { figure: 'mnist-structure' }, query: 'v=1' }
      : { path: nowhere };
  },
  405: () => ({ init: { method: 'PATCH' } }),
  410: async (template) => {
    const older = seeded.older.manifest.release;
    const { links } = await read(`/api/v1/releases/${older}/runs?limit=2`, runsBody);
    const cursor = new URL(links.next!, 'https://example.org').searchParams.get('cursor')!;
    return { query: template.includes('trajectories') ? `cursor=${cursor}` : `limit=2&cursor=${cursor}` };
  },
  413: () => ({ init: { body: 'x'.repeat(4_000_001) } }),
  415: () => ({ init: { headers: { 'Content-Type': 'text/plain' } } }),
  416: () => ({ init: { headers: { Range: 'bytes=100-' } } }),
  422: (template) =>
    isFigure(template)
      ? { query: 'v=1&depth=30&steps=9000&width=1000' }
      : { query: `dx2=${far}&dy2=${far}&etaH=${far}&etaY=1e-9&h0=${far}&until=${far}&w0=0&y0=0` },
  429: () => ({ init: client, env: limiter(() => Promise.resolve({ success: false })) }),
  500: () => ({ init: client, env: limiter(() => Promise.reject(new Error('broken'))) }),
  501: (template) => ({ query: `${needed[template]!}&format=yaml` }),
  503: () => ({
    env: {
      DB: { prepare: () => ({ first: () => Promise.resolve(null), all: () => Promise.resolve({ results: [] }) }) },
    },
  }),
};

/** The state of the figure of a run that the release holds: under a release nothing is computed. */
const recorded = figureAddressOf(row, release)!.split('?')[1]!;
const neededBy = (template: string) =>
  needed[template] ?? (template.includes('two-points@') ? recorded : template.includes('two-points.') ? 'v=1' : '');

function addressOf(template: string, { query = neededBy(template), path = {} }: Asked): string {
  const values: Readonly<Record<string, string>> = { release, id, file, kind: 'internal', format: 'bib', ...path };
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name]!);
  const figured = path.figure === undefined ? filled : filled.replace('two-points', path.figure);
  return query === '' ? figured : `${figured}?${query}`;
}

async function produce(template: string, method: Method, status: number) {
  const asked = await producers[status]!(template);
  const address = addressOf(template, asked);
  const headers = {
    'Content-Type': 'application/json',
    ...(asked.init?.headers as Record<string, string> | undefined),
  };
  const posted = { method: 'POST', body: sent };
  const init = method === 'post' ? { ...posted, ...asked.init, headers } : (asked.init ?? {});
  const response = await app.request(address, init, { ...bindings, ASSETS: assets, ...asked.env });
  return { address, response };
}

// All figures have the same answers; the first stands for them, since the tests' release has not the data of all.
const operations = Object.entries(document.paths)
  .filter(([template]) => !isFigure(template) || template.includes('/two-points'))
  .flatMap(([template, methods]) =>
    (Object.keys(methods) as Method[]).flatMap((method) =>
      Object.keys(methods[method]!.responses).map((status) => [template, method, Number(status)] as const),
    ),
  );

// Failures are made here, and need not be told.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

describe('the document', () => {
  it('describes every address of the API, and lets nobody wonder', () => {
    const templates = Object.keys(document.paths);
    const routed = new Set(app.routes.filter(({ path }) => path.startsWith('/api/')).map(({ path }) => path));
    const described = new Set(templates.map((template) => template.replaceAll(/\{(\w+)\}/g, ':$1')));
    for (const path of routed) if (path !== '/api/v1/openapi.json') expect(described).toContain(path);
    expect(templates.length).toBeGreaterThan(100);
    const ids = Object.values(document.paths).flatMap((methods) => Object.values(methods).map((o) => o.operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(operations)('is kept by %s %s: %i', async (template, method, status) => {
    // The table of producers is as long as the document's list of statuses.
    expect(producers[status]).toBeDefined();
    const { address, response } = await produce(template, method, status);
    expect(response.status, address).toBe(status);
    await holdToDocument(address, response, method);
  });
});
