import QuickLRU from 'quick-lru';
import type { AnyFigure } from '../../lib/figures/figure.ts';

/** How many tables an isolate keeps: a page asks for a state in two themes and widths, and its numbers, one after the other. */
const most = 24;
const kept = new QuickLRU<string, object>({ maxSize: most });

/**
 * The table of a figure's state, read or computed unless this isolate still has it. A table never changes for an `identity`:
 * the figure, its state, the release, and what may be computed beside it.
 */
export async function tableOf(
  figure: AnyFigure,
  identity: readonly (string | boolean)[],
  load: () => Promise<object>,
): Promise<object> {
  const key = JSON.stringify([figure.id, figure.stateVersion, ...identity]);
  const known = kept.get(key);
  if (known) return known;
  // Kept when it is there, not before: a Worker may not wait for what another request has asked for.
  const table = await load();
  kept.set(key, table);
  return table;
}
