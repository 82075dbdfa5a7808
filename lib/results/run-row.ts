import { z } from 'zod';
import { experimentOf, type AnyOutcome, type AnyRecord } from '../experiments/any.ts';
import type { AlternativesOutcome } from '../experiments/alternatives/index.ts';
import type { ContextOutcome } from '../experiments/context/index.ts';
import type { ContextParameters } from '../experiments/context/parameters.ts';
import type { DepthOutcome } from '../experiments/depth/index.ts';
import type { ExperimentId } from '../experiments/index.ts';
import type { MnistOutcome } from '../experiments/mnist/index.ts';
import type { MnistParameters } from '../experiments/mnist/parameters.ts';
import type { RichStructureOutcome } from '../experiments/rich-structure/index.ts';
import type { RichStructureParameters } from '../experiments/rich-structure/parameters.ts';
import type { TwoPointsOutcome } from '../experiments/two-points/outcome.ts';
import type { TwoPointsParameters } from '../experiments/two-points/parameters.ts';
import type { XorOutcome } from '../experiments/xor/index.ts';
import { fieldOf, presentField } from './column.ts';
import { dictionary, identityShape } from './dictionary.ts';

type Identity = z.output<z.ZodObject<typeof identityShape>>;
type Parameters = TwoPointsParameters & RichStructureParameters & ContextParameters & MnistParameters;
/** Parameters that every experiment has. */
type Common = 'architecture' | 'optimizer' | 'activation' | 'width' | 'depth' | 'gain' | 'lr' | 'seed';
type Outcomes = TwoPointsOutcome &
  DepthOutcome &
  RichStructureOutcome &
  XorOutcome &
  ContextOutcome &
  Omit<MnistOutcome, 'dx2' | 'dy2'> &
  AlternativesOutcome;
type Wide<Columns> = { readonly [Name in keyof Columns]: Columns[Name] | null };

/** One row of the table of runs: null where the run's experiment does not have the column. */
export type RunRow = Identity & Pick<Parameters, Common> & Wide<Omit<Parameters, Common>> & Wide<Outcomes>;

/** A row of the table of runs, for the API's schema: any experiment's. In the order of the columns. */
export const runRowSchema = z.strictObject(
  Object.fromEntries(dictionary.map((column) => [column.name, fieldOf(column)])),
);

const nothing = Object.fromEntries(dictionary.map(({ name }) => [name, null]));

/**
 * What a row must be by its experiment: its own columns as its own schemas say, and null in all others; what `alternatives`
 * adds may be there.
 */
function schemaOf(id: ExperimentId): z.ZodType {
  const { shape, outcomeShape } = experimentOf(id);
  const also = id === 'two-points' ? experimentOf('alternatives').outcomeShape : {};
  const own: Record<string, z.ZodType> = {
    ...identityShape,
    ...fieldsOf(also),
    ...fieldsOf(shape),
    ...fieldsOf(outcomeShape),
  };
  return z.strictObject(
    Object.fromEntries(dictionary.map(({ name }) => [name, Object.hasOwn(own, name) ? own[name]! : z.null()])),
  );
}

const fieldsOf = (shape: z.ZodRawShape): Record<string, z.ZodType> =>
  Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, presentField(field as z.ZodType)]));

const schemas = new Map<string, z.ZodType>();

/**
 * The row of a run.
 * @param outcome its own numbers and those of further analyses.
 * @throws ZodError if a number does not fit its column, as one that is not finite.
 */
export function runRow(
  record: AnyRecord,
  outcome: AnyOutcome,
  { sweep, group }: { readonly sweep: string; readonly group: string },
): RunRow {
  const { id, experiment, engine, initialisation, status, divergedAt, parameters } = record;
  let schema = schemas.get(experiment);
  if (!schema) schemas.set(experiment, (schema = schemaOf(experiment as ExperimentId)));
  const identity = { id, experiment, sweep, group, engine: engine.id, engineVersion: engine.version };
  return schema.parse({
    ...nothing,
    ...{ ...identity, initialisation, status, divergedAt },
    ...parameters,
    ...outcome,
  }) as RunRow;
}
