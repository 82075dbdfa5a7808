import {
  twoPointsParameters,
  twoPointsShape,
  type TwoPointsParameters,
} from '../../../lib/experiments/two-points/parameters.ts';
import { twoPointsFigure } from '../../../lib/figures/two-points/index.ts';
import { parseQuery, QueryError } from '../../../lib/results/query.ts';

/** The state that an address of the article asks for, or what is wrong with it. */
export function readState(query: URLSearchParams): { parameters: TwoPointsParameters } | { problem: string } {
  const state = new URLSearchParams(query);
  state.delete('figure');
  const version = state.get('v');
  state.delete('v');
  if (version !== String(twoPointsFigure.stateVersion)) {
    const known = `this page knows version ${twoPointsFigure.stateVersion}`;
    return {
      problem: `The address gives its state as version ${version ?? '(none)'}; ${known}. The default state is shown.`,
    };
  }
  try {
    return { parameters: parseQuery(state, twoPointsShape, twoPointsParameters) };
  } catch (error) {
    if (error instanceof QueryError) return { problem: `The state in the address is not one: ${error.message}` };
    throw error;
  }
}
