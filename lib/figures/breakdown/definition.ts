import { z } from 'zod';
import { activationNames } from '../../networks/activation-names.ts';
import type { ControlHints } from '../controls.ts';
import type { FigureDefinition } from '../figure.ts';
import { breakdownColumns } from './table.ts';

export const breakdownShape = {
  activation: z
    .enum(['leaky_relu', 'tanh', 'linear', 'swish'])
    .default('leaky_relu')
    .meta({
      title: 'Activation',
      'x-control': { labels: activationNames } satisfies ControlHints,
      description: 'Nonlinearity of the hidden layers.',
    }),
  width: z.enum(['16', '52', '100']).default('52').meta({ title: 'Width', description: 'Units per hidden layer.' }),
  centre: z
    .enum(['-0.5', '-0.25', '0'])
    .default('-0.5')
    .meta({
      title: 'Pair of inputs',
      'x-control': {
        labels: { '-0.5': '−1 and 0, as in the paper', '-0.25': '−¾ and ¼', '0': '−½ and ½, centred' },
      } satisfies ControlHints,
      description: 'Midpoint of the two inputs, which are 1 apart: -0.5 is the paper’s pair, 0 a centred one.',
    }),
};
export type BreakdownState = z.output<z.ZodObject<typeof breakdownShape>>;

/** Where the theory holds: R² over gain and depth of small networks, and how it fails where it does. */
export const breakdown: FigureDefinition<BreakdownState> = {
  id: 'breakdown',
  stateVersion: 1,
  migrations: {},
  state: z.strictObject(breakdownShape),
  shape: breakdownShape,
  columns: breakdownColumns,
};
