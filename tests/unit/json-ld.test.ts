import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { articleLd, catalogLd, figureLd, releaseLd } from '../../lib/citation/json-ld.ts';
import { testExplainer } from '../../lib/citation/testing/explainer.ts';
import { figureIds } from '../../lib/figures/index.ts';
import { releaseManifestSchema } from '../../lib/results/manifest.ts';
import { linkedNodes, valuesOf } from '../support/json-ld.ts';

/* The pages' JSON-LD by a real processor, in safe mode: a word that schema.org does not have is an error. */

const origin = 'https://example.org';
const { release } = JSON.parse(readFileSync('content/releases/latest.json', 'utf8')) as { release: string };
const manifest = releaseManifestSchema.parse(
  JSON.parse(readFileSync(`content/releases/${release}/manifest.json`, 'utf8')),
);
const paper = testExplainer.paper.URL!;
const data = `${origin}/data/${release}`;

describe('the JSON-LD of the article', () => {
  it('is of a scholarly article of ours, based on the paper of others, with every figure', async () => {
    const facts = { description: 'About', published: '2026-01-01', updated: '2026-02-02', release };
    const nodes = await linkedNodes(articleLd(testExplainer, facts), `${origin}/`);
    const article = nodes.get(`${origin}/`);
    expect(article?.['@type']).toEqual(['https://schema.org/ScholarlyArticle']);
    expect(valuesOf(article, 'isBasedOn')).toEqual([paper, data]);
    expect(valuesOf(article, 'hasPart')).toEqual(figureIds.map((id) => `${origin}/figures/${id}`));
    const names = (of: string) =>
      valuesOf(nodes.get(of), 'author').flatMap((id) => valuesOf(nodes.get(String(id)), 'name'));
    expect(names(`${origin}/`)).toEqual(['The makers & friends', 'Anna de Vries']);
    expect(names(paper)).toEqual(['Loek van Rossem', 'Andrew M. Saxe']);
  });
});

describe('the JSON-LD of a figure', () => {
  const cited = { figure: 'rates', query: 'v=1', title: 'Rates', words: '' } as const;

  it('is of an image that is based on the data of its release and on the paper', async () => {
    const document = figureLd(
      { ...cited, release, date: '2026-11-30' },
      { caption: 'Rates of many networks', explainer: testExplainer, origin },
    );
    const page = `${origin}/figures/rates@${release}?v=1`;
    const figure = (await linkedNodes(document, page)).get(page);
    expect(figure?.['@type']).toEqual(['https://schema.org/ImageObject']);
    expect(valuesOf(figure, 'isBasedOn')).toEqual([data, paper]);
    expect(valuesOf(figure, 'contentUrl')).toEqual([`${origin}/figures/rates@${release}.svg?v=1`]);
    expect(valuesOf(figure, 'license')).toEqual(['https://creativecommons.org/licenses/by/4.0/']);
    expect(valuesOf(figure, 'isPartOf')).toEqual([`${origin}/`]);
  });

  it('of no release is based on no data', async () => {
    const document = figureLd(
      { ...cited, release: null, date: null },
      { caption: 'Rates', explainer: testExplainer, origin },
    );
    const nodes = await linkedNodes(document, `${origin}/figures/rates/?v=1`);
    expect(valuesOf(nodes.get(`${origin}/figures/rates?v=1`), 'isBasedOn')).toEqual([paper]);
  });
});

describe('the JSON-LD of a release', () => {
  it('is of a dataset with every file, its size and its hash, and what was measured', async () => {
    const nodes = await linkedNodes(releaseLd(manifest, testExplainer, origin), data);
    const dataset = nodes.get(data);
    expect(dataset?.['@type']).toEqual(['https://schema.org/Dataset']);
    const files = valuesOf(dataset, 'distribution').map((id) => nodes.get(String(id)));
    expect(
      files.map((file) => ['name', 'contentUrl', 'contentSize', 'sha256'].flatMap((name) => valuesOf(file, name))),
    ).toEqual(manifest.files.map(({ name, bytes, sha256 }) => [name, `${data}/${name}`, `${bytes} B`, sha256]));
    const measured = valuesOf(dataset, 'variableMeasured').map((id) => valuesOf(nodes.get(String(id)), 'name')[0]);
    expect(measured).toEqual(manifest.dictionary.filter(({ role }) => role === 'outcome').map(({ name }) => name));
    expect(String(valuesOf(dataset, 'description')[0]).length).toBeGreaterThan(50);
  });

  it('is in the catalogue', async () => {
    const nodes = await linkedNodes(catalogLd([release], testExplainer, origin), `${origin}/data/`);
    expect(valuesOf(nodes.get(`${origin}/data`), 'dataset')).toEqual([data]);
  });

  it('would be caught, if it said what has no meaning', async () => {
    await expect(linkedNodes({ ...catalogLd([], testExplainer, origin), datset: 'x' }, data)).rejects.toThrow();
  });
});
