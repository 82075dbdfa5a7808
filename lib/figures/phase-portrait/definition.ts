import type { TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import type { FigureDefinition } from '../figure.ts';
import { twoPoints } from '../two-points/definition.ts';
import { phasePortraitColumns } from './table.ts';

/** One run in the plane of h and c = dy . dyhat, in which the theory is a flow. It has the states of two-points. */
export const phasePortrait: FigureDefinition<TwoPointsParameters> = {
  ...twoPoints,
  id: 'phase-portrait',
  columns: phasePortraitColumns,
};
