import { contextRows } from '../../reproduction/context.ts';
import type { Finished } from '../finished.ts';
import type { Section } from '../judge.ts';

export function contextSection(finished: Finished): Section {
  const rows = contextRows(finished.of('context').map(({ record }) => record));
  const notes = [...new Set(rows.map(({ note }) => note).filter((note) => note !== ''))];
  return {
    title: 'Two contexts',
    text:
      'Blobs on a grid of pixels, each position in two contexts that ask for one coordinate each; mini-batches of 64. What ' +
      'the hidden layer keeps of the coordinate that is not asked for tells lazy from rich.',
    rows,
    after: notes.join(' '),
  };
}
