import { z } from 'zod';
import type { ControlHints } from '../controls.ts';
import type { FigureDefinition } from '../figure.ts';
import { mnistCurvesColumns } from './table.ts';

export const mnistCurvesShape = {
  group: z
    .enum(['trajectories', 'structure'])
    .default('trajectories')
    .meta({
      title: 'Training',
      'x-control': {
        labels: { trajectories: 'gradient descent', structure: 'Adam' },
      } satisfies ControlHints,
      description: 'Whose curves are shown: the paper’s runs for this picture, or those for the matrix of digits.',
    }),
  seed: z
    .int()
    .min(0)
    .max(0xffffffff)
    .default(1)
    .meta({
      title: 'Seed',
      'x-control': { slider: { min: 1, max: 5 } } satisfies ControlHints,
      description: 'Seed of the initial weights and of the order of the digits.',
    }),
};
export type MnistCurvesState = z.output<z.ZodObject<typeof mnistCurvesShape>>;

/** h, y, w of two handwritten digits among sixty thousand, with the fitted two-rate theory dashed over them. */
export const mnistCurves: FigureDefinition<MnistCurvesState> = {
  id: 'mnist-curves',
  stateVersion: 1,
  migrations: {},
  state: z.strictObject(mnistCurvesShape),
  shape: mnistCurvesShape,
  columns: mnistCurvesColumns,
};
