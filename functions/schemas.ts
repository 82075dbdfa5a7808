import { z } from '@hono/zod-openapi';
import { runStatuses } from '../lib/experiments/run-record.ts';
import { fieldOf } from '../lib/results/column.ts';
import { runRowSchema, type RunRow } from '../lib/results/run-row.ts';
import { runTables, tableNames, type RunTables } from '../lib/results/tables.ts';
import { engineIds } from '../lib/training/trainer.ts';
import type { KnownRelease } from './database/releases.ts';
import { problemKinds, type ProblemKindId } from './problems/kinds.ts';
import { problemSchema } from './problems/problem.ts';

/** Address of a release in a path. */
export const releaseParameter = z
  .string()
  .meta({ description: 'Id of a release, 12 hexadecimal digits.', example: '0123456789ab' });

/** Addresses are paths, not URLs: an answer is cached once for every host that serves it. */
export const linksSchema = z.record(z.string(), z.string()).meta({ description: 'Addresses, relative to this host.' });

/** The release that an answer is made from. */
export const releaseMeta = {
  release: z.string().meta({ description: 'Id of the release that the data are of.' }),
  date: z.iso.date().meta({ description: 'Day on which that release was made.' }),
  citation: z.string().meta({ description: 'How to cite that release.' }),
};

/** What every answer that is made from a release says of it. */
export const metaOf = ({ release, date, citation }: KnownRelease) => ({ release, date, citation });

/** The shape of every answer in JSON: what it is, where to go, and the data. */
export const envelope = <Meta extends z.ZodRawShape, Data extends z.ZodType>(meta: Meta, data: Data) =>
  z.strictObject({ meta: z.strictObject({ ...releaseMeta, ...meta }), links: linksSchema, data });

/** The paper whose theory is computed. */
const paper =
  'van Rossem, L. & Saxe, A. M. (2024). When Representations Align: Universality in Representation Learning Dynamics. ' +
  'Proceedings of the 41st International Conference on Machine Learning, PMLR 235.';

/** What an answer says of itself that is computed from its request alone, and so of no release. */
export const computedMeta = { release: null, citation: paper };

/** The shape of an answer that is of no release. */
export const computedEnvelope = <Data extends z.ZodType>(data: Data) =>
  z.strictObject({
    meta: z.strictObject({
      release: z.null().meta({ description: 'The answer is computed from the request, and is of no release.' }),
      citation: z.string().meta({ description: 'Whose theory it is.' }),
    }),
    links: linksSchema,
    data,
  });

// The shape of the parameters is put together at run time; `RunRow` is what the schema is.
export const runSchema = runRowSchema.meta({
  id: 'Run',
  description: 'One run, all columns of the data dictionary.',
}) as unknown as z.ZodType<RunRow, RunRow>;
export const partialRunSchema = runRowSchema.partial().meta({
  id: 'PartialRun',
  description: 'The columns of a run that `fields` asks for; all if it is not given.',
}) as unknown as z.ZodType<Partial<RunRow>, Partial<RunRow>>;

/** The rows of a run in the tables of a release, column by column. */
export const tablesSchema = z
  .strictObject(
    Object.fromEntries(
      tableNames.map((name) => {
        const { description, columns } = runTables[name];
        const own = columns.map((column) => [column.name, z.array(fieldOf(column))]);
        return [name, z.strictObject(Object.fromEntries(own)).meta({ description }).optional()];
      }),
    ),
  )
  .meta({
    id: 'Tables',
    description:
      "A run's rows in the tables of the release, column by column; all columns of a table have the same length.",
  }) as unknown as z.ZodType<RunTables, RunTables>;

const numbers = z.array(z.number()).readonly();
export const seriesSchema = z
  .strictObject({ step: z.array(z.int()).readonly(), h: numbers, y: numbers, w: numbers, loss: numbers })
  .meta({ id: 'Series', description: 'Curves of a run; all arrays have the same length.' });

const nullable = z.number().nullable();
export const fitSchema = z
  .strictObject({
    etaH: z.number(),
    etaY: z.number(),
    ...{ etaHStandardError: nullable, etaYStandardError: nullable, etaCorrelation: nullable },
    ...{ residual: z.number(), r2: z.number(), r2H: z.number(), r2Y: z.number(), r2W: z.number() },
    physical: z.boolean(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Fit', description: 'The fitted rates; fields as the columns of the same names.' });

export const comparisonSchema = z
  .strictObject({
    fit: z.union([fitSchema, z.null()]),
    reason: z.string().nullable(),
    etaMean: nullable,
    theory: z.union([seriesSchema, z.null()]),
    ...{ hTheory: nullable, richness: nullable, endpointRatio: nullable },
  })
  .meta({ id: 'Comparison', description: 'What the theory says of a run; null and a reason where it says nothing.' });

export const recordSchema = z
  .strictObject({
    id: z.string(),
    experiment: z.string(),
    parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    engine: z.strictObject({ id: z.enum(engineIds), version: z.string() }),
    initialisation: z.string(),
    status: z.enum(runStatuses),
    divergedAt: z.int().nullable(),
    series: seriesSchema,
  })
  .meta({ id: 'Record', description: 'One run: what was asked for, what ran it, what was seen.' });

export const anyRecordSchema = z
  .looseObject({ ...recordSchema.shape, series: z.record(z.string(), z.unknown()) })
  .meta({ id: 'AnyRecord', description: 'A run of any experiment; what was seen of it is the experiment’s own.' });

const validators = {
  ETag: { schema: { type: 'string' as const }, description: 'Strong validator; send it back in If-None-Match.' },
  'Cache-Control': { schema: { type: 'string' as const } },
};

const problemContent = { 'application/problem+json': { schema: problemSchema } };
interface ProblemResponse {
  readonly description: string;
  readonly content: typeof problemContent;
}
/** How the document describes a problem. */
export function problemResponses(kind: ProblemKindId): ProblemResponse {
  return { description: problemKinds[kind].title, content: problemContent };
}

/** Statuses of the problems that any request can meet. */
type AlwaysPossible = 405 | 429 | 500;

/** The problems that a route can meet, those included that any can. */
function problemsOf(kinds: readonly ProblemKindId[]): Record<AlwaysPossible, ProblemResponse> {
  const statuses = new Map<number, string[]>();
  for (const kind of [...kinds, 'method-not-allowed', 'too-many-requests', 'internal'] as const) {
    const { status, title } = problemKinds[kind];
    statuses.set(status, [...(statuses.get(status) ?? []), title]);
  }
  return Object.fromEntries(
    [...statuses].map(([status, titles]) => [status, { description: titles.join('; '), content: problemContent }]),
  ) as Record<AlwaysPossible, ProblemResponse>;
}

/** The responses of a route: the success, 304, and the problems that it can meet. */
export function responses<Content extends Record<string, { schema: z.ZodType }>>(
  description: string,
  content: Content,
  ...kinds: readonly ProblemKindId[]
) {
  return {
    200: { description, content, headers: validators },
    304: { description: 'Not modified: the client has this answer.' },
    ...problemsOf(kinds),
  };
}

/** For addresses whose query has one canonical spelling. */
export const redirected = {
  308: {
    description: 'The same question is answered at its canonical address.',
    headers: { Location: { schema: { type: 'string' as const } } },
  },
};

/** For addresses that name a release: there may be no such one. */
export const unknownRelease = { 404: problemResponses('not-found') };

/** For addresses that mean the latest release: there may be none. */
export const withoutRelease = { 503: problemResponses('no-release') };

/** The responses of a route whose answers nobody stores. */
export function unstored<Content extends Record<string, { schema: z.ZodType }>>(
  description: string,
  content: Content,
  ...kinds: readonly ProblemKindId[]
) {
  return { ...problemsOf(kinds), 200: { description, content } };
}

/** A JSON body. */
export const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });
