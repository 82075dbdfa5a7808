import { z } from 'zod';
import type { ControlHints } from '../controls.ts';
import type { FigureDefinition } from '../figure.ts';
import { alternativesColumns } from './table.ts';

export const alternativesShape = {
  runs: z
    .enum(['all', 'meaningful'])
    .default('all')
    .meta({
      title: 'Runs',
      'x-control': {
        labels: { all: 'all', meaningful: 'those that the theory describes' },
      } satisfies ControlHints,
      description: 'Whether runs are shown too whose fit with the theory is not meaningful.',
    }),
};
export type AlternativesState = z.output<z.ZodObject<typeof alternativesShape>>;

/** How much worse, or better, four altered systems fit than the theory. */
export const alternatives: FigureDefinition<AlternativesState> = {
  id: 'alternatives',
  stateVersion: 1,
  migrations: {},
  state: z.strictObject(alternativesShape),
  shape: alternativesShape,
  columns: alternativesColumns,
};
