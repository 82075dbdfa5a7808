import { z } from 'zod';
import type { RunRecord } from '../experiments/run-record.ts';
import { runStatuses } from '../experiments/run-record.ts';
import { engineIds } from '../training/trainer.ts';
import { twoPointsOutcomeShape, type TwoPointsOutcome } from '../experiments/two-points/outcome.ts';
import { twoPointsShape, type TwoPointsParameters } from '../experiments/two-points/parameters.ts';

/** Columns that name a run and say what ran it. */
const identityShape = {
  id: z
    .string()
    .meta({ description: 'Run id: hash of the experiment, its parameters, the engine and the initialisation.' }),
  experiment: z.string().meta({ description: 'Id of the experiment.' }),
  sweep: z.string().meta({ description: 'Id of the sweep that asked for the run.' }),
  group: z.string().meta({ description: 'Group of runs within the sweep.' }),
  engine: z.enum(engineIds).meta({ description: 'Engine that trained the network.' }),
  engineVersion: z.string().meta({ description: 'Numeric version of the engine.' }),
  initialisation: z.string().meta({ description: 'Scheme, generator and version of the initial weights.' }),
  status: z.enum(runStatuses).meta({
    description:
      'converged: last loss at most 0.001; diverged: a number stopped being finite; unfinished: neither by the last step.',
  }),
  divergedAt: z.int().nullable().meta({ description: 'First observed step that was not finite.', unit: 'step' }),
};

/** The field without its default or optionality, description kept: in a table of runs every parameter is present. */
function present(field: z.ZodType): z.ZodType {
  const inner = field instanceof z.ZodDefault || field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType) : field;
  return inner.meta({ ...field.meta() });
}

const parameterShape = Object.fromEntries(
  Object.entries(twoPointsShape).map(([name, field]) => [name, present(field)]),
);

/** What a column is for. */
export type ColumnRole = 'identity' | 'parameter' | 'outcome';

/**
 * One row of the table of runs: the single source of the API's schema and filters, D1's columns, the headers of CSV and
 * Parquet and the data dictionary. In the order of the columns.
 */
export const runRowSchema = z.strictObject({ ...identityShape, ...parameterShape, ...twoPointsOutcomeShape });

type Identity = z.output<z.ZodObject<typeof identityShape>>;
export type RunRow = Identity & TwoPointsParameters & TwoPointsOutcome;

/** Role of each column of `runRowSchema`. */
export function columnRole(name: string): ColumnRole {
  if (Object.hasOwn(identityShape, name)) return 'identity';
  return Object.hasOwn(twoPointsShape, name) ? 'parameter' : 'outcome';
}

/** The row of a run. */
export function runRow(
  record: RunRecord<TwoPointsParameters>,
  outcome: TwoPointsOutcome,
  { sweep, group }: { sweep: string; group: string },
): RunRow {
  const { id, experiment, engine, initialisation, status, divergedAt, parameters } = record;
  const row = {
    ...{
      id,
      experiment,
      sweep,
      group,
      engine: engine.id,
      engineVersion: engine.version,
      initialisation,
      status,
      divergedAt,
    },
    ...parameters,
    ...outcome,
  };
  return runRowSchema.parse(row) as RunRow;
}
