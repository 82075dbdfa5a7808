import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { stateQuery } from '../../lib/figures/state.ts';
import { definitionOf, figureIds, figures } from '../../lib/figures/index.ts';
import { ask, read, seeded } from '../testing/client.ts';
import { askBuilt } from '../testing/pages.ts';
import { figureDataSchema } from './pictures.ts';

const latest = seeded.latest.manifest.release;
const older = seeded.older.manifest.release;
const twoPoints = figures['two-points'];
const queryOf = (row: object) =>
  stateQuery(
    twoPoints,
    twoPoints.state.parse(
      Object.fromEntries(Object.keys(twoPoints.shape).map((name) => [name, row[name as keyof typeof row]])),
    ),
  );
/** A run that both releases hold, and one that only the latest does. */
const both = queryOf(seeded.runs.older[0]!.row);
const recent = queryOf(seeded.runs.latest.find(({ row }) => row.activation === 'tanh' && row.seed === 2)!.row);
const computed = 'v=1&depth=1&lr=0.2&steps=40&width=8';

async function frameOf(path: string, status = 200) {
  const response = await askBuilt(path);
  expect(response.status, path).toBe(status);
  expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
  const html = await response.text();
  return { response, html, document: parseHTML(html).document };
}
const text = (document: Document, selector: string) => document.querySelector(selector)?.textContent ?? null;
const cells = (document: Document) =>
  [...document.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('td')].map((td) => td.textContent));

describe('a figure for the pages of others', () => {
  it('shows the words and numbers of its address, which are those of the figure’s data', async () => {
    const { document } = await frameOf(`/embed/two-points@${latest}?${recent}`);
    const data = await read(`/figures/two-points@${latest}.json?${recent}`, figureDataSchema);
    expect(text(document, '.figure-state')).toBe(data.title);
    expect(text(document, '.description')).toBe(data.description.replaceAll(/([ητ])_/g, '$1'));
    expect(text(document, '.engine')).toContain(`Run ${data.sources.runs[0]!} of release ${latest}`);
    expect(cells(document)).toEqual(
      data.rows
        .slice(0, 60)
        .map((row) =>
          Object.values(row).map((v) =>
            v === null ? '' : String(typeof v === 'number' ? Number(v.toPrecision(6)) : v),
          ),
        ),
    );
    expect(document.querySelectorAll('.picture svg[role=img]')).toHaveLength(2);
    expect(text(document, 'body > p:not([class])')).toBe('kept');
    const properties = JSON.parse(text(document, '#figure-properties')!) as Record<string, unknown>;
    expect(properties).toMatchObject({ id: 'two-points', query: recent, release: latest, state: data.state });
  });

  it('leads back to the figure’s page and to its files, all of the same state', async () => {
    const { document } = await frameOf(`/embed/two-points@${latest}?${recent}`);
    const links = [...document.querySelectorAll('.frame-links a')].map((link) => link.getAttribute('href'));
    expect(links[0]).toBe(`/figures/two-points?${recent}`);
    for (const link of links.slice(1)) expect((await ask(link!)).status).toBe(200);
    expect(document.querySelector('link[rel=canonical]')!.getAttribute('href')).toBe(links[0]);
  });

  it('may be framed by everybody, and is the only page that may', async () => {
    const { response } = await frameOf(`/embed/two-points@${latest}?${recent}`);
    expect(response.headers.get('Content-Security-Policy')).toBe('frame-ancestors *');
    expect(response.headers.get('X-Frame-Options')).toBeNull();
    for (const path of [
      '/figures/two-points/',
      `/figures/two-points.svg?${recent}`,
      '/api/v1/figures',
      '/oembed',
      '/x',
    ]) {
      const policy = (await askBuilt(path)).headers.get('Content-Security-Policy');
      expect(policy ?? '', path).not.toContain('*');
    }
  });

  it('is frozen: an address without a release leads to the one with the latest', async () => {
    const response = await askBuilt(`/embed/two-points?theme=dark&${recent}`);
    expect(response.status).toBe(302);
    const to = response.headers.get('Location')!;
    expect(to).toMatch(new RegExp(`^/embed/two-points@${latest}\\?.*theme=dark`));
    expect((await frameOf(to)).document.documentElement.getAttribute('data-theme')).toBe('dark');
  });

  it('of a run that no release has is computed, and says so', async () => {
    const { document } = await frameOf(`/embed/two-points?${computed}`);
    expect(text(document, '.engine')).toContain('in no release');
    const { document: pinned } = await frameOf(`/embed/two-points@${latest}?${computed}`, 404);
    expect(text(pinned, '.notice')).toContain('this address is of that release alone');
  });

  it('tells that there is a newer release, and what it changes', async () => {
    const { document: now } = await frameOf(`/embed/two-points@${latest}?${both}`);
    expect(now.querySelector('.newer')).toBeNull();
    const { document } = await frameOf(`/embed/two-points@${older}?${both}`);
    expect(text(document, '.newer')).toMatch(new RegExp(`Frozen to release ${older}.*newer one.*${latest}`, 's'));
    expect(text(document, '.newer li')).toBe('Every number is the same.');
    const { document: rates } = await frameOf(`/embed/rates@${older}?sweep=first-look`);
    expect(text(rates, '.newer ul')).toMatch(/It is of 19 runs, 13 of them new, in place of 6 runs\..*13 are new/s);
  });

  it('says what is wrong with an address in a page, for those who read it in the middle of a text', async () => {
    for (const [path, status, said] of [
      ['two-points?gain=-1&huh=<b>', 400, 'gain is -1'],
      ['two-points?v=99', 400, 'of version 99'],
      ['two-points@0123456789ab', 404, 'no release 0123456789ab'],
      ['two-points?width=500&depth=20&steps=6000', 422, 'parameters, and at most'],
      ['rates?sweep=settings', 404, 'has none'],
    ] as const) {
      const { response, document, html } = await frameOf(`/embed/${path}`, status);
      expect(text(document, '.notice')).toContain(said);
      expect(html).not.toContain('<b>');
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(response.headers.get('Content-Security-Policy')).toBe('frame-ancestors *');
    }
    expect((await askBuilt('/embed/no-such')).status).toBe(404);
  });

  it('is confirmed to those who have it, until another release is the latest', async () => {
    const first = await askBuilt(`/embed/two-points@${older}?${both}`);
    const tag = first.headers.get('ETag')!;
    const again = await askBuilt(`/embed/two-points@${older}?${both}`, { headers: { 'If-None-Match': tag } });
    expect(again.status).toBe(304);
    expect(first.headers.get('Cache-Control')).not.toContain('immutable');
  });

  it('is there for every figure that the release has data for', async () => {
    const shown = await Promise.all(
      figureIds.map(async (id) => (await askBuilt(`/embed/${id}@${latest}?v=${definitionOf(id).stateVersion}`)).status),
    );
    expect(shown.every((status) => status === 200 || status === 404)).toBe(true);
  });
});
