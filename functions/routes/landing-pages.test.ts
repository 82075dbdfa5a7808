import LinkHeader from 'http-link-header';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { figures } from '../../lib/figures/index.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import { seeded } from '../testing/client.ts';
import { askBuilt, nastyTitle } from '../testing/pages.ts';

const latest = seeded.latest.manifest.release;
const older = seeded.older.manifest.release;
const { row } = seeded.runs.older[0]!;
const twoPoints = figures['two-points'];
const state = twoPoints.state.parse(
  Object.fromEntries(Object.keys(twoPoints.shape).map((name) => [name, row[name as keyof typeof row]])),
);
const page = (release: string) => `/figures/two-points@${release}?${stateQuery(twoPoints, state)}`;

async function open(path: string) {
  const response = await askBuilt(path);
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toContain('text/html');
  return parseHTML(await response.text()).document;
}

describe('the page of a figure in a release', () => {
  it('shows the picture, its words, its numbers, its state, and how it is cited', async () => {
    const document = await open(page(latest));
    expect(document.querySelectorAll('.picture svg[role=img]')).toHaveLength(2);
    expect(document.querySelector('h1')!.textContent).toBe(nastyTitle('two-points'));
    expect(document.querySelector('.engine')!.textContent).toContain(`Run ${row.id} of release ${latest}`);
    expect(document.querySelectorAll('tbody tr').length).toBeGreaterThan(10);
    expect([...document.querySelectorAll('.citation')].map((line) => line.textContent)[0]).toContain(page(latest));
    expect(document.querySelector('dl.reference')!.textContent).toContain(String(row.seed));
    expect(document.querySelector('title')!.textContent).toContain(latest);
  });

  it('leads to files, citations, data and the live figure, all of which are there', async () => {
    const document = await open(page(older));
    const links = [...document.querySelectorAll('main a')].map((link) => link.getAttribute('href')!);
    for (const path of [page(latest), `/data/${older}`, page(older).replace('?', '.svg?')])
      expect(links).toContain(path);
    const ours = links.filter((link) => /^\/(figures\/two-points@|data\/)/.test(link));
    expect(ours.length).toBeGreaterThan(8);
    for (const link of ours) {
      const response = await askBuilt(link, { method: 'HEAD' });
      expect(response.status, link).toBe(200);
    }
  });

  it('says that there is a newer release, and the newest does not', async () => {
    const words = async (release: string) => (await open(page(release))).querySelector('main')!.textContent;
    expect(await words(older)).toContain('There is a newer release');
    expect(await words(latest)).not.toContain('newer release');
  });

  it('has no markup from any word', async () => {
    const document = await open(page(latest));
    expect(document.querySelectorAll('main b, main i, main script')).toHaveLength(0);
    expect(document.querySelectorAll('script')).toHaveLength(1);
    expect(document.querySelector('script')!.getAttribute('type')).toBe('application/ld+json');
  });

  it('is none for a state that the release does not hold', async () => {
    for (const path of [`/figures/two-points@${latest}?width=9`, '/figures/two-points@0123456789ab', '/figures/x@y']) {
      expect((await askBuilt(path)).status, path).toBe(404);
    }
  });
});

/* FAIR Signposting, level 1: typed links lead from each page to its content and what describes it, and from those back. */

async function linksOf(path: string) {
  const response = await askBuilt(path, { method: 'HEAD' });
  expect(response.status, path).toBe(200);
  const links = LinkHeader.parse(response.headers.get('Link') ?? '');
  return { response, links, targets: (rel: string) => links.rel(rel).map(({ uri }) => uri) };
}

describe.each([
  ['a figure in a release', page(latest), 'ImageObject'],
  ['a release', `/data/${latest}`, 'Dataset'],
])('the landing page of %s', (_, path, kind) => {
  it('has one persistent address, a kind and a licence', async () => {
    const { targets } = await linksOf(path);
    expect(targets('cite-as')).toEqual([path]);
    expect(targets('type')).toEqual(['https://schema.org/AboutPage', `https://schema.org/${kind}`]);
    expect(targets('license')).toEqual(['https://creativecommons.org/licenses/by/4.0/']);
  });

  it('leads to what describes it and what it consists of, each of the type that the link says', async () => {
    const { links } = await linksOf(path);
    const leading = [...links.rel('describedby'), ...links.rel('item')].filter(
      // The files of a release are assets, which the tests' Worker does not have.
      ({ uri }) => !uri.startsWith('/data/') || uri.includes('/cite.'),
    );
    expect(leading.length).toBeGreaterThanOrEqual(5);
    for (const { uri, type } of leading) {
      const { response } = await linksOf(uri);
      expect(response.headers.get('Content-Type')!.split(';')[0], uri).toBe(type);
    }
  });

  it('is found again from each citation and each file', async () => {
    const { links } = await linksOf(path);
    for (const { uri } of links.rel('describedby').filter((link) => link.uri.includes('/cite.'))) {
      expect((await linksOf(uri)).targets('describes')).toEqual([path]);
    }
    for (const { uri } of links.rel('item').filter((link) => link.uri.startsWith('/figures/'))) {
      expect((await linksOf(uri)).targets('collection')).toEqual([path]);
    }
  });
});

it('names every file of a release as an item', async () => {
  const { targets } = await linksOf(`/data/${latest}`);
  expect(targets('item')).toEqual(seeded.latest.manifest.files.map(({ name }) => `/data/${latest}/${name}`));
});

it('gives pages of data the host that they are read at', async () => {
  const response = await askBuilt(`/data/${latest}`);
  expect(await response.text()).toContain(`See https://example.org/data/${latest}/`);
});
