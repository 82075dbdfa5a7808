import { describe, expect, it } from 'vitest';
import type { AnyFigure, FigureRow } from '../figure.ts';
import { changesBetween } from './changes.ts';

interface Table {
  readonly rows: readonly FigureRow[];
  readonly runs: readonly string[];
  readonly words: string;
}
const figure = {
  rows: ({ rows }: Table) => [...rows],
  describe: ({ words }: Table) => words,
  sources: ({ runs }: Table) => ({ release: 'r', runs, engines: [], computed: null }),
} as unknown as AnyFigure;
const before: Table = {
  rows: [
    { seed: 1, r2: 0.5, run: 'a' },
    { seed: 2, r2: null, run: 'b' },
  ],
  runs: ['a', 'b'],
  words: 'Two runs.',
};

describe('what a newer release changes', () => {
  it('is said to be nothing where nothing changed', () => {
    expect(changesBetween(figure, before, structuredClone(before))).toEqual(['Every number is the same.']);
  });

  it('is the number of other cells, and the number that changed most', () => {
    const rows = [
      { seed: 1, r2: 0.75, run: 'a' },
      { seed: 2.5, r2: null, run: 'b' },
    ];
    expect(changesBetween(figure, before, { ...before, rows })).toEqual([
      '2 of 6 cells of the table differ, the most in r2: 0.5 became 0.75.',
    ]);
  });

  it('names a number that is there no more, or only now', () => {
    const rows = [before.rows[0]!, { seed: 2, r2: 0.9, run: 'b' }];
    expect(changesBetween(figure, before, { ...before, rows })).toEqual([
      '1 of 6 cells of the table differ, the most in r2: empty became 0.9.',
    ]);
  });

  it('counts rows where there are more or fewer, and tells of other runs and words', () => {
    const rows = [...before.rows.slice(1), { seed: 3, r2: 1, run: 'c' }, { seed: 4, r2: 1, run: 'd' }];
    expect(changesBetween(figure, before, { rows, runs: ['b', 'c', 'd'], words: 'Three runs.' })).toEqual([
      'It is of 3 runs, 2 of them new, in place of 2 runs.',
      'The table has 3 rows in place of 2: 1 are the same, 1 are gone, 2 are new.',
      'It reads now: Three runs.',
    ]);
  });
});
