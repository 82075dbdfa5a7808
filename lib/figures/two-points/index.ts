import {
  twoPointsParameters,
  twoPointsShape,
  type TwoPointsParameters,
} from '../../experiments/two-points/parameters.ts';
import type { Figure } from '../figure.ts';
import { describeTwoPoints, titleTwoPoints } from './describe.ts';
import { drawTwoPoints } from './draw.ts';
import { twoPointsHeight } from './layout.ts';
import { twoPointsQuery, twoPointsStateVersion } from './state.ts';
import { twoPointsColumns, twoPointsRows, type RunSource, type TwoPointsTable } from './table.ts';

/** h, y, w and the loss of one network on two datapoints, with the fitted two-rate theory dashed over them. */
export const twoPointsFigure: Figure<TwoPointsParameters, TwoPointsTable, RunSource> = {
  id: 'two-points',
  stateVersion: twoPointsStateVersion,
  query: twoPointsQuery,
  state: twoPointsParameters,
  shape: twoPointsShape,
  load: (state, source) => source.run(state),
  height: twoPointsHeight,
  draw: drawTwoPoints,
  title: titleTwoPoints,
  describe: describeTwoPoints,
  columns: twoPointsColumns,
  rows: twoPointsRows,
};
