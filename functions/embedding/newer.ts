import { changesBetween } from '../../lib/figures/files/changes.ts';
import type { AnyFigure, FigureState } from '../../lib/figures/figure.ts';
import { DataUnavailable } from '../../lib/figures/source.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import type { KnownRelease } from '../database/releases.ts';
import { edgeSource, type Stores } from '../pictures/source.ts';
import { tableOf } from '../pictures/tables.ts';
import { Problem } from '../problems/problem.ts';

/** A release that came after the one that is shown, and what it changes in what is shown. */
export interface Newer {
  readonly release: KnownRelease;
  /** Sentences. */
  readonly changes: readonly string[];
}

/** Compares what is shown with the same state in a newer release. Nothing is trained for it. */
export async function compareNewer(
  stores: Stores,
  { figure, state, table }: { readonly figure: AnyFigure; readonly state: FigureState; readonly table: object },
  release: KnownRelease,
): Promise<Newer> {
  try {
    const identity = [stateQuery(figure, state), release.release, true];
    const now = await tableOf(figure, identity, () =>
      figure.load(state, edgeSource(stores, release.release, { pinned: true })),
    );
    return { release, changes: changesBetween(figure, table, now) };
  } catch (error) {
    if (!(error instanceof DataUnavailable || error instanceof Problem)) throw error;
    return { release, changes: [`It has no data for this state: ${error.message}`] };
  }
}
