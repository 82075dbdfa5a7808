import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { fieldOf } from '../../lib/results/column.ts';
import { csvTable } from '../../lib/results/csv.ts';
import { rowsOf, runTables, type Columns } from '../../lib/results/tables.ts';
import { selectTable } from '../database/runs.ts';
import type { AppEnvironment } from '../environment.ts';
import { listedPage, listForms, trajectoriesList, type ListedPage } from '../runs/list.ts';
import { runsParametersOf } from '../runs/parameters.ts';
import {
  envelope,
  json,
  metaOf,
  partialRunSchema,
  redirected,
  responses,
  unknownRelease,
  withoutRelease,
} from '../schemas.ts';
import { chooseLatest, choosePinned, ofLatest, params, type Choose } from './release-choice.ts';

const { columns } = runTables.trajectories;
const curvesSchema = z
  .strictObject(Object.fromEntries(columns.map((column) => [column.name, z.array(fieldOf(column))])))
  .meta({
    id: 'Curves',
    description: 'What was seen of a run, column by column; all columns have the same length.',
  }) as unknown as z.ZodType<Columns, Columns>;

export const manyTrajectoriesBody = envelope(
  {
    total: z.int().nullable().meta({
      description:
        'Runs that the filters let through, on all pages; null if `total` is not asked for and pages follow.',
    }),
    count: z.int().meta({ description: 'Runs on this page.' }),
    limit: z.int(),
  },
  z.array(z.strictObject({ run: partialRunSchema, trajectory: z.union([curvesSchema, z.null()]) })),
);

/** The curves of a page's runs, by their ids. */
const curvesOf = (
  c: Context<AppEnvironment>,
  { known: { release }, rows }: ListedPage,
): Promise<Map<string, Columns>> =>
  selectTable(
    c.env.DB,
    release,
    'trajectories',
    rows.map(({ id }) => String(id)),
  );

async function answer(c: Context<AppEnvironment>, choose: Choose) {
  const page = await listedPage(c, choose, trajectoriesList, 'json');
  if (page instanceof Response) return page;
  const { rows, total, query, self, next, others } = page;
  const found = await curvesOf(c, page);
  const data = rows.map((run) => ({ run, trajectory: found.get(String(run.id)) ?? null }));
  const meta = { ...metaOf(page.known), total, count: rows.length, limit: query.limit };
  const links = { self, ...(next !== undefined && { next }), ...others };
  return c.json({ meta, links, data } as z.input<typeof manyTrajectoriesBody>, 200);
}

async function answerTable(c: Context<AppEnvironment>, choose: Choose) {
  const page = await listedPage(c, choose, trajectoriesList, 'csv');
  if (page instanceof Response) return page;
  const found = await curvesOf(c, page);
  const own = columns.map(({ name }) => name);
  const names = [...page.columns.map(({ name }) => name), ...own.filter((name) => name !== 'id')];
  const rows = page.rows.flatMap((run) => rowsOf(found.get(String(run.id)) ?? {}).map((row) => ({ ...run, ...row })));
  return c.body(csvTable(names, rows), 200, { 'Content-Type': listForms.csv });
}

const query = runsParametersOf(trajectoriesList.limits);
const problems = ['invalid-parameters', 'invalid-cursor', 'other-release'] as const;
const answers = 'The curves of one page of runs.';
const described = { ...responses(answers, json(manyTrajectoriesBody), ...problems), ...redirected };
const describedTable = { ...responses(answers, { 'text/csv': { schema: z.string() } }, ...problems), ...redirected };
const shared = { method: 'get' as const, tags: ['runs'] };
const summary = 'The curves of many runs, filtered, sorted and paged as the runs are';

const latest = createRoute({
  ...shared,
  path: '/trajectories',
  operationId: 'listTrajectories',
  summary: summary + ofLatest,
  request: { query },
  responses: { ...described, ...withoutRelease },
});
const latestTable = createRoute({
  ...shared,
  path: '/trajectories.csv',
  operationId: 'listTrajectoriesTable',
  summary: `${summary}, as CSV, a line for each step of each run${ofLatest}`,
  request: { query },
  responses: { ...describedTable, ...withoutRelease },
});
const pinned = createRoute({
  ...shared,
  path: '/releases/{release}/trajectories',
  operationId: 'listTrajectoriesOfRelease',
  summary,
  request: { query, params: params.release },
  responses: { ...described, ...unknownRelease },
});
const pinnedTable = createRoute({
  ...shared,
  path: '/releases/{release}/trajectories.csv',
  operationId: 'listTrajectoriesTableOfRelease',
  summary: `${summary}, as CSV, a line for each step of each run`,
  request: { query, params: params.release },
  responses: { ...describedTable, ...unknownRelease },
});

/** Curves of many runs of the latest release, and the same addresses under a release. */
export const manyTrajectoriesRoutes = new OpenAPIHono<AppEnvironment>()
  .openapi(latest, (c) => answer(c, () => chooseLatest(c)))
  .openapi(latestTable, (c) => answerTable(c, () => chooseLatest(c)))
  .openapi(pinned, (c) => answer(c, () => choosePinned(c, c.req.valid('param').release)))
  .openapi(pinnedTable, (c) => answerTable(c, () => choosePinned(c, c.req.valid('param').release)));
