import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { ask, read, seeded } from '../testing/client.ts';
import { askBuilt } from '../testing/pages.ts';
import { decodePng } from '../testing/png.ts';
import { oembedBody } from './oembed.ts';
import { figureDataSchema } from './pictures.ts';

const latest = seeded.latest.manifest.release;
const host = 'https://example.org';

/** What the head of a page says, by property or name; links by type. */
async function headOf(path: string): Promise<Record<string, string>> {
  const response = await askBuilt(path);
  expect(response.status).toBe(200);
  const { document } = parseHTML(await response.text());
  const tags = [...document.querySelectorAll('head meta[property], head meta[name]')].map((meta) => [
    meta.getAttribute('property') ?? meta.getAttribute('name')!,
    meta.getAttribute('content')!,
  ]);
  const links = [...document.querySelectorAll('head link[rel=alternate]')].map((link) => [
    link.getAttribute('type')!,
    link.getAttribute('href')!,
  ]);
  return Object.fromEntries([...tags, ...links]) as Record<string, string>;
}

describe('the page of a figure, to those who make previews of links', () => {
  it('has the title, the words and the picture of the state in its address', async () => {
    const head = await headOf('/figures/rates/?sweep=first-look');
    const data = await read('/figures/rates.json?sweep=first-look', figureDataSchema);
    expect(head['og:title']).toBe(data.title);
    expect(head['og:description']).toBe(data.description);
    expect(head['og:url']).toBe(`${host}/figures/rates?v=1&sweep=first-look`);
    expect(head['twitter:card']).toBe('summary_large_image');
    expect(head['og:image']).toBe(`${host}/figures/rates@${latest}.png?v=1&sweep=first-look`);
    const picture = await ask(head['og:image']!.slice(host.length));
    const { width, height } = await decodePng(new Uint8Array(await picture.arrayBuffer()));
    expect([head['og:image:width'], head['og:image:height']]).toEqual([String(width), String(height)]);
  });

  it('leads to what embeds that state', async () => {
    const head = await headOf('/figures/rates/?sweep=first-look');
    const found = await read(head['application/json+oembed']!.slice(host.length), oembedBody);
    expect(found.html).toContain(`/embed/rates@${latest}?v=1&amp;sweep=first-look`);
    const xml = await ask(head['text/xml+oembed']!.slice(host.length));
    expect(xml.headers.get('Content-Type')).toContain('text/xml');
  });

  it('of a release has the picture of that release, and leads to a frame frozen to it', async () => {
    const older = seeded.older.manifest.release;
    const head = await headOf(`/figures/rates@${older}?v=1&sweep=first-look`);
    expect(head['og:url']).toBe(`${host}/figures/rates@${older}?v=1&sweep=first-look`);
    expect(head['og:image']).toBe(`${host}/figures/rates@${older}.png?v=1&sweep=first-look`);
    const found = await read(head['application/json+oembed']!.slice(host.length), oembedBody);
    expect(found.html).toContain(`/embed/rates@${older}?v=1&amp;sweep=first-look`);
  });

  it('has the picture of a run that no release has, and the page’s own words: nothing is trained to find others', async () => {
    const head = await headOf('/figures/two-points/?width=8&depth=1&steps=40&lr=0.2');
    expect(head['og:image']).toContain(`${host}/figures/two-points.png?v=1&depth=1`);
    expect(head['og:title']).toBe('A title');
    expect(head['og:description']).toBe('What the "page" says');
  });

  it('is the page all the same where its state is none or has no data', async () => {
    for (const path of ['/figures/rates/?sweep=%22%3E%3Cscript%3E', '/figures/rates/?v=9', '/figures/rates/']) {
      const response = await askBuilt(path);
      expect(response.status).toBe(200);
      const html = await response.text();
      expect(html).toContain('<p>kept</p>');
      expect(html).not.toContain('<script');
    }
  });

  it('keeps the headers of the page, and has a tag of its own for each state', async () => {
    const [one, other] = [await askBuilt('/figures/rates/?sweep=first-look'), await askBuilt('/figures/rates/')];
    expect(one.headers.get('Content-Security-Policy')).toBe("frame-ancestors 'self'");
    const tag = one.headers.get('ETag')!;
    expect(tag).not.toBe(other.headers.get('ETag'));
    const again = await askBuilt('/figures/rates/?sweep=first-look', { headers: { 'If-None-Match': tag } });
    expect(again.status).toBe(304);
  });
});
