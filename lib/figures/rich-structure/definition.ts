import { z } from 'zod';
import type { ControlHints } from '../controls.ts';
import type { FigureDefinition } from '../figure.ts';
import { richStructureColumns } from './table.ts';

export const richStructureShape = {
  axes: z
    .enum(['linear', 'log'])
    .default('linear')
    .meta({
      title: 'Axes',
      'x-control': { labels: { linear: 'linear', log: 'logarithmic, dy = 0 left out' } } satisfies ControlHints,
      description: 'Scale of both axes. Logarithmic ones show small distances too, without those of equal targets.',
    }),
};
export type RichStructureState = z.output<z.ZodObject<typeof richStructureShape>>;

/** Final h, measured and by the closed form, over pairs of all distances: a panel for each network. */
export const richStructure: FigureDefinition<RichStructureState> = {
  id: 'rich-structure',
  stateVersion: 1,
  migrations: {},
  state: z.strictObject(richStructureShape),
  shape: richStructureShape,
  columns: richStructureColumns,
};
