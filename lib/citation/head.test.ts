import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { figureItem, type CitedFigure } from './cited.ts';
import { citationHead } from './head.ts';
import { figureLd } from './json-ld.ts';
import { figureLinks } from './signposting.ts';
import { testExplainer } from './testing/explainer.ts';

const headOf = (cited: CitedFigure, caption = 'Caption') => {
  const item = figureItem(cited, testExplainer, 'https://example.org');
  const jsonLd = figureLd(cited, { caption, explainer: testExplainer, origin: 'https://example.org' });
  return citationHead({ item, references: [testExplainer.paper], links: figureLinks(cited), jsonLd });
};
const cited: CitedFigure = {
  figure: 'two-points',
  release: '0123456789ab',
  query: 'v=1&gain=0.71',
  title: 'Two numbers follow a network',
  words: 'gain 0.71',
  date: '2026-11-30',
};
const elementsOf = (head: string) => [
  ...parseHTML(`<!doctype html><html><head>${head}</head><body></body></html>`).document.head.children,
];

describe('the head of a cited page', () => {
  const elements = elementsOf(headOf(cited));
  const contents = (name: string) =>
    elements.filter((element) => element.getAttribute('name') === name).map((meta) => meta.getAttribute('content'));

  it('has the tags that Google Scholar asks for, each author in one of its own', () => {
    expect(contents('citation_title')[0]).toContain('Two numbers follow a network (figure two-points, gain 0.71;');
    expect(contents('citation_author')).toEqual(['The makers & friends', 'Anna de Vries']);
    expect(contents('citation_publication_date')).toEqual(['2026/11/30']);
    expect(contents('citation_public_url')).toEqual([
      'https://example.org/figures/two-points@0123456789ab?v=1&gain=0.71',
    ]);
    expect(contents('citation_reference')[0]).toContain(
      'citation_author=Loek van Rossem; citation_author=Andrew M. Saxe;',
    );
    expect(contents('citation_reference')[0]).toContain('citation_conference_title=Proceedings of the 41st');
  });

  it('has one persistent address, and every typed link', () => {
    const links = elements.filter(({ localName }) => localName === 'link');
    expect(
      links.map((link) => [link.getAttribute('rel'), link.getAttribute('href'), link.getAttribute('type')]),
    ).toEqual(figureLinks(cited).map(({ rel, href, type }) => [rel, href, type ?? null]));
    expect(links.filter((link) => link.getAttribute('rel') === 'cite-as')).toHaveLength(1);
  });

  it('never has an element or an attribute from a text', () => {
    const nasty = fc.oneof(
      fc.constantFrom(
        '</script><script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        '<!--',
        ']]>',
        '&lt;b&gt;',
      ),
      fc.string({ unit: 'binary', maxLength: 30 }),
    );
    const names = (head: string) =>
      elementsOf(head).map((element) => [element.localName, ...element.getAttributeNames()].join(' '));
    const usual = names(headOf(cited));
    fc.assert(
      fc.property(nasty, nasty, nasty, (title, words, caption) => {
        const head = headOf({ ...cited, title, words: words || 'x' }, caption);
        expect(names(head)).toEqual(usual);
        const data = /<script type="application\/ld\+json">(.*)<\/script>$/s.exec(head)![1]!;
        expect(data).not.toContain('<');
        expect((JSON.parse(data) as { caption: string }).caption).toBe(caption);
      }),
      { numRuns: 40 },
    );
  });
});
