import QuickLRU from 'quick-lru';
import type { RunsPage } from '../database/runs.ts';

/** What an isolate remembers: so many pages, none with more cells than this; some 10 MB of the 128 that it has. */
const most = { pages: 32, cells: 10_000 } as const;
const kept = new QuickLRU<string, RunsPage>({ maxSize: most.pages });

/**
 * A page of runs, read unless this isolate still has it: caches in front know nothing of it that a page of the latest release is
 * one of a named release too, and that CSV, HEAD and a 304 with its link to the next page are made of the same rows.
 * @param identity the release, which never changes, and all that decides the page.
 */
export async function rememberedPage(identity: readonly unknown[], read: () => Promise<RunsPage>): Promise<RunsPage> {
  const key = JSON.stringify(identity);
  const known = kept.get(key);
  if (known) return known;
  const page = await read();
  const columns = Object.keys(page.rows[0] ?? {}).length;
  if (page.rows.length * columns <= most.cells) kept.set(key, page);
  return page;
}
