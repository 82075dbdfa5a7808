import {
  middleLayer,
  twoPointsParameters,
  twoPointsShape,
  type TwoPointsParameters,
} from '../../../lib/experiments/two-points/parameters.ts';
import { twoPointsCost } from '../../../lib/experiments/two-points/run.ts';
import { twoPointsFigure } from '../../../lib/figures/two-points/index.ts';
import { parseQuery, QueryError } from '../../../lib/results/query.ts';
import type { Choices } from './controls.ts';

/** What an address of the article asks for. */
export type Addressed =
  | {
      readonly choices: Choices;
      /** What the reader should know: names that mean nothing here, or that the run is a long one. */
      readonly notice: string | undefined;
      /** Whether to train at once. */
      readonly start: boolean;
    }
  | { readonly problem: string };

/** Floating-point operations of a run that no address starts by itself: about a minute of one core. */
const longRun = 1.5e12;
/** What a core does in a minute, roughly. */
const perMinute = 1.5e12;

/** The reader's choices for complete parameters: a layer in the middle goes on following the depth. */
function choicesOf(parameters: TwoPointsParameters): Choices {
  return { ...parameters, layer: parameters.layer === middleLayer(parameters) ? undefined : parameters.layer };
}

/** The state that an address of the article asks for, or what is wrong with it. */
export function readState(query: URLSearchParams): Addressed {
  const version = query.get('v');
  if (version !== String(twoPointsFigure.stateVersion)) {
    const known = `this page knows version ${twoPointsFigure.stateVersion}`;
    return {
      problem: `The address gives its state as version ${version ?? '(none)'}; ${known}. The default state is shown.`,
    };
  }
  // Others may have added parameters of their own to the article's address.
  const names = [...new Set(query.keys())].filter((name) => name !== 'figure' && name !== 'v');
  const foreign = names.filter((name) => !Object.hasOwn(twoPointsShape, name));
  const state = new URLSearchParams([...query].filter(([name]) => Object.hasOwn(twoPointsShape, name)));
  try {
    const parameters = parseQuery(state, twoPointsShape, twoPointsParameters);
    const cost = twoPointsCost(parameters);
    const notices = [
      ...(foreign.length > 0 ? [`Not part of the figure’s state, and left aside: ${foreign.join(', ')}.`] : []),
      ...(cost > longRun
        ? [`This run takes some ${Math.round(cost / perMinute)} minutes. “Train it here” starts it.`]
        : []),
    ];
    return { choices: choicesOf(parameters), notice: notices.join(' ') || undefined, start: cost <= longRun };
  } catch (error) {
    if (error instanceof QueryError) return { problem: `The state in the address is not one: ${error.message}` };
    throw error;
  }
}
