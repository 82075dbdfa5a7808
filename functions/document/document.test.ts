import { describe, expect, it } from 'vitest';
import kept from '../openapi.json?raw';
import { ask, document } from '../testing/client.ts';
import { breakingChanges, type ComparedDocument } from './breaking.ts';

const text = `${JSON.stringify(await (await ask('/api/v1/openapi.json')).json(), null, 1)}\n`;
const before = JSON.parse(kept) as ComparedDocument;
const after = JSON.parse(text) as ComparedDocument;
const major = ({ info }: ComparedDocument) => info.version.split('.')[0];
type Tree = Record<string, unknown>;

/** The document with a change at a place: `change` gets what holds the last part of the place, and that part. */
function changed(place: readonly string[], change: (holder: Tree, name: string) => void): ComparedDocument {
  const copy = structuredClone(after) as unknown as Tree;
  const holder = place.slice(0, -1).reduce((at, name) => at[name] as Tree, copy);
  change(holder, place.at(-1)!);
  return copy as unknown as ComparedDocument;
}
const remove = (holder: Tree, name: string) => {
  Reflect.deleteProperty(holder, name);
};
const set = (value: unknown) => (holder: Tree, name: string) => {
  holder[name] = value;
};
const keep = (wanted: (value: unknown) => boolean) => (holder: Tree, name: string) => {
  holder[name] = (holder[name] as unknown[]).filter(wanted);
};
const add = (value: unknown) => (holder: Tree, name: string) => {
  (holder[name] as unknown[]).push(value);
};

describe('the document of the API', () => {
  const broken = major(before) === major(after) ? breakingChanges(before, after) : [];

  it('breaks nothing that the kept one promises, unless the major version rises', () => {
    expect(broken).toEqual([]);
  });

  // `vitest run --project workerd functions/document -u` keeps a new one, but none that breaks what the old one promises.
  it('is the one that is kept in functions/openapi.json', async () => {
    if (broken.length > 0) expect(text).toBe(kept);
    else await expect(text).toMatchFileSnapshot('../openapi.json');
  });

  it('says what is shared once', () => {
    expect(text.length).toBeLessThan(1_700_000);
    expect(Object.keys(document.paths).length).toBeGreaterThan(100);
    expect(text).not.toMatch(/"(unit|symbol)": "/);
  });
});

describe('a breaking change', () => {
  const list = '/api/v1/runs';
  const listed = ['paths', list, 'get', 'parameters'];
  const run = ['components', 'schemas', 'Run'];
  const parameter = ['components', 'parameters'];
  const body = ['paths', '/api/v1/fit', 'post', 'requestBody', 'content', 'text/csv'];
  const needed = { name: 'key', in: 'query', required: true, schema: { type: 'string' } };
  const isOther = (value: unknown) => !JSON.stringify(value).includes('/gain__gte"');
  const changes: [
    what: string,
    said: RegExp,
    place: readonly string[],
    change: (holder: Tree, name: string) => void,
  ][] = [
    ['an address that is gone', /GET \/api\/v1\/runs is gone/, ['paths', list], remove],
    ['a parameter that is gone', /parameter gain__gte is gone/, listed, keep(isOther)],
    ['a parameter that must be given now', /new and required/, listed, add(needed)],
    ['fewer values', /parameter activation.*enum/, [...parameter, 'activation', 'schema', 'enum'], set(['relu'])],
    ['a lower maximum', /parameter sampleSeed maximum/, [...parameter, 'sampleSeed', 'schema', 'maximum'], set(5)],
    ['a field that is gone', /has no etaH any more/, [...run, 'properties', 'etaH'], remove],
    ['a field that may be missing', /may lack seed/, [...run, 'required'], keep((name) => name !== 'seed')],
    ['a field of another type', /seed type/, [...run, 'properties', 'seed', 'type'], set('string')],
    ['more that must be sent', /must have loss now/, ['components', 'schemas', 'OwnRun', 'required'], add('loss')],
    ['a form that is not read any more', /text\/csv is gone/, body, remove],
  ];
  it.each(changes)('is seen: %s', (_, said, place, change) => {
    expect(breakingChanges(after, changed(place, change)).join('\n')).toMatch(said);
  });

  it.each([
    ['an address', ['paths', '/api/v1/more'], set(after.paths[list])],
    ['a parameter', listed, add({ ...needed, required: false })],
    ['a field', [...run, 'properties', 'more'], set({ type: 'number' })],
    ['a value', [...parameter, 'activation', 'schema', 'enum'], add('gelu')],
  ])('is none if something is only added: %s', (_, place, change) => {
    expect(breakingChanges(after, changed(place, change))).toEqual([]);
  });
});
