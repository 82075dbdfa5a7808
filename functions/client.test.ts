import type { ExtractSchemaForStatusCode } from 'hono/types';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { apiClient, bodyOf, type FitBody, type Routes } from '../lib/client/index.ts';
import { apiSource } from '../lib/client/figure-source.ts';
import type { AppType } from './app.ts';
import type { fitBody } from './routes/fit.ts';
import { ask, holdToDocument, seeded } from './testing/client.ts';

type Served = ExtractSchemaForStatusCode<AppType, 200>;
type OutputOf<Operation> = Extract<Operation, { status: 200 }> extends { output: infer Output } ? Output : never;
/** Of each route that the client has: what it is served as, where that is something else than the client says. */
type Broken = {
  [Path in keyof Routes & keyof Served]: OutputOf<Served[Path]['$get' & keyof Served[Path]]> extends OutputOf<
    Routes[Path]['$get' & keyof Routes[Path]]
  >
    ? never
    : Path;
}[keyof Routes & keyof Served];
type Missing = Exclude<keyof Routes, keyof Served | '/api/v1/fit'>;
type BrokenFit = z.output<typeof fitBody> extends FitBody ? never : '/api/v1/fit';

/** Compiles only if there is none of each: the types of the client are held to those of the Worker's routes. */
const held: [Broken, Missing, BrokenFit] extends [never, never, never] ? true : never = true;

const asked: string[] = [];
/** The Worker, by the client: each answer is held to the document, and none may take a detour. */
const api = apiClient('https://example.org', {
  fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : String(input));
    asked.push(pathname + search);
    const response = await ask(pathname + search, { ...init, redirect: 'manual' });
    await holdToDocument(pathname, response.clone(), init?.method === 'POST' ? 'post' : 'get');
    return response;
  },
});
const { release } = seeded.latest.manifest;
const { id } = seeded.runs.latest[0]!.row;
const start = { etaH: '0.01', etaY: '0.02', h0: '0.01', w0: '-0.00697', y0: '0.0001' };
const step = [0, 1, 2, 3, 4];

describe('the typed client', () => {
  it('has the types of the routes themselves', () => {
    expect(held).toBe(true);
  });

  it('reads runs, filtered, sorted and cut, without a detour', async () => {
    const query = { sort: '-seed', limit: '2', gain__gte: '0.9', fields: 'id,seed', activation__in: 'relu,tanh' };
    const { meta, data } = await bodyOf(api.runs.$get({ query }));
    expect(meta.release).toBe(release);
    expect(data.map(({ seed }) => seed)).toEqual([3, 3]);
    expect(asked.at(-1)).toBe('/api/v1/runs?activation__in=relu,tanh&gain__gte=0.9&sort=-seed&fields=id,seed&limit=2');
  });

  it('reads every kind of answer', async () => {
    const pinned = api.releases[':release'];
    expect((await bodyOf(api.runs[':id'].$get({ param: { id }, query: {} }))).data.id).toBe(id);
    const { comparison } = (await bodyOf(pinned.runs[':id'].trajectory.$get({ param: { release, id } }))).data;
    expect(comparison).toHaveProperty('fit');
    const grouped = await bodyOf(api.aggregate.$get({ query: { of: 'etaH', group_by: 'activation' } }));
    expect(grouped.data.map(({ columns }) => columns.etaH!.n).every((n) => n > 0 || n === 0)).toBe(true);
    expect((await bodyOf(api.theory.$get({ query: { ...start, until: '100' } }))).data.h).toHaveLength(200);
    expect((await bodyOf(api.theory['phase-field'].$get({ query: { ...start, count: '3' } }))).data.dh).toHaveLength(9);
    const curves = await bodyOf(api.trajectories.$get({ query: { limit: '1' } }));
    expect(curves.data[0]!.trajectory!.h!.length).toBeGreaterThan(1);
    expect((await bodyOf(pinned.$get({ param: { release } }))).data.files.length).toBeGreaterThan(1);
    expect((await bodyOf(api.experiments.$get())).data.map((one) => one.id)).toContain('two-points');
    expect((await bodyOf(api.figures.$get())).data[0]!.links).toHaveProperty('svg');
    const run = { step, h: [1, 1.1, 1.2, 1.3, 1.4], y: [0.1, 0.2, 0.3, 0.4, 0.45], w: [-0.1, -0.1, -0.08, -0.04, 0] };
    expect((await bodyOf(api.fit.$post({ query: { dx2: '1' }, json: { ...run, dy2: 0.5 } }))).data.words).toMatch(/\w/);
  });

  it('says what the API says where it refuses', async () => {
    await expect(bodyOf(api.runs.$get({ query: { limit: '0' } }))).rejects.toThrow(/limit is 0/);
    await expect(bodyOf(api.runs[':id'].$get({ param: { id: 'none' }, query: {} }))).rejects.toThrow(/has no run none/);
  });

  it('gives a figure all the rows there are, page after page', async () => {
    const source = apiSource(api);
    const rows = await source.rows({ where: { experiment: ['two-points', 'xor'], r2: null }, columns: ['id'] });
    const wanted = seeded.runs.latest.filter(
      ({ row }) => ['two-points', 'xor'].includes(row.experiment) && row.r2 === null,
    );
    expect(rows.map((row) => row.id).sort()).toEqual(wanted.map(({ row }) => row.id).sort());
    expect((await source.series([id])).get(id)!.step.length).toBeGreaterThan(1);
  });
});
