import { z } from 'zod';
import { breakdownShape } from '../breakdown/definition.ts';
import type { FigureDefinition } from '../figure.ts';
import { regimesColumns } from './table.ts';

export const regimesShape = {
  depth: z.enum(['2', '3', '5', '8', '12']).default('3').meta({
    title: 'Hidden layers',
    description: 'Number of hidden layers of the network whose gain is scanned.',
  }),
  ...breakdownShape,
};
export type RegimesState = z.output<z.ZodObject<typeof regimesShape>>;

/** Final h over the gain of one network, between what the targets and what the start would make of it. */
export const regimes: FigureDefinition<RegimesState> = {
  id: 'regimes',
  stateVersion: 1,
  migrations: {},
  state: z.strictObject(regimesShape),
  shape: regimesShape,
  columns: regimesColumns,
};
