import { getEntry } from 'astro:content';
import type { FigureWords } from '../../lib/citation/words.ts';
import type { FigureId } from '../../lib/figures/index.ts';

/** What a figure says in words. @throws Error if content/figures has no entry of it. */
export async function figureWords(id: FigureId): Promise<FigureWords> {
  const entry = await getEntry('figures', id);
  if (!entry) throw new Error(`content/figures has no entry ${id}: what the figure says in words.`);
  const { title, caption } = entry.data;
  return { title, caption };
}
