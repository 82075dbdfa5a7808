import { z } from 'zod';
import type { ControlHints } from '../controls.ts';
import type { FigureDefinition } from '../figure.ts';
import { collapseColumns } from './table.ts';

export const collapseShape = {
  axis: z
    .enum(['steps', 'collapse', 'rise'])
    .default('collapse')
    .meta({
      title: 'Time',
      'x-control': {
        labels: { steps: 'training steps', collapse: 'rescaled by the fit', rise: 'in own rise times' },
      } satisfies ControlHints,
      description:
        'How time is measured: in steps; as s (t - t_half) with the fitted s; or as (t - t_half)/(t75 - t25), which nothing predicts.',
    }),
  set: z
    .enum(['settings', 'beyond'])
    .default('settings')
    .meta({
      title: 'Networks',
      'x-control': { labels: { settings: 'the paper’s settings', beyond: 'beyond the paper' } } satisfies ControlHints,
      description: 'Whose runs are shown, several seeds of each.',
    }),
};
export type CollapseState = z.output<z.ZodObject<typeof collapseShape>>;

/** The runs of all networks on one curve, and the time that their rise takes beside what is predicted. */
export const collapse: FigureDefinition<CollapseState> = {
  id: 'collapse',
  stateVersion: 1,
  migrations: {},
  state: z.strictObject(collapseShape),
  shape: collapseShape,
  columns: collapseColumns,
};
