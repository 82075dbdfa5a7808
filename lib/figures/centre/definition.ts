import { z } from 'zod';
import type { ControlHints } from '../controls.ts';
import type { FigureDefinition } from '../figure.ts';
import { centreColumns, centreParameters } from './table.ts';

export const centreShape = {
  network: z
    .enum(['lazy', 'rich'])
    .default('lazy')
    .meta({
      title: 'Network',
      'x-control': { labels: { lazy: 'lazy, linear', rich: 'rich, tanh' } } satisfies ControlHints,
      description:
        'The network whose curves are shown: lazy (linear, 3 × 100, gain 0.9) or rich (tanh, 3 × 52, gain 0.5).',
    }),
  centre: z
    .number()
    .min(-2)
    .max(2)
    .default(-0.5)
    .meta({
      title: 'Centre of the pair',
      'x-control': { slider: { min: -0.5, max: 0, step: 0.05 } } satisfies ControlHints,
      description:
        'Midpoint of the two inputs, which are 1 apart: -0.5 is the pair of the paper (-1, 0), 0 the centred one.',
    }),
  seed: z
    .int()
    .min(0)
    .max(0xffffffff)
    .default(1)
    .meta({
      title: 'Seed',
      'x-control': { slider: { min: 1, max: 20 } } satisfies ControlHints,
      description: 'Seed of the initial weights.',
    }),
};
export type CentreState = z.output<z.ZodObject<typeof centreShape>>;

/** How well the theory fits a lazy and a rich network as the pair slides off centre, and one of the runs. */
export const centre: FigureDefinition<CentreState> = {
  id: 'centre',
  stateVersion: 1,
  migrations: {},
  state: z.strictObject(centreShape),
  shape: centreShape,
  columns: centreColumns,
  live: (state) => [{ experiment: 'two-points', parameters: centreParameters(state) }],
};
