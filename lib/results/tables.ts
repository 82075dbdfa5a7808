import { z } from 'zod';
import type { ExperimentId } from '../experiments/index.ts';
import { twoPointsOutcomeShape } from '../experiments/two-points/outcome.ts';
import { columnOf, type Column } from './column.ts';

/** A table of a release that has many rows for a run. */
export interface RunTable {
  /** Name of its file, without the extension. */
  readonly name: string;
  readonly description: string;
  /** The columns that, after the run's id, tell its rows apart and that they are sorted by. */
  readonly key: readonly string[];
  /** After the run's id, which is the first column of each. */
  readonly columns: readonly Column[];
}

const step = z.int().min(0).meta({ description: 'Updates made before the observation.', unit: 'step' });
const layer = z.int().min(0).meta({ description: 'Hidden layer, from 0.' });
/** Observed numbers are float32, the precision that networks train in. */
const seen = z.float32();
const share = seen.min(0).nullable();
const shared = twoPointsOutcomeShape;

const first = z
  .int()
  .min(0)
  .meta({
    description:
      'First point of the pair. xor: place among (0,0), (0,1), (1,0), (1,1); context: place in the data set; mnist: place in ' +
      'the order of the matrices, by label.',
  });
const second = z.int().min(0).meta({ description: 'Second point of the pair; see first.' });

const structureOf = (context: 1 | 2) => ({
  [`relevant${context}`]: share.meta({
    description: `Share of the variance within context ${context} along the coordinate that it asks for.`,
    missing: 'The representation does not vary in the context.',
  }),
  [`irrelevant${context}`]: share.meta({
    description: `Share of the variance within context ${context} along the other coordinate.`,
    missing: 'The representation does not vary in the context.',
  }),
  [`interaction${context}`]: share.meta({
    description: `The rest of the variance within context ${context}.`,
    missing: 'The representation does not vary in the context.',
  }),
  [`variance${context}`]: share.meta({
    description: `Variance per point within context ${context}, summed over units.`,
    missing: 'The representation does not vary in the context.',
  }),
});
/** Axes of coordinates and shares of variance that are recorded; see `ContextStructure`. */
export const coordinateAxes = [1, 2, 3] as const;
export const explainedAxes = [1, 2, 3, 4, 5, 6] as const;
/** When a representation is looked at. */
export const moments = ['initial', 'final'] as const;
export type Moment = (typeof moments)[number];

const fewerAxes = 'The representation has fewer axes, or was not finite.';
const otherExperiment = 'The experiment has no such number.';

const entry = (
  description: string,
  key: readonly string[],
  shape: Readonly<Record<string, z.ZodType>>,
  experiments: readonly ExperimentId[],
) => ({ description, key, shape, experiments });

const definitions = {
  trajectories: entry(
    'What was seen of each run while it trained, at most 200 of the recorded steps, the first and the last among them.',
    ['step'],
    {
      step,
      h: seen.min(0).nullable().meta({
        description: 'Squared distance of the two representations.',
        symbol: 'h',
        formula: '\\|h(x_2) - h(x_1)\\|^2',
        missing: 'depth: h is in layer-trajectories; xor: in pair-trajectories; context: there is no pair.',
      }),
      y: seen.min(0).nullable().meta({
        description: 'Squared distance of the two predictions.',
        symbol: 'y',
        missing: 'xor: y is in pair-trajectories; context: there is no pair.',
      }),
      w: seen.nullable().meta({
        description: 'Squared distance of the predictions less its inner product with the target difference.',
        symbol: 'w',
        formula: '\\|d\\hat y\\|^2 - dy \\cdot d\\hat y',
        missing: 'xor, context: there is no pair.',
      }),
      loss: seen.min(0).meta({ description: 'Loss; see loss0 of the runs.', symbol: 'L' }),
    },
    ['two-points', 'depth', 'rich-structure', 'xor', 'context', 'mnist'],
  ),
  layers: entry(
    'The fit of the theory to each hidden layer of the runs of depth; columns as those of the same names of the runs.',
    ['layer'],
    {
      layer,
      h0: shared.h0,
      hFinal: shared.hFinal,
      ...{ etaH: shared.etaH, etaY: shared.etaY },
      ...{ etaHStandardError: shared.etaHStandardError, etaYStandardError: shared.etaYStandardError },
      ...{ etaCorrelation: shared.etaCorrelation, etaMean: shared.etaMean, residual: shared.residual },
      ...{ r2: shared.r2, r2H: shared.r2H, r2Y: shared.r2Y, r2W: shared.r2W },
      ...{ physical: shared.physical, reason: shared.reason },
      ...{ hTheory: shared.hTheory, richness: shared.richness, endpointRatio: shared.endpointRatio },
    },
    ['depth'],
  ),
  'layer-trajectories': entry(
    'h of every hidden layer of the runs of depth, at the steps of trajectories.',
    ['layer', 'step'],
    {
      layer,
      step,
      h: seen.min(0).meta({ description: 'Squared distance of the two representations in the layer.', symbol: 'h' }),
    },
    ['depth'],
  ),
  pairs: entry(
    'Squared distances of all recorded pairs of points in the hidden layer, before and after training, and what the theory ' +
      'says of them. Distances of a point to itself and of the pair in the other order are left out: 0, and the same.',
    ['first', 'second'],
    {
      first,
      second,
      initial: seen.min(0).nullable().meta({
        description: 'Squared distance before training.',
        missing: 'The representation was not finite.',
      }),
      final: seen.min(0).nullable().meta({
        description: 'Squared distance when last seen.',
        missing: 'The representation was not finite.',
      }),
      theory: z
        .number()
        .nullable()
        .meta({
          description:
            'What the theory says of the final distance. xor: the closed form, pair by pair; context: the rich limit ' +
            '|dx| |dy|, up to a factor; mnist: the predicted matrix P, up to a factor, its diagonal included.',
          missing: 'There is no comparison.',
        }),
    },
    ['xor', 'context', 'mnist'],
  ),
  'pair-trajectories': entry(
    'Squared distances of the six pairs of the runs of xor while they trained, at the steps of trajectories.',
    ['step', 'first', 'second'],
    {
      step,
      first,
      second,
      h: seen.min(0).meta({ description: 'Squared distance of the two representations.', symbol: 'h' }),
      y: seen.min(0).meta({ description: 'Squared distance of the two predictions.', symbol: 'y' }),
    },
    ['xor'],
  ),
  points: entry(
    'The points of the runs of context and mnist: of context each with its place in the hidden layer along the first ' +
      'principal axes before and after training, of mnist those of the matrices.',
    ['point'],
    {
      point: z.int().min(0).meta({ description: 'Place of the point: that of first and second in pairs.' }),
      label: z.int().min(0).meta({
        description:
          'mnist: the digit that is shown; context: the coordinate that is asked for, 0 the first, 1 the second.',
      }),
      place: z.int().min(0).nullable().meta({
        description: "mnist: place in MNIST's training set, from 0.",
        missing: otherExperiment,
      }),
      position1: z.int().min(0).nullable().meta({
        description: 'context: position of the blob along the first coordinate, from 0.',
        missing: otherExperiment,
      }),
      position2: z.int().min(0).nullable().meta({
        description: 'context: position of the blob along the second coordinate, from 0.',
        missing: otherExperiment,
      }),
      ...Object.fromEntries(
        moments.flatMap((moment) =>
          coordinateAxes.map((axis) => [
            `${moment}${axis}`,
            seen.nullable().meta({
              description: `context: coordinate along principal axis ${axis}, ${moment === 'initial' ? 'before training' : 'when last seen'}.`,
              missing: `${otherExperiment} ${fewerAxes}`,
            }),
          ]),
        ),
      ),
    },
    ['context', 'mnist'],
  ),
  structures: entry(
    'How the variance of the hidden representation of the runs of context splits, before and after training.',
    ['moment'],
    {
      moment: z.enum(moments).meta({ description: 'initial: before training; final: when last seen.' }),
      betweenContexts: seen
        .min(0)
        .meta({ description: 'Share of the variance between the means of the two contexts.' }),
      axisCosine: share.meta({
        description: 'Absolute cosine between the axes along which the two contexts spread what they ask for.',
        missing: 'A context has no such axis.',
      }),
      ...structureOf(1),
      ...structureOf(2),
      ...Object.fromEntries(
        explainedAxes.map((axis) => [
          `explained${axis}`,
          share.meta({ description: `Share of the variance along principal axis ${axis}.`, missing: fewerAxes }),
        ]),
      ),
    },
    ['context'],
  ),
};

/** The names of the tables that have many rows for a run. */
export const tableNames = Object.keys(definitions) as (keyof typeof definitions)[];
export type TableName = keyof typeof definitions;

/** These tables, their columns read off the fields above as the dictionary's are off the experiments'. */
export const runTables = Object.fromEntries(
  tableNames.map((name): [TableName, RunTable] => {
    const { description, key, shape, experiments } = definitions[name];
    const columns = Object.entries(shape).map(([column, field]) =>
      columnOf(column, field, { role: key.includes(column) ? 'identity' : 'outcome', experiments }),
    );
    return [name, { name, description, key, columns }];
  }),
) as Readonly<Record<TableName, RunTable>>;

export type Cell = string | number | boolean | null;

/** Some columns of equal length, by name. */
export type Columns = Readonly<Record<string, readonly Cell[]>>;

/** What a release holds of one run besides its row: its rows in each table that it is in, without its id. */
export type RunTables = Readonly<Partial<Record<TableName, Columns>>>;

/** Number of rows of a table of a run. */
export const rowCount = (columns: Columns): number => Object.values(columns)[0]?.length ?? 0;

/** The same row by row. */
export const rowsOf = (columns: Columns): Record<string, Cell>[] =>
  Array.from({ length: rowCount(columns) }, (_, n) =>
    Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, cells[n]!])),
  );
