import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { figureOf } from '../figures/code.ts';
import { definitionOf, figureIds } from '../figures/index.ts';
import { stateQuery } from '../figures/state.ts';
import { statesOf } from '../figures/testing/states.ts';
import { apaText } from './apa.ts';
import { figureItem, releaseItem, type CitedFigure } from './cited.ts';
import type { CslItem } from './item.ts';
import { stateInWords } from './state-words.ts';
import { testExplainer } from './testing/explainer.ts';
import { citationTexts, writeText } from './text.ts';
import { writeCitation } from './write.ts';

const origin = 'https://example.org';
const texts = citationTexts(testExplainer, apaText);
const titleOf = (id: string) =>
  (parse(readFileSync(`content/figures/${id}.yaml`, 'utf8')) as { readonly title: string }).title;

/** Every figure in every state that its choices have, of a release and of none. */
const everything: CitedFigure[] = (
  await Promise.all(
    figureIds.map(async (figure) => {
      const definition = definitionOf(figure);
      return statesOf(await figureOf(figure)).map((state, n) => ({
        ...{ figure, query: stateQuery(definition, state), title: titleOf(figure) },
        words: stateInWords(definition, state),
        release: n % 2 === 0 ? '0123456789ab' : null,
        date: n % 2 === 0 ? '2026-11-30' : null,
      }));
    }),
  )
).flat();
const items = everything.map((cited) => figureItem(cited, testExplainer, origin));

/** What a reference manager reads off a file. */
const parsed = (text: string) => new Cite(text).data as unknown as (CslItem & Record<string, unknown>)[];

const yearOf = ({ issued }: CslItem) => Number(issued['date-parts'][0][0]);
const dayOf = ({ issued }: CslItem) => issued['date-parts'][0].map(Number);
/** The letters of the authors' names, however a format splits them. */
const namesOf = ({ author }: CslItem) =>
  author.map((name) => Object.values(name).join(' ').split(' ').toSorted().join(' '));

describe('a citation of a figure', () => {
  it('has a key and an address of its own for every state', () => {
    for (const part of ['id', 'URL'] as const) expect(new Set(items.map((item) => item[part])).size).toBe(items.length);
  });

  it('names the figure, what of its state is not as usual, and the release, in its title', () => {
    for (const [n, { figure, words, release }] of everything.entries()) {
      const { title } = items[n]!;
      expect(title).toContain(`figure ${figure}`);
      expect(title).toContain(words === '' ? 'default state' : words);
      expect(title).toContain(release ?? 'no release');
    }
  });

  it('is read from BibTeX by a parser as it was written, whatever its characters', () => {
    for (const item of items) {
      const text = writeCitation([item, testExplainer.paper], 'bib');
      const [figure, paper] = parsed(text);
      // A fraction comes out as its numbers.
      expect(figure!.title, text).toBe(item.title.normalize('NFKC').replaceAll('⁄', '/'));
      expect(figure!.URL).toBe(item.URL);
      expect(figure!.note).toBe(item.note);
      expect(yearOf(figure!)).toBe(yearOf(item));
      expect(namesOf(figure!)).toEqual(namesOf(item));
      expect(figure!['citation-key']).toBe(item.id);
      expect(paper).toMatchObject({ type: 'paper-conference', title: testExplainer.paper.title, volume: '235' });
    }
  });

  it('is read from RIS by a parser as it was written', () => {
    for (const item of items) {
      const text = writeCitation([item, testExplainer.paper], 'ris');
      const [figure, paper] = parsed(text);
      expect(figure, text).toMatchObject({ type: 'figure', title: item.title, URL: item.URL });
      expect(dayOf(figure!)).toEqual(dayOf(item));
      expect(namesOf(figure!)).toEqual(namesOf(item));
      expect(paper).toMatchObject({ title: testExplainer.paper.title, URL: testExplainer.paper.URL });
    }
  });

  it('is CSL-JSON that the parser takes as it is', () => {
    for (const item of items.slice(0, 20)) {
      const text = writeCitation([item, testExplainer.paper], 'json');
      expect(parsed(text).map(({ title, type, URL }) => ({ title, type, URL }))).toEqual(
        [item, testExplainer.paper].map(({ title, type, URL }) => ({ title, type, URL })),
      );
      expect(JSON.parse(text)).toEqual([item, testExplainer.paper]);
    }
  });

  it('says all of it as text, as a processor of styles would', () => {
    // The processor takes its time; the default state of each figure and some others.
    for (const item of items.filter((_, n) => n % 6 === 0)) {
      const text = writeText([item], texts).trim();
      expect(text).toBe(apaText(item));
      const parts = ['The makers & friends', 'de Vries, A.', `(${yearOf(item)})`, item.title, item.URL!];
      for (const part of parts) expect(text).toContain(part);
    }
    expect(writeText([testExplainer.paper], texts)).toContain(
      'van Rossem, L., & Saxe, A. M. (2024). When Representations Align',
    );
  });

  it('fills nothing into what was filled in', () => {
    const [item] = items as [CslItem];
    const title = 'TITLE-OF-IT of 9999, VERSION-OF-IT $& $1';
    expect(writeText([{ ...item, title }], texts)).toContain(`${title} [Figure]`);
  });
});

describe('a citation of a release', () => {
  const item = releaseItem(
    { release: '0123456789ab', title: 'Runs', date: '2026-11-30', runs: 12 },
    testExplainer,
    origin,
  );

  it('is of a data set, in every format', () => {
    expect(parsed(writeCitation([item], 'ris'))[0]).toMatchObject({
      type: 'dataset',
      title: item.title,
      URL: item.URL,
    });
    expect(parsed(writeCitation([item], 'bib'))[0]).toMatchObject({
      title: item.title,
      URL: item.URL,
      note: item.note,
    });
    expect(writeText([item], texts).trim()).toBe(apaText(item));
    expect(apaText(item)).toMatch(/Networks Align: an explainer: data.*0123456789ab.*\[Dataset\]/);
  });
});
