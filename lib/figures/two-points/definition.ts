import {
  middleLayer,
  twoPointsParameters,
  twoPointsShape,
  type TwoPointsParameters,
} from '../../experiments/two-points/parameters.ts';
import type { FigureDefinition } from '../figure.ts';
import { twoPointsHints } from './hints.ts';
import { twoPointsColumns } from './table.ts';

/** h, y, w and the loss of one network on two datapoints, with the fitted two-rate theory dashed over them. */
export const twoPoints: FigureDefinition<TwoPointsParameters> = {
  id: 'two-points',
  stateVersion: 1,
  migrations: {},
  state: twoPointsParameters,
  shape: twoPointsShape,
  hints: twoPointsHints,
  // A layer in the middle follows the depth.
  implied: (state) => ({ layer: middleLayer(state) }),
  columns: twoPointsColumns,
  live: (parameters) => [{ experiment: 'two-points', parameters }],
};
