import { describe, expect, it } from 'vitest';
import { hostInCode, snippets } from '../../site/build/snippets.ts';

describe('the code of a figure', () => {
  const all = snippets({ csv: '/figures/rates@0123456789ab.csv?v=1', json: '/figures/rates@0123456789ab.json?v=1' });

  it('is there for four kinds of readers', () => {
    expect(all.map(({ language }) => language)).toEqual(['curl', 'Python', 'R', 'TypeScript']);
  });

  it('names one address each, of a release, with the host in its place', () => {
    for (const { code } of all)
      expect(code.match(new RegExp(`${hostInCode}/figures/rates@[0-9a-f]{12}`, 'g'))).toHaveLength(1);
  });
});
