import { csvParse } from 'd3-dsv';
import { describe, expect, it } from 'vitest';
import { dictionary } from '../../lib/results/dictionary.ts';
import { readParquet } from '../../lib/results/parquet.ts';
import type { Cell } from '../../lib/results/tables.ts';
import { ask, read, readBytes, readProblem, readText, seeded } from '../testing/client.ts';
import { runsBody } from './runs.ts';

const latest = seeded.latest.manifest.release;
const older = seeded.older.manifest.release;
const queries = ['', 'sort=-gain&limit=5', 'experiment=xor', 'fields=seed,etaH,physical,reason', 'gain__gt=100'];

/** A cell of CSV as its column has it. */
function typed(name: string, text: string): Cell {
  const { type } = dictionary.find((column) => column.name === name)!;
  if (text === '') return null;
  return type === 'text' ? text : type === 'boolean' ? text === 'true' : Number(text);
}

describe.each(queries)('a list of runs (%s)', (query) => {
  const address = (form: string, base = '/api/v1/runs') => `${base}${form}${query === '' ? '' : `?${query}`}`;

  it('has equal rows in every form, by the links of each other', async () => {
    const { data, links } = await read(address(''), runsBody);
    const lines = (await readText(links.ndjson!)).split('\n').slice(0, -1);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(data);
    const csv = csvParse(await readText(links.csv!));
    const columns = Object.keys(data[0] ?? {});
    if (data.length > 0) expect(csv.columns).toEqual(columns);
    expect(csv.map((row) => Object.fromEntries(csv.columns.map((name) => [name, typed(name, row[name]!)])))).toEqual(
      data,
    );
    const chosen = dictionary.filter(({ name }) => data.length === 0 || columns.includes(name));
    const parquet = await readParquet(chosen, await readBytes(links.parquet!));
    for (const name of columns) expect(parquet[name], name).toEqual(data.map((row) => row[name as 'id']));
  });

  it('is the same at the address of its release', async () => {
    for (const form of ['.csv', '.ndjson']) {
      expect(await readText(address(form))).toBe(await readText(address(form, `/api/v1/releases/${latest}/runs`)));
    }
  });
});

describe('a list of runs in another form', () => {
  it('has pages that together are the list, led through by Link', async () => {
    const whole = await readText('/api/v1/runs.csv?fields=id,etaH');
    let pages = '';
    let next: string | undefined = '/api/v1/runs.csv?fields=id,etaH&limit=7';
    while (next !== undefined) {
      const response: Response = await ask(next);
      const text = await response.text();
      pages += pages === '' ? text : text.slice(text.indexOf('\n') + 1);
      next = /<([^>]+)>; rel="next"/.exec(response.headers.get('Link')!)?.[1];
    }
    expect(pages).toBe(whole);
  });

  it('is of the release that its address names', async () => {
    const lines = (await readText(`/api/v1/releases/${older}/runs.ndjson?fields=id`)).trimEnd().split('\n');
    expect(lines).toHaveLength(seeded.runs.older.length);
  });

  it('names its other forms, its citable address and its licence', async () => {
    const response = await ask('/api/v1/runs.csv?limit=2');
    await response.arrayBuffer();
    const link = response.headers.get('Link')!;
    const pinned = `/api/v1/releases/${latest}/runs`;
    expect(link).toContain(`<${pinned}?limit=2>; rel="alternate"; type="application/json"`);
    expect(link).toContain(`<${pinned}.parquet?limit=2>; rel="alternate"; type="application/vnd.apache.parquet"`);
    expect(link).toContain(`<${pinned}.csv?limit=2>; rel="cite-as"`);
    expect(link).toContain('rel="license"');
  });
});

describe('a sample', () => {
  const ids = async (query: string) => (await read(`/api/v1/runs?${query}`, runsBody)).data.map(({ id }) => id);

  it('has as many runs as it is asked for, each once, the same for the same seed', async () => {
    const some = await ids('sample=9&sampleSeed=4');
    expect(new Set(some).size).toBe(9);
    expect(await ids('sampleSeed=4&sample=9')).toEqual(some);
    expect(await ids('sample=9&sampleSeed=5')).not.toEqual(some);
    expect(await ids('sample=5&sampleSeed=4')).toEqual(some.slice(0, 5));
  });

  it('of all there are is all there are, and of filtered runs only those', async () => {
    const { meta, data } = await read('/api/v1/runs?sample=1000&activation=tanh', runsBody);
    expect(data.length).toBe(meta.total);
    expect(meta.sort).toBe('random');
    expect(data.every(({ activation }) => activation === 'tanh')).toBe(true);
  });

  it('draws every run about as often as every other', async () => {
    const all = await ids('limit=1000');
    const drawn = new Map(all.map((id) => [id, 0]));
    const seeds = 120;
    for (let seed = 0; seed < seeds; seed++)
      for (const id of await ids(`sample=6&sampleSeed=${seed}`)) drawn.set(id, drawn.get(id)! + 1);
    const expected = (6 * seeds) / all.length;
    // Ids cut the circle into pieces of different lengths: a run behind a long gap comes first more often.
    for (const [id, count] of drawn) {
      expect(count, id).toBeGreaterThan(expected / 4);
      expect(count, id).toBeLessThan(expected * 3);
    }
  });

  it('is refused with pages or an order, and its seed without it', async () => {
    const { errors } = await readProblem('/api/v1/runs?sample=3&limit=2&sort=gain', 400);
    expect(errors?.map(({ parameter }) => parameter)).toEqual(['sort', 'limit']);
    expect((await readProblem('/api/v1/runs?sampleSeed=3', 400)).errors).toMatchObject([{ parameter: 'sampleSeed' }]);
    await readProblem('/api/v1/runs?sample=1001', 400);
  });
});
