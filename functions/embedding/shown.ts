import { draw } from '../../lib/figures/files/drawing.ts';
import { fileAddress } from '../../lib/figures/files/address.ts';
import { viewDefaults, type View } from '../../lib/figures/files/view.ts';
import { formatQuery } from '../../lib/results/query.ts';
import type { AnyFigure } from '../../lib/figures/figure.ts';
import { figureOf } from '../../lib/figures/code.ts';
import { findRelease, latestRelease } from '../database/releases.ts';
import { edgeSource, WouldTrain, type Stores } from '../pictures/source.ts';
import { tableOf } from '../pictures/tables.ts';
import type { NamedState } from './address.ts';

/** A state as far as it is known without training anything. */
export interface ShownState extends NamedState {
  readonly code: AnyFigure;
  /** The release that the state is of, also where its address names none; null for a state that no release has. */
  readonly release: string | null;
  /** Day of that release. */
  readonly date: string | null;
  /** Null for a state that no release has. */
  readonly table: object | null;
}

/**
 * Finds what a named state shows.
 * @throws DataUnavailable, Problem if there is no such state.
 */
export async function findShown(stores: Stores, named: NamedState): Promise<ShownState> {
  const code = await figureOf(named.figure);
  const pinned = named.release !== null;
  const known = pinned ? await findRelease(stores.DB, named.release) : await latestRelease(stores.DB);
  const { release } = known;
  try {
    const table = await tableOf(code, [named.query, release, pinned], () =>
      code.load(named.state, edgeSource(stores, release, { pinned, dry: true })),
    );
    // A table that this isolate has computed before is of no release.
    const isReleased = code.sources(table).release !== null;
    return { ...named, code, release: isReleased ? release : null, date: isReleased ? known.date : null, table };
  } catch (error) {
    if (error instanceof WouldTrain) return { ...named, code, release: null, date: null, table: null };
    throw error;
  }
}

/** A picture of a state: its address, without the host, and its size in pixels where that is known. */
export interface ShownPicture {
  readonly address: string;
  readonly size: { readonly width: number; readonly height: number } | null;
}

/** The state's PNG. */
export function pictureOf(
  { figure, code, release, query, table }: ShownState,
  given: Partial<View> = {},
): ShownPicture {
  const view = { ...viewDefaults, ...given };
  const parameters = [query, formatQuery({ ...view }, { ...viewDefaults })].filter((part) => part !== '').join('&');
  const address = fileAddress({ figure, release, format: 'png' }, parameters);
  if (table === null) return { address, size: null };
  const { width, height } = draw(code, table, view);
  return { address, size: { width: width * view.scale, height: Math.round(height * view.scale) } };
}
