import { controlsOf, type Control } from '../controls.ts';
import type { AnyFigureDefinition, FigureState } from '../figure.ts';
import type { FigureId } from '../index.ts';
import { stateQuery } from '../state.ts';

/** A part of a state; what is undefined is at its default, or follows from the rest. */
type GivenState = Readonly<Record<string, FigureState[string] | undefined>>;

/** What a page that holds a figure must know of its state to bring it to life: plain JSON. */
export interface AboutState {
  readonly id: FigureId;
  readonly state: FigureState;
  /** What was given of it; the rest is at its default or follows. */
  readonly given: GivenState;
  readonly query: string;
  readonly stateVersion: number;
  readonly controls: readonly Control[];
  /** Whether a browser can train what the state names. */
  readonly canBeLive: boolean;
}

/**
 * Tells a state to the page that holds it.
 * @param given what was given of the state; what its query says if not known.
 */
export function aboutState(
  figure: AnyFigureDefinition,
  state: FigureState,
  given: GivenState = statedIn(figure, state),
): AboutState {
  return {
    // Every definition is of the registry.
    id: figure.id as FigureId,
    state,
    given,
    query: stateQuery(figure, state),
    stateVersion: figure.stateVersion,
    controls: controlsOf(figure, state),
    canBeLive: figure.live !== undefined,
  };
}

/** The part of a state that its query says. */
function statedIn(figure: AnyFigureDefinition, state: FigureState): GivenState {
  const stated = [...new URLSearchParams(stateQuery(figure, state)).keys()].filter((name) => name !== 'v');
  return Object.fromEntries(stated.map((name) => [name, state[name]!]));
}
