import type { TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import type { FigureDefinition } from '../figure.ts';
import { twoPoints } from '../two-points/definition.ts';
import { richnessColumns, type RichnessTable } from './table.ts';

/** One run among the shapes that the theory knows, from logistic to exponential. It has the states of two-points. */
export const richness: FigureDefinition<TwoPointsParameters, RichnessTable> = {
  ...twoPoints,
  id: 'richness',
  columns: richnessColumns,
  code: async () => (await import('./index.ts')).richnessFigure,
};
