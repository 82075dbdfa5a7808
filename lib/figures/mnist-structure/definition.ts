import { z } from 'zod';
import type { ControlHints } from '../controls.ts';
import type { FigureDefinition } from '../figure.ts';
import { mnistStructureColumns } from './table.ts';

export const mnistStructureShape = {
  beside: z
    .enum(['theory', 'squared', 'initial'])
    .default('theory')
    .meta({
      title: 'Beside it',
      'x-control': {
        labels: { theory: 'the theory', squared: 'the theory, squared', initial: 'before training' },
      } satisfies ControlHints,
      description:
        'What is set beside the measured distances: the theory’s matrix P, its squares as in the paper, or the distances before training.',
    }),
  group: z
    .enum(['structure', 'trajectories'])
    .default('structure')
    .meta({
      title: 'Training',
      'x-control': {
        labels: { structure: 'Adam, as in the paper', trajectories: 'gradient descent' },
      } satisfies ControlHints,
      description: 'Whose distances are measured: the paper’s runs for this picture, or those for the curves.',
    }),
};
export type MnistStructureState = z.output<z.ZodObject<typeof mnistStructureShape>>;

/** The distances of a hundred digits in the hidden layer beside what the theory predicts from the data alone. */
export const mnistStructure: FigureDefinition<MnistStructureState> = {
  id: 'mnist-structure',
  stateVersion: 1,
  migrations: {},
  state: z.strictObject(mnistStructureShape),
  shape: mnistStructureShape,
  columns: mnistStructureColumns,
};
