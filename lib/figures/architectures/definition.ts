import { z } from 'zod';
import type { ControlHints } from '../controls.ts';
import type { FigureDefinition } from '../figure.ts';
import { architecturesColumns } from './table.ts';

export const architecturesShape = {
  set: z
    .enum(['paper', 'gains', 'beyond'])
    .default('paper')
    .meta({
      title: 'Networks',
      'x-control': {
        labels: { paper: 'the paper’s', gains: 'one network, seven gains', beyond: 'beyond the paper' },
      } satisfies ControlHints,
      description: 'Which networks are shown, a panel each.',
    }),
  curve: z
    .enum(['h', 'y', 'w', 'loss'])
    .default('h')
    .meta({
      title: 'Curve',
      'x-control': {
        labels: { h: 'h, representations', y: 'y, predictions', w: 'w, alignment', loss: 'loss' },
      } satisfies ControlHints,
      description: 'Which curve of the runs is shown.',
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
export type ArchitecturesState = z.output<z.ZodObject<typeof architecturesShape>>;

/** Every network of a set with its own fit: small multiples. */
export const architectures: FigureDefinition<ArchitecturesState> = {
  id: 'architectures',
  stateVersion: 1,
  migrations: {},
  state: z.strictObject(architecturesShape),
  shape: architecturesShape,
  columns: architecturesColumns,
};
