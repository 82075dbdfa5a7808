import type { CitedFigure } from '../../lib/citation/cited.ts';
import { stateInWords } from '../../lib/citation/state-words.ts';
import type { SiteWords } from '../../lib/citation/words.ts';
import { definitionOf } from '../../lib/figures/index.ts';
import type { FigureName } from '../../lib/figures/files/address.ts';
import { readState, stateQuery } from '../../lib/figures/state.ts';
import type { NamedState } from '../embedding/address.ts';
import { findShown, type ShownState } from '../embedding/shown.ts';
import type { Stores } from '../pictures/source.ts';
import { Problem } from '../problems/problem.ts';

/** What of a state its citation names. */
export function citedState(
  { figure, state, query }: NamedState,
  { release, date }: Pick<ShownState, 'release' | 'date'>,
  words: SiteWords,
): CitedFigure {
  const { title } = words.figures[figure];
  return { figure, release, query, title, words: stateInWords(definitionOf(figure), state), date };
}

/** The state that an address names. @throws StateVersionError or QueryError if it names none. */
export function readNamed(name: FigureName, parameters: URLSearchParams): NamedState {
  const definition = definitionOf(name.figure);
  const state = readState(definition, parameters);
  return { ...name, state, query: stateQuery(definition, state) };
}

/**
 * What is cited by a state. Nothing is trained for it: one that no release holds, however large, is cited by the address at
 * which it is trained, always to the same bits.
 * @throws Problem or DataUnavailable if there is nothing to be seen.
 */
export async function findCited(stores: Stores, named: NamedState, words: SiteWords): Promise<CitedFigure> {
  try {
    return citedState(named, await findShown(stores, named), words);
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'not-recorded') throw error;
    return citedState(named, { release: null, date: null }, words);
  }
}
