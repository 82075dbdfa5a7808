import { presentQuery, readState, StateVersionError } from '../../../lib/figures/state.ts';
import { QueryError } from '../../../lib/results/query.ts';
import type { Choices } from './choices.ts';
import type { OpenFigure } from './open.ts';

/** What an address of a page asks a figure for. */
export type Addressed =
  | {
      readonly choices: Choices;
      /** What the reader should know: names that mean nothing here, or that the run is a long one. */
      readonly notice: string | undefined;
      /** Whether to show it at once. */
      readonly start: boolean;
    }
  | { readonly problem: string };

/** Floating-point operations of a run that no address starts by itself: about a minute of one core. */
const longRun = 1.5e12;
/** What a core does in a minute, roughly. */
const perMinute = 1.5e12;

/** The state that an address asks for, or what is wrong with it. */
export function readAddress({ figure, live }: OpenFigure, address: URLSearchParams): Addressed {
  // Others may have added parameters of their own to the page's address.
  const isOurs = (name: string) => name === 'v' || Object.hasOwn(figure.shape, name);
  const foreign = [...new Set(address.keys())].filter((name) => name !== 'figure' && !isOurs(name));
  const query = new URLSearchParams([...address].filter(([name]) => isOurs(name)));
  try {
    const state = readState(figure, query);
    const implied = figure.implied?.(state) ?? {};
    // What follows from the rest goes on following it.
    const given = [...presentQuery(figure, query).keys()].filter((name) => implied[name] !== state[name]);
    const cost = live(state)?.cost ?? 0;
    const notices = [
      ...(foreign.length > 0 ? [`Not part of the figure’s state, and left aside: ${foreign.join(', ')}.`] : []),
      ...(cost > longRun
        ? [`This run takes some ${Math.round(cost / perMinute)} minutes. “Train it here” starts it.`]
        : []),
    ];
    const choices = Object.fromEntries(given.map((name) => [name, state[name]]));
    return { choices, notice: notices.join(' ') || undefined, start: cost <= longRun };
  } catch (error) {
    if (error instanceof StateVersionError) return { problem: `${error.message} The default state is shown.` };
    if (error instanceof QueryError) return { problem: `The state in the address is not one: ${error.message}` };
    throw error;
  }
}
