import type { TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import type { FigureDefinition } from '../figure.ts';
import { twoPoints } from '../two-points/definition.ts';
import { richnessColumns } from './table.ts';

/** One run among the shapes that the theory knows, from logistic to exponential. It has the states of two-points. */
export const richness: FigureDefinition<TwoPointsParameters> = {
  ...twoPoints,
  id: 'richness',
  columns: richnessColumns,
};
