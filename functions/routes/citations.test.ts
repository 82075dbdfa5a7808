import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { describe, expect, it } from 'vitest';
import { citationFormats, citationTypes } from '../../lib/citation/formats.ts';
import { testExplainer } from '../../lib/citation/testing/explainer.ts';
import { figures } from '../../lib/figures/index.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import { problemSchema } from '../problems/problem.ts';
import { seeded } from '../testing/client.ts';
import { askBuilt } from '../testing/pages.ts';

const latest = seeded.latest.manifest;
const older = seeded.older.manifest.release;
const twoPoints = figures['two-points'];
/** A run of both releases, and one of the latest alone. */
const [oldRun, newRun] = [seeded.runs.older[0]!, seeded.runs.latest.find(({ row }) => row.activation === 'tanh')!];
const queryOf = ({ row }: typeof oldRun) => {
  const given = Object.fromEntries(Object.keys(twoPoints.shape).map((name) => [name, row[name as keyof typeof row]]));
  return stateQuery(twoPoints, twoPoints.state.parse(given));
};
const small = 'v=1&width=8&depth=1&steps=40&lr=0.2';

interface Read {
  readonly title: string;
  readonly URL: string;
  readonly type: string;
  readonly issued: { readonly 'date-parts': readonly (readonly (number | string)[])[] };
}
const parsed = (text: string) => new Cite(text).data as unknown as Read[];

/** The runtime warns of text whose type does not say so. */
const bodyOf = async (response: Response) => new TextDecoder().decode(await response.arrayBuffer());

async function text(path: string): Promise<string> {
  const response = await askBuilt(path);
  const body = await bodyOf(response);
  expect(response.status, body).toBe(200);
  return body;
}
const cited = async (path: string) => (JSON.parse(await text(path)) as [Read, Read])[0];

describe('the citation of a figure', () => {
  it.each(citationFormats)('is had as %s, of this host, with the paper', async (format) => {
    const path = `/figures/two-points@${latest.release}/cite.${format}?${queryOf(newRun)}`;
    const response = await askBuilt(path);
    expect(response.headers.get('Content-Type')!.split(';')[0]).toBe(citationTypes[format]);
    const body = await bodyOf(response);
    const page = `https://example.org/figures/two-points@${latest.release}?${queryOf(newRun)}`;
    if (format === 'txt') {
      expect(body).toContain(page);
      expect(body).toContain(testExplainer.paper.title);
      return;
    }
    const [figure, paper] = parsed(body);
    expect(figure!.URL).toBe(page);
    expect(figure!.title).toContain(`release ${latest.release}`);
    expect(paper!.title).toBe(testExplainer.paper.title);
  });

  it('of an address without a release is of the latest that holds the state', async () => {
    const { URL: url, issued } = await cited(`/figures/two-points/cite.json?${queryOf(newRun)}`);
    expect(url).toBe(`https://example.org/figures/two-points@${latest.release}?${queryOf(newRun)}`);
    expect(issued['date-parts'][0]).toEqual(latest.date.split('-').map(Number));
  });

  it('of an older release is of that release', async () => {
    const { URL: url } = await cited(`/figures/two-points@${older}/cite.json?${queryOf(oldRun)}`);
    expect(url).toContain(`@${older}?`);
  });

  it('of a state that no release holds is of the address at which it is trained, whatever that costs', async () => {
    for (const query of [small, 'v=1&width=1000&depth=20&steps=9000']) {
      const { URL: url, title } = await cited(`/figures/two-points/cite.json?${query}`);
      expect(url).toMatch(/^https:\/\/example\.org\/figures\/two-points\?v=1&/);
      expect(title).toContain('no release');
    }
  });

  it('is the same for all spellings of a state', async () => {
    const [a, b] = [`gain=0.6&seed=1&${small}`, `${small}&seed=1&gain=0.60`];
    expect(await cited(`/figures/two-points/cite.json?${a}`)).toEqual(
      await cited(`/figures/two-points/cite.json?${b}`),
    );
  });

  it.each([
    ['of no figure', '/figures/nothing/cite.bib', 404],
    ['of no format', '/figures/two-points/cite.pdf', 404],
    ['of no release', '/figures/two-points@0123456789ab/cite.bib', 404],
    ['of a release without the run', `/figures/two-points@${older}/cite.bib?${queryOf(newRun)}`, 404],
    ['of no state', '/figures/two-points/cite.bib?gain=%3Cb%3E', 400],
    ['of another version', '/figures/two-points/cite.bib?v=99', 400],
    ['of no data', '/figures/mnist-structure/cite.bib', 404],
  ])('%s is refused', async (_, path, status) => {
    const response = await askBuilt(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    problemSchema.parse(await response.json());
  });

  it('is not sent again to who has it', async () => {
    const path = `/figures/two-points/cite.txt?${queryOf(newRun)}`;
    const first = await askBuilt(path);
    await first.text();
    const again = await askBuilt(path, { headers: { 'If-None-Match': first.headers.get('ETag')! } });
    expect(again.status).toBe(304);
  });
});

describe('the citation of a release', () => {
  it('is of a data set with an address and the day of the release', async () => {
    const item = await cited(`/data/${latest.release}/cite.json`);
    expect(item).toMatchObject({ type: 'dataset', URL: `https://example.org/data/${latest.release}` });
    expect(parsed(await text(`/data/${latest.release}/cite.ris`))[0]!.URL).toBe(item.URL);
  });

  it('of none is refused', async () => {
    expect((await askBuilt('/data/0123456789ab/cite.bib')).status).toBe(404);
  });
});
