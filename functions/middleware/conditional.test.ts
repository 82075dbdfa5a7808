import { describe, expect, it } from 'vitest';
import { app } from '../app.ts';
import { ask, bindings, seeded } from '../testing/client.ts';
import { entityTag, lifetimes, matches } from './conditional.ts';

const { release } = seeded.latest.manifest;
const { id } = seeded.runs.latest[0]!.row;
const latest = [
  '/api/v1/runs?gain__gt=0.7&limit=3',
  `/api/v1/runs/${id}`,
  `/api/v1/runs/${id}/trajectory`,
  `/api/v1/runs/${id}/trajectory.csv`,
  '/api/v1/releases',
  '/api/v1/experiments',
  '/api/v1/figures',
  ...['svg', 'png', 'csv', 'json'].map((format) => `/figures/two-points.${format}?width=4&depth=1&steps=9`),
];
const pinned = [
  `/api/v1/releases/${release}`,
  `/api/v1/releases/${release}/runs?limit=2`,
  `/api/v1/releases/${release}/runs/${id}`,
  `/api/v1/releases/${release}/runs/${id}/trajectory`,
];
const documents = ['/api/v1/openapi.json', '/api/v1/problems', '/api/v1/problems/not-found'];
const addresses = [...latest, ...pinned, ...documents];
const fixed = ['Cache-Control', 'Cloudflare-CDN-Cache-Control', 'ETag', 'Link', 'Access-Control-Allow-Origin'];
const pick = ({ headers }: Response) => fixed.map((name) => headers.get(name));

describe('If-None-Match', () => {
  const tag = entityTag('a', 'b');

  it('is compared weakly, in lists, and as a star', () => {
    for (const given of [tag, `W/${tag}`, `"x", ${tag}`, `"x,y" , W/${tag},"z"`, '*', ' * '])
      expect(matches(given, tag), given).toBe(true);
    for (const given of ['"x"', tag.slice(1, -1), tag.slice(0, -1), '', 'W/', '"*"'])
      expect(matches(given, tag), given).toBe(false);
  });

  it('tags differ where parts differ, however they are cut', () => {
    expect(entityTag('ab', 'c')).not.toBe(entityTag('a', 'bc'));
    expect(tag).toMatch(/^"[0-9a-f]{24}"$/);
  });
});

describe.each(addresses)('%s', (address) => {
  it('answers 304 to its own tag, with the headers of the 200 and no body', async () => {
    const first = await ask(address);
    expect(first.status).toBe(200);
    await first.arrayBuffer();
    const tag = first.headers.get('ETag')!;
    expect(tag).toMatch(/^"[^"]+"$/);
    const second = await ask(address, { headers: { 'If-None-Match': `"other", W/${tag}` } });
    expect(second.status).toBe(304);
    expect(pick(second)).toEqual(pick(first));
    expect(await second.text()).toBe('');
    const third = await ask(address, { headers: { 'If-None-Match': '"other"' } });
    expect(third.status).toBe(200);
    await third.arrayBuffer();
  });

  it('answers HEAD as GET, without the body', async () => {
    const [get, head] = [await ask(address), await ask(address, { method: 'HEAD' })];
    await get.arrayBuffer();
    expect(head.status).toBe(200);
    expect([...head.headers]).toEqual([...get.headers]);
    expect(await head.text()).toBe('');
  });

  it('is open to every site, and carries nothing of the request that made it', async () => {
    const { headers, body } = await ask(address, {
      headers: { Origin: 'https://elsewhere.example', 'X-Request-Id': 'mine' },
    });
    await body?.cancel();
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(headers.get('Access-Control-Expose-Headers')).toContain('ETag');
    expect(headers.get('Vary')).toBeNull();
    expect(headers.get('X-Request-Id')).toBeNull();
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  });
});

describe('a run that the client names the tag of', () => {
  const run = `/api/v1/releases/${release}/runs/${id}`;
  const tagOf = async (address: string) => (await ask(address)).headers.get('ETag')!;

  it.each([run, `${run}/trajectory`, `${run}/trajectory.csv`])('is confirmed without a look for it: %s', async (at) => {
    // Which release it is may be asked, of the run nothing.
    const DB = {
      prepare: (text: string) => bindings.DB.prepare(text),
      batch: () => Promise.reject(new Error('The run was looked for.')),
    };
    const unasked = { ...bindings, DB };
    const init = { headers: { 'If-None-Match': await tagOf(at) } };
    expect((await app.request(at, init, unasked)).status).toBe(304);
  });

  it('must be there to be what a star matches', async () => {
    const init = { headers: { 'If-None-Match': '*' } };
    expect((await ask(`${run}/trajectory`, init)).status).toBe(304);
    expect((await ask(`${run}0/trajectory`, init)).status).toBe(404);
  });
});

describe('how long answers are kept', () => {
  it.each([
    ['latest', latest],
    ['pinned', pinned],
    ['document', documents],
  ] as const)('%s addresses', async (lifetime, group) => {
    for (const address of group) {
      const { headers, body } = await ask(address);
      await body?.cancel();
      expect(headers.get('Cache-Control')).toBe(lifetimes[lifetime].client);
      expect(headers.get('Cloudflare-CDN-Cache-Control') ?? undefined).toBe(lifetimes[lifetime].edge);
      expect(headers.get('Cache-Control')).not.toMatch(/s-maxage|must-revalidate/);
    }
  });

  it('differ in their tags between a release and the next', async () => {
    const older = seeded.older.manifest.release;
    const tags = await Promise.all(
      [release, older].map(async (name) => (await ask(`/api/v1/releases/${name}/runs`)).headers.get('ETag')),
    );
    expect(tags[0]).not.toBe(tags[1]);
  });
});
