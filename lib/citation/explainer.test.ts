import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readExplainer } from './explainer.ts';

const file = readFileSync('CITATION.cff', 'utf8');

describe('CITATION.cff', () => {
  it('names the makers of the explainer and those of the paper, who are others', () => {
    const { authors, title, paper } = readExplainer(file);
    expect(title).toContain('explainer');
    expect(paper.author).toEqual([
      { family: 'van Rossem', given: 'Loek' },
      { family: 'Saxe', given: 'Andrew M.' },
    ]);
    for (const author of authors) expect(paper.author).not.toContainEqual(author);
    expect(paper).toMatchObject({ volume: '235', page: '49098-49121' });
  });

  it('has the version of the program', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(readExplainer(file).version).toBe(version);
  });

  it.each([
    ['a key that nothing reads', `${file}\nabstract: text\n`, /abstract/],
    ['no author', file.replace(/authors:\n {2}- name: .*\n/, 'authors: []\n'), /authors/],
    ['a date that is none', file.replace(/date-released: .*/, 'date-released: soon'), /date-released/],
    ['a volume that is text', file.replace('volume: 235', "volume: '235'"), /volume/],
  ])('is refused with %s', (_, text, said) => {
    expect(text).not.toBe(file);
    expect(() => readExplainer(text)).toThrow(said);
  });
});
