import { z } from 'zod';
import type { ControlHints } from '../controls.ts';
import type { FigureDefinition } from '../figure.ts';
import { modernColumns } from './table.ts';

export const modernShape = {
  networks: z
    .enum(['architectures', 'optimisers'])
    .default('architectures')
    .meta({
      title: 'Networks',
      'x-control': {
        labels: { architectures: 'architectures', optimisers: 'optimisers' },
      } satisfies ControlHints,
      description: 'What goes beyond the paper: other architectures, or one network under other optimisers.',
    }),
  run: z
    .enum(['typical', 'best', 'worst'])
    .default('typical')
    .meta({
      title: 'Seed',
      'x-control': { labels: { typical: 'typical fit', best: 'best fit', worst: 'worst fit' } } satisfies ControlHints,
      description: 'Which of the seeds of a network is shown: that of the middle, the highest or the lowest R².',
    }),
};
export type ModernState = z.output<z.ZodObject<typeof modernShape>>;

/** Networks beyond the paper, a row each: h, y and w of a run with the fitted theory, and R² of all seeds. */
export const modern: FigureDefinition<ModernState> = {
  id: 'modern',
  stateVersion: 1,
  migrations: {},
  state: z.strictObject(modernShape),
  shape: modernShape,
  columns: modernColumns,
};
