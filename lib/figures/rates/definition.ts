import { z } from 'zod';
import type { ControlHints } from '../controls.ts';
import type { FigureDefinition } from '../figure.ts';
import { ratesColumns } from './table.ts';

export const ratesShape = {
  sweep: z
    .enum(['settings', 'modern', 'first-look'])
    .default('settings')
    .meta({
      title: 'Networks',
      'x-control': {
        labels: { settings: 'the paper’s settings', modern: 'beyond the paper', 'first-look': 'small networks' },
      } satisfies ControlHints,
      description: 'Sweep whose runs are shown, one row for each of its groups.',
    }),
  per: z
    .enum(['step', 'lr'])
    .default('step')
    .meta({
      title: 'Time unit',
      'x-control': { labels: { step: 'training step', lr: 'step × learning rate' } } satisfies ControlHints,
      description: 'What rates are counted per: a training step, or a step divided by the learning rate of the run.',
    }),
};
export type RatesState = z.output<z.ZodObject<typeof ratesShape>>;

/** 1/τ_h and 1/τ_y of every group of a sweep, a dot for each seed: all that the theory knows of a network. */
export const rates: FigureDefinition<RatesState> = {
  id: 'rates',
  stateVersion: 1,
  migrations: {},
  state: z.strictObject(ratesShape),
  shape: ratesShape,
  columns: ratesColumns,
};
