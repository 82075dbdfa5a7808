import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mediaTypes } from '../../lib/figures/files/formats.ts';
import { csvTable } from '../../lib/results/csv.ts';
import { groupColumns, groupRow, groupsOf } from '../aggregate/groups.ts';
import { aggregateText, most, readAggregateQuery, usualQuantiles } from '../aggregate/query.ts';
import type { AppEnvironment } from '../environment.ts';
import { setLinks, withQuery } from '../links.ts';
import { toCanonical } from '../middleware/canonical.ts';
import { conditional } from '../middleware/conditional.ts';
import { documented, queryParameters } from '../parameters.ts';
import { filtersOfRuns } from '../runs/parameters.ts';
import { envelope, json, metaOf, redirected, responses, unknownRelease, withoutRelease } from '../schemas.ts';
import { chooseLatest, choosePinned, ofLatest, params, type Choose } from './release-choice.ts';

const orNothing = z.number().nullable();
const summarySchema = z
  .strictObject({
    n: z.int().meta({ description: 'Runs of the group that have a value.' }),
    mean: orNothing,
    sd: orNothing.meta({ description: 'Standard deviation over n - 1; null for fewer than two values.' }),
    ...{ minimum: orNothing, maximum: orNothing },
    quantiles: z
      .record(z.string(), orNothing)
      .meta({ description: 'By share; between two ranks linear (type 7 of R).' }),
  })
  .meta({ id: 'Summary', description: 'A column over the runs of a group; null where none has a value.' });

export const aggregateBody = envelope(
  {
    groups: z.int().meta({ description: 'Number of groups.' }),
    count: z.int().meta({ description: 'Runs in all groups.' }),
  },
  z.array(
    z.strictObject({
      group: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      count: z.int().meta({ description: 'Runs in the group.' }),
      columns: z.record(z.string(), summarySchema),
    }),
  ),
);

const list = { style: 'form', explode: false } as const;
const query = queryParameters({
  group_by: documented({
    type: 'array',
    items: { type: 'string' },
    maxItems: most.groupBy,
    description: 'Columns whose values tell groups apart; all runs are one group if not given.',
    param: list,
  }),
  of: documented({
    type: 'array',
    items: { type: 'string' },
    maxItems: most.of,
    description: 'Columns of numbers to sum up; without one only the runs are counted.',
    param: list,
  }),
  quantiles: documented({
    type: 'array',
    items: { type: 'number', minimum: 0, maximum: 1 },
    maxItems: most.quantiles,
    default: [...usualQuantiles],
    description: 'Shares to give quantiles of.',
    param: list,
  }),
  ...filtersOfRuns,
});

type Form = '' | '.csv';
const pathOf = (release: string, form: Form) => `/api/v1/releases/${release}/aggregate${form}`;

async function grouped(c: Context<AppEnvironment>, choose: Choose, form: Form) {
  const asked = readAggregateQuery(new URL(c.req.url).searchParams);
  const text = aggregateText(asked);
  const elsewhere = toCanonical(c, text);
  if (elsewhere) return elsewhere;
  const [known, lifetime] = await choose();
  const { release } = known;
  const [self, other] = [form, form === '' ? '.csv' : ''].map((as) => withQuery(pathOf(release, as as Form), text));
  const groups = await groupsOf(c.env.DB, release, asked);
  setLinks(c, { alternates: { [form === '' ? 'text/csv' : 'application/json']: other! }, citeAs: self! });
  return conditional(c, self!, lifetime) ?? { known, asked, groups, self: self!, other: other! };
}

async function answer(c: Context<AppEnvironment>, choose: Choose) {
  const found = await grouped(c, choose, '');
  if (found instanceof Response) return found;
  const { known, groups, self, other } = found;
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const data = groups.map(({ columns, ...group }) => ({ ...group, columns: { ...columns } }));
  const meta = { ...metaOf(known), groups: groups.length, count };
  return c.json({ meta, links: { self, csv: other }, data } as z.input<typeof aggregateBody>, 200);
}

async function answerTable(c: Context<AppEnvironment>, choose: Choose) {
  const found = await grouped(c, choose, '.csv');
  if (found instanceof Response) return found;
  const table = csvTable(groupColumns(found.asked), found.groups.map(groupRow));
  return c.body(table, 200, { 'Content-Type': mediaTypes.csv });
}

const shared = { method: 'get' as const, tags: ['runs'] };
const described = { ...responses('The groups.', json(aggregateBody), 'invalid-parameters'), ...redirected };
const csv = { 'text/csv': { schema: z.string() } };
const describedTable = { ...responses('One row for each group.', csv, 'invalid-parameters'), ...redirected };
const summary = 'Runs in groups: how many, and the mean, spread and quantiles of their columns';

const latest = createRoute({
  ...shared,
  path: '/aggregate',
  operationId: 'aggregateRuns',
  summary: summary + ofLatest,
  request: { query },
  responses: { ...described, ...withoutRelease },
});
const latestTable = createRoute({
  ...shared,
  path: '/aggregate.csv',
  operationId: 'aggregateRunsTable',
  summary: `${summary}, as CSV${ofLatest}`,
  request: { query },
  responses: { ...describedTable, ...withoutRelease },
});
const pinned = createRoute({
  ...shared,
  path: '/releases/{release}/aggregate',
  operationId: 'aggregateRunsOfRelease',
  summary,
  request: { query, params: params.release },
  responses: { ...described, ...unknownRelease },
});
const pinnedTable = createRoute({
  ...shared,
  path: '/releases/{release}/aggregate.csv',
  operationId: 'aggregateRunsTableOfRelease',
  summary: `${summary}, as CSV`,
  request: { query, params: params.release },
  responses: { ...describedTable, ...unknownRelease },
});

/** Groups of runs of the latest release, and the same addresses under a release. */
export const aggregateRoutes = new OpenAPIHono<AppEnvironment>()
  .openapi(latest, (c) => answer(c, () => chooseLatest(c)))
  .openapi(latestTable, (c) => answerTable(c, () => chooseLatest(c)))
  .openapi(pinned, (c) => answer(c, () => choosePinned(c, c.req.valid('param').release)))
  .openapi(pinnedTable, (c) => answerTable(c, () => choosePinned(c, c.req.valid('param').release)));
