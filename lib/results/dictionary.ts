import { z } from 'zod';
import { experimentOf } from '../experiments/any.ts';
import { experiments, type ExperimentId } from '../experiments/index.ts';
import { runStatuses } from '../experiments/run-record.ts';
import { engineIds } from '../training/trainer.ts';
import { columnOf, type Column } from './column.ts';

/**
 * Version of the releases' form: raised when a column or a table is added or changes its meaning, which a column's `since`
 * then says.
 */
export const releaseSchema = 1;

/** Columns that name a run and say what ran it. */
export const identityShape = {
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
      "converged: last loss at most the experiment's threshold (0.001; mnist 0.01; rich-structure its lossTarget); " +
      'diverged: a number stopped being finite; unfinished: neither by the last step.',
  }),
  divergedAt: z.int().min(0).nullable().meta({
    description: 'First observed step that was not finite.',
    unit: 'step',
    missing: 'The run did not diverge.',
  }),
};

const withRuns = Object.keys(experiments) as ExperimentId[];

/** A column as each experiment that has it describes it. */
function gather(): Map<string, Column[]> {
  const found = new Map<string, Column[]>();
  const add = (column: Column) => found.set(column.name, [...(found.get(column.name) ?? []), column]);
  for (const [name, field] of Object.entries(identityShape)) {
    add(columnOf(name, field, { role: 'identity', experiments: withRuns }));
  }
  for (const role of ['parameter', 'outcome'] as const) {
    for (const id of withRuns) {
      const { shape, outcomeShape } = experimentOf(id);
      for (const [name, field] of Object.entries(role === 'parameter' ? shape : outcomeShape)) {
        add(columnOf(name, field as z.ZodType, { role, experiments: [id] }));
      }
    }
  }
  // The analysis has no runs of its own: what it adds stands in the rows of two-points.
  for (const [name, field] of Object.entries(experimentOf('alternatives').outcomeShape)) {
    if (!found.has(name)) add(columnOf(name, field as z.ZodType, { role: 'outcome', experiments: ['alternatives'] }));
  }
  return found;
}

/** The widest bounds that all descriptions of a column allow. */
function widest(columns: readonly Column[]): Column['range'] {
  const bound = (name: keyof NonNullable<Column['range']>, choose: (...values: number[]) => number) => {
    const values = columns.map(({ range }) => range?.[name] ?? null);
    return values.every((value) => value !== null) ? choose(...values) : null;
  };
  const range = {
    minimum: bound('minimum', Math.min),
    exclusiveMinimum: bound('exclusiveMinimum', Math.min),
    maximum: bound('maximum', Math.max),
  };
  return Object.values(range).some((value) => value !== null) ? range : null;
}

/** "Learning rate. xor: of the mean squared error.": what most experiments say of a column, and who says otherwise. */
function joined(columns: readonly Column[]): string {
  const [{ description }] = columns as [Column];
  const others = Map.groupBy(
    columns.filter((column) => column.description !== description),
    (column) => column.description,
  );
  return [
    description,
    ...[...others].map(([text, own]) => `${own.flatMap((c) => c.experiments).join(', ')}: ${text}`),
  ].join(' ');
}

/** One column of the wide table. @throws TypeError if two experiments mean different things by its name. */
function merge(name: string, columns: readonly Column[]): Column {
  const [first] = columns as [Column];
  for (const other of columns) {
    const differ = first.type !== other.type || String(first.values) !== String(other.values);
    if (differ)
      throw new TypeError(
        `Column ${name} is of different types in ${first.experiments[0]} and ${other.experiments[0]}.`,
      );
  }
  const experiments = [...new Set(columns.flatMap((column) => column.experiments))];
  const everywhere = withRuns.every((id) => experiments.includes(id));
  const missing = [
    ...new Set(columns.map((column) => column.missing)),
    ...(everywhere ? [] : ['The experiment does not have the column.']),
  ].filter((text) => text !== null);
  return {
    ...first,
    description: joined(columns),
    nullable: !everywhere || columns.some(({ nullable }) => nullable),
    range: widest(columns),
    missing: missing.length > 0 ? missing.join(' ') : null,
    experiments,
  };
}

/**
 * The columns of the table of runs, in order: the single source of its schema, of the headers of CSV and Parquet, of D1's
 * columns, of the API's filters and of the documents. A column is added by one field of an experiment's `shape` or
 * `outcomeShape`; a name that several experiments use is one column and means the same in each.
 */
export const dictionary: readonly Column[] = [...gather()].map(([name, columns]) => merge(name, columns));
