import { extract } from '@extractus/oembed-extractor';
import { DOMParser, parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { ask, askDocumented, read, readProblem, seeded } from '../testing/client.ts';
import { askBuilt } from '../testing/pages.ts';
import { decodePng } from '../testing/png.ts';
import { oembedBody } from './oembed.ts';

/* The rules are those of oembed.com, version 1.0. */

const latest = seeded.latest.manifest.release;
const older = seeded.older.manifest.release;
const host = 'https://example.org';
const rates = '/figures/rates?sweep=first-look';
const address = (url: string, more: Record<string, string> = {}) =>
  `/oembed?${new URLSearchParams({ url, ...more }).toString()}`;

describe('oEmbed', () => {
  it('gives a frame of the state, frozen to the release that the page shows', async () => {
    const body = await read(address(host + rates), oembedBody);
    const { document } = parseHTML(`<body>${body.html}</body>`);
    const frame = document.querySelector('iframe')!;
    expect(frame.getAttribute('src')).toBe(`${host}/embed/rates@${latest}?v=1&sweep=first-look`);
    expect([frame.getAttribute('width'), frame.getAttribute('height')]).toEqual([body.width, body.height].map(String));
    expect(frame.getAttribute('title')).toBe(body.title);
    expect(document.querySelectorAll('script')).toHaveLength(0);
    expect(body.author_url).toBe(`${host}/figures/rates?v=1&sweep=first-look`);
  });

  it('knows every address of a figure', async () => {
    for (const path of [
      rates,
      '/figures/rates/?sweep=first-look&utm_source=elsewhere',
      `/figures/rates@${older}.svg?sweep=first-look&theme=dark`,
      `/embed/rates@${older}?sweep=first-look`,
      '/?figure=rates&sweep=first-look#figure-rates',
    ]) {
      const { html } = await read(address(host + path), oembedBody);
      expect(html).toContain(`/embed/rates@${path.includes(older) ? older : latest}?v=1&amp;sweep=first-look`);
    }
  });

  it('has a thumbnail of the size that it says, of the state', async () => {
    const { thumbnail_url, thumbnail_width, thumbnail_height } = await read(address(host + rates), oembedBody);
    expect(thumbnail_url).toContain(`/figures/rates@${latest}.png?`);
    const response = await ask(thumbnail_url!.slice(host.length));
    const { width, height } = await decodePng(new Uint8Array(await response.arrayBuffer()));
    expect([width, height]).toEqual([thumbnail_width, thumbnail_height]);
  });

  it('keeps to the room that the consumer has, thumbnail included', async () => {
    for (const [maxwidth, maxheight] of [
      [400, 300],
      [320, 5000],
      [200, 100],
      [5000, 5000],
    ] as const) {
      const limits = { maxwidth: String(maxwidth), maxheight: String(maxheight) };
      const body = await read(address(host + rates, limits), oembedBody);
      expect(body.width).toBeLessThanOrEqual(maxwidth);
      expect(body.height).toBeLessThanOrEqual(maxheight);
      expect(body.thumbnail_width ?? 0).toBeLessThanOrEqual(maxwidth);
      expect(body.thumbnail_height ?? 0).toBeLessThanOrEqual(maxheight);
      expect(body.thumbnail_url === undefined).toBe(body.thumbnail_width === undefined);
    }
    const { width } = await read(address(host + rates, { maxwidth: '5000' }), oembedBody);
    expect(width).toBe(760);
  });

  it('says the same in XML', async () => {
    const json = await read(address(host + rates), oembedBody);
    const response = await ask(address(host + rates, { format: 'xml' }));
    expect(response.headers.get('Content-Type')).toBe('text/xml; charset=utf-8');
    const document = new DOMParser().parseFromString(await response.text(), 'text/xml');
    const root = document.documentElement as unknown as Element;
    expect(root.localName).toBe('oembed');
    expect(
      Object.fromEntries([...root.children].map(({ localName, textContent }) => [localName, textContent])),
    ).toEqual(Object.fromEntries(Object.entries(json).map(([name, value]) => [name, String(value)])));
  });

  it('of a run that no release has frames it as its address says, without a picture that would have to be trained', async () => {
    const body = await read(address(`${host}/figures/two-points?width=8&depth=1&steps=40&lr=0.2`), oembedBody);
    expect(body.html).toContain(`${host}/embed/two-points?v=1&amp;`);
    expect(body.thumbnail_url).toBeUndefined();
  });

  it('answers 404 where there is nothing to embed, 501 to formats that it has not, 400 to what makes no sense', async () => {
    for (const url of [
      'https://elsewhere.example/figures/rates',
      `${host}/`,
      `${host}/figures/no-such`,
      `${host}/figures/rates?sweep=no-such`,
      `${host}/figures/rates?v=99`,
      `${host}/figures/rates@0123456789ab.svg`,
      `${host}/figures/rates?sweep=settings`,
      'no address',
    ]) {
      await readProblem(address(url), 404);
    }
    await readProblem(address(host + rates, { format: 'yaml' }), 501);
    expect((await readProblem('/oembed', 400)).errors).toMatchObject([{ parameter: 'url' }]);
    await readProblem(address(host + rates, { maxwidth: 'wide' }), 400);
  });

  it('is found and read by a client that knows nothing but the address of a page', async () => {
    const asked: string[] = [];
    const fetcher = (input: RequestInfo | URL) => {
      const { pathname, search } = new URL(input instanceof Request ? input.url : input);
      asked.push(pathname);
      return askBuilt(pathname + search);
    };
    const found = await extract(`${host}/figures/rates/?sweep=first-look`, { maxwidth: 500 }, fetcher);
    expect(asked).toEqual(['/figures/rates/', '/oembed']);
    expect(found).toMatchObject({
      type: 'rich',
      version: '1.0',
      width: 500,
      provider_name: 'When Representations Align',
    });
    expect(found.html).toContain(`/embed/rates@${latest}?v=1&amp;sweep=first-look`);
  });

  it('leaves aside what consumers send of their own', async () => {
    const { response } = await askDocumented(address(host + rates, { dnt: '1', omit_script: 'true' }));
    expect(response.status).toBe(200);
  });
});
