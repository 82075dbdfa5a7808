import { formatQuery, parseQuery } from '../results/query.ts';
import type { FigureDefinition, FigureState } from './figure.ts';

type Stated<State extends FigureState> = Pick<
  FigureDefinition<State>,
  'id' | 'stateVersion' | 'migrations' | 'state' | 'shape' | 'implied'
>;

/** A query of a version that has no meaning any more, or none yet. */
export class StateVersionError extends Error {
  override readonly name = 'StateVersionError';
  readonly given: string;
  readonly allowed: string;
  constructor(given: string, allowed: string, reason: string) {
    super(reason);
    this.given = given;
    this.allowed = allowed;
  }
}

/**
 * The shortest query that gives a state: the version of its meaning, then what is not as it would be if it were left out, by
 * name. One state has one query.
 */
export function stateQuery<State extends FigureState>(figure: Stated<State>, state: State): string {
  const query = formatQuery(state, { ...figure.state.parse({}), ...figure.implied?.(state) });
  return `v=${figure.stateVersion}${query && `&${query}`}`;
}

/**
 * The parameters of a state in the present version, without their `v`: as they are, or migrated step by step. A query
 * without a version is of the present one, so that an address can be typed by hand.
 * @throws StateVersionError if the version is none, or newer, or older without a way to the present one.
 */
export function presentQuery(
  figure: Pick<Stated<FigureState>, 'id' | 'stateVersion' | 'migrations'>,
  query: URLSearchParams,
): URLSearchParams {
  const { id, stateVersion, migrations } = figure;
  let rest = new URLSearchParams(query);
  rest.delete('v');
  const given = query.getAll('v');
  if (given.length === 0) return rest;
  const text = given.join(', ');
  const version = /^[1-9]\d{0,5}$/.test(text) ? Number(text) : NaN;
  const known = Object.keys(migrations).filter((older) => Number(older) < stateVersion);
  const allowed = [...known, stateVersion].join(', ');
  if (!(version <= stateVersion)) {
    const reason = `The address is of version ${text || '(empty)'}; the parameters of ${id} are of version ${stateVersion}, and others are not guessed at.`;
    throw new StateVersionError(text, allowed, reason);
  }
  for (let at = version; at < stateVersion; at++) {
    const migrated = migrations[at]?.(rest) ?? 'nothing says what it means today.';
    if (typeof migrated === 'string') {
      throw new StateVersionError(
        text,
        allowed,
        `The address is of version ${text}: a state of version ${at} of ${id} has no present form: ${migrated}`,
      );
    }
    rest = migrated;
  }
  return rest;
}

/**
 * Reads a state off a query that holds nothing else.
 * @throws StateVersionError, or QueryError naming everything that is wrong with it.
 */
export function readState<State extends FigureState>(figure: Stated<State>, query: URLSearchParams): State {
  return parseQuery(presentQuery(figure, query), figure.shape, figure.state);
}
