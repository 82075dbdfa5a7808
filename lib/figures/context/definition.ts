import { z } from 'zod';
import type { ControlHints } from '../controls.ts';
import type { FigureDefinition } from '../figure.ts';
import { contextColumns } from './table.ts';

const labels = (names: Readonly<Record<string, string>>) => ({ labels: names }) satisfies ControlHints;

export const contextFigureShape = {
  view: z
    .enum(['first', 'next', 'space'])
    .default('first')
    .meta({
      title: 'View',
      'x-control': labels({ first: 'axes 1 and 2', next: 'axes 2 and 3', space: 'all three axes' }),
      description: 'Principal axes of the hidden layer that are seen: two of the first three, or all three, turned.',
    }),
  angle: z
    .int()
    .min(0)
    .max(359)
    .default(35)
    .meta({ title: 'Angle', description: 'Degrees by which the view of all three axes is turned about axis 2.' }),
  colour: z
    .enum(['asked', 'ignored', 'context'])
    .default('asked')
    .meta({
      title: 'Colour',
      'x-control': labels({ asked: 'the feature asked for', ignored: 'the other feature', context: 'the context' }),
      description: 'What the colour of a point says: its position along one of the two features, or its context.',
    }),
  moment: z
    .enum(['final', 'initial'])
    .default('final')
    .meta({
      title: 'When',
      'x-control': labels({ final: 'after training', initial: 'before training' }),
      description: 'Whether the hidden layer is seen after training or before.',
    }),
  seed: z
    .int()
    .min(1)
    .max(5)
    .default(1)
    .meta({ title: 'Seed', description: 'Seed of the runs whose hidden layers are seen.' }),
};
export type ContextState = z.output<z.ZodObject<typeof contextFigureShape>>;

/** The hidden layer of the two-context task at three gains, and what it keeps of the feature not asked for at all gains. */
export const context: FigureDefinition<ContextState> = {
  id: 'context',
  stateVersion: 1,
  migrations: {},
  state: z.strictObject(contextFigureShape),
  shape: contextFigureShape,
  columns: contextColumns,
};
