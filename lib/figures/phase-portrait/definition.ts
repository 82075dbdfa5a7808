import type { TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import type { FigureDefinition } from '../figure.ts';
import { twoPoints } from '../two-points/definition.ts';
import { phasePortraitColumns, type PhasePortraitTable } from './table.ts';

/** One run in the plane of h and c = dy . dyhat, in which the theory is a flow. It has the states of two-points. */
export const phasePortrait: FigureDefinition<TwoPointsParameters, PhasePortraitTable> = {
  ...twoPoints,
  id: 'phase-portrait',
  columns: phasePortraitColumns,
  code: async () => (await import('./index.ts')).phasePortraitFigure,
};
