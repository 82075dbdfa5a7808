import { z } from 'zod';
import type { ControlHints } from '../controls.ts';
import type { FigureDefinition } from '../figure.ts';
import { xorColumns } from './table.ts';

export const xorFigureShape = {
  view: z
    .enum(['matrices', 'scan'])
    .default('matrices')
    .meta({
      title: 'Shown',
      'x-control': {
        labels: { matrices: 'distances of the four points', scan: 'thirteen gains' },
      } satisfies ControlHints,
      description:
        'The distances of the four points before and after training and by the theory, in the paper’s settings; or how well ' +
        'the theory and the start tell the end, over the gain.',
    }),
};
export type XorState = z.output<z.ZodObject<typeof xorFigureShape>>;

/** XOR: rich learning forgets the inputs, lazy learning keeps them. */
export const xor: FigureDefinition<XorState> = {
  id: 'xor',
  stateVersion: 1,
  migrations: {},
  state: z.strictObject(xorFigureShape),
  shape: xorFigureShape,
  columns: xorColumns,
};
