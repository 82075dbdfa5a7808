import { middleLayer, twoPointsParameters, type TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import { formatQuery } from '../../results/query.ts';

/** Version of the meaning of the figure's state. */
export const twoPointsStateVersion = 1;

const defaults = twoPointsParameters.parse({});

/**
 * The state as a query: the version of its meaning, then what is not at its default, by name. A layer in the middle is left
 * out, because it follows the depth.
 */
export function twoPointsQuery(parameters: TwoPointsParameters): string {
  const query = formatQuery(parameters, { ...defaults, layer: middleLayer(parameters) });
  return `v=${twoPointsStateVersion}${query && `&${query}`}`;
}
