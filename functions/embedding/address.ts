import type { AnyFigureDefinition, FigureState } from '../../lib/figures/figure.ts';
import type { FigureName } from '../../lib/figures/files/address.ts';
import { definitionOf, isFigureId } from '../../lib/figures/index.ts';
import { readState, stateQuery } from '../../lib/figures/state.ts';

/** One state of a figure, as any of its addresses names it. */
export interface NamedState extends FigureName {
  readonly state: FigureState;
  /** Of the state alone. */
  readonly query: string;
}

/** The state in a query; what is not the figure's own is left aside, as the figure's page does. */
export function readOwnState(figure: AnyFigureDefinition, query: URLSearchParams): FigureState {
  const own = [...query].filter(([name]) => name === 'v' || Object.hasOwn(figure.shape, name));
  return readState(figure, new URLSearchParams(own));
}

/**
 * Reads any address of a figure: its page, its frame, a file of it, or its place in the article.
 * @returns null if the address is none of a figure.
 * @throws StateVersionError, QueryError if the state is none.
 */
export function readAnyAddress({ pathname, searchParams }: URL): NamedState | null {
  const named = nameIn(pathname, searchParams);
  if (!named || !isFigureId(named.figure)) return null;
  const { figure, release } = named;
  const definition = definitionOf(figure);
  const state = readOwnState(definition, searchParams);
  return { figure, release, state, query: stateQuery(definition, state) };
}

function nameIn(pathname: string, query: URLSearchParams): { figure: string; release: string | null } | null {
  const [, figure, release] = /^\/(?:figures|embed)\/([^/@.]+)(?:@([^/@.]+))?(?:\/|\.\w+)?$/.exec(pathname) ?? [];
  if (figure !== undefined) return { figure, release: release ?? null };
  const inArticle = pathname === '/' ? query.get('figure') : null;
  return inArticle === null ? null : { figure: inArticle, release: null };
}
