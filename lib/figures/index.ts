import { twoPointsFigure } from './two-points/index.ts';

/** Every figure by its id. */
export const figures = { 'two-points': twoPointsFigure } as const;
export type FigureId = keyof typeof figures;
