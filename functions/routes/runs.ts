import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { csvTable } from '../../lib/results/csv.ts';
import { restoreRun } from '../../lib/results/released-run.ts';
import { twoPointsColumns, twoPointsRows } from '../../lib/figures/two-points/table.ts';
import { findRelease, latestRelease, type KnownRelease } from '../database/releases.ts';
import { findRun, findRunWithSeries, pageOfRuns } from '../database/runs.ts';
import type { AppEnvironment } from '../environment.ts';
import { runsAddress, setLinks, withQuery } from '../links.ts';
import { conditional, type Lifetime } from '../middleware/conditional.ts';
import { figureAddressOf } from '../pictures/address.ts';
import { Problem } from '../problems/problem.ts';
import { readCursor, writeCursor } from '../runs/cursor.ts';
import { runsParameters } from '../runs/parameters.ts';
import { queryText, readRunsQuery, selectionText } from '../runs/query.ts';
import { sortText } from '../runs/sort.ts';
import {
  comparisonSchema,
  envelope,
  json,
  partialRunSchema,
  recordSchema,
  releaseParameter,
  responses,
  runSchema,
} from '../schemas.ts';

export const runsBody = envelope(
  {
    total: z.int().meta({ description: 'Runs that the filters let through, on all pages.' }),
    count: z.int().meta({ description: 'Runs on this page.' }),
    limit: z.int(),
    sort: z.string().meta({ description: 'The order; the id comes after all.' }),
  },
  z.array(partialRunSchema),
);
export const runBody = envelope({}, runSchema);
export const trajectoryBody = envelope({}, z.strictObject({ record: recordSchema, comparison: comparisonSchema }));

const id = z.string().meta({ description: 'Id of a run, 20 hexadecimal digits.' });
const run = z.object({ id });
const release = z.object({ release: releaseParameter });
const pinnedRun = z.object({ release: releaseParameter, id });

const listing = {
  method: 'get' as const,
  tags: ['runs'],
  request: { query: runsParameters },
  responses: responses('One page of runs.', json(runsBody), 'invalid-parameters', 'not-found', 'other-release'),
};
const single = {
  method: 'get' as const,
  tags: ['runs'],
  responses: responses('One run.', json(runBody), 'not-found'),
};
const curves = {
  method: 'get' as const,
  tags: ['runs'],
  responses: responses('The curves of a run with the theory beside them.', json(trajectoryBody), 'not-found'),
};
const table = {
  method: 'get' as const,
  tags: ['runs'],
  responses: responses('The same as a table.', { 'text/csv': { schema: z.string() } }, 'not-found'),
};
const latest = '; of the latest release.';
const summary = {
  list: 'Runs, filtered, sorted and paged',
  single: 'A run',
  curves: 'The trajectory of a run',
  table: 'The trajectory of a run as CSV',
};
const base = '/releases/{release}/runs' as const;

const routes = {
  list: createRoute({ ...listing, path: '/runs', summary: summary.list + latest }),
  run: createRoute({ ...single, path: '/runs/{id}', request: { params: run }, summary: summary.single + latest }),
  curves: createRoute({
    ...curves,
    path: '/runs/{id}/trajectory',
    request: { params: run },
    summary: summary.curves + latest,
  }),
  table: createRoute({
    ...table,
    path: '/runs/{id}/trajectory.csv',
    request: { params: run },
    summary: summary.table + latest,
  }),
  pinnedList: createRoute({
    ...listing,
    path: base,
    request: { ...listing.request, params: release },
    summary: summary.list,
  }),
  pinnedRun: createRoute({ ...single, path: `${base}/{id}`, request: { params: pinnedRun }, summary: summary.single }),
  pinnedCurves: createRoute({
    ...curves,
    path: `${base}/{id}/trajectory`,
    request: { params: pinnedRun },
    summary: summary.curves,
  }),
  pinnedTable: createRoute({
    ...table,
    path: `${base}/{id}/trajectory.csv`,
    request: { params: pinnedRun },
    summary: summary.table,
  }),
};

type Chosen = readonly [release: KnownRelease, lifetime: Lifetime];
const chooseLatest = async (c: Context<AppEnvironment>): Promise<Chosen> => [await latestRelease(c.env.DB), 'latest'];
const choosePinned = async (c: Context<AppEnvironment>, name: string): Promise<Chosen> => [
  await findRelease(c.env.DB, name),
  'pinned',
];

async function answerList(c: Context<AppEnvironment>, [{ release, date }, lifetime]: Chosen) {
  const query = readRunsQuery(new URL(c.req.url).searchParams);
  const address = (name: string, cursor: string | null) =>
    withQuery(runsAddress(name), queryText({ ...query, cursor }));
  const selection = selectionText(query);
  const start =
    query.cursor === null
      ? null
      : readCursor(
          query.cursor,
          { release, selection },
          { restart: address(release, null), pinned: (other) => address(other, query.cursor) },
        );
  const { rows, total, end } = await pageOfRuns(c.env.DB, release, query, start);
  const self = address(release, query.cursor);
  const next = end && address(release, writeCursor(release, end, selection));
  setLinks(c, next ?? undefined);
  const kept = conditional(c, self, lifetime);
  if (kept) return kept;
  const meta = { release, date, total, count: rows.length, limit: query.limit, sort: sortText(query.sort) };
  const links = { self, ...(next === null ? {} : { next }), release: `/api/v1/releases/${release}` };
  return c.json({ meta, links, data: rows }, 200);
}

const unknownRun = (release: string, id: string) =>
  new Problem('not-found', `Release ${release} has no run ${id}.`, { links: { runs: runsAddress(release) } });

async function answerRun(c: Context<AppEnvironment>, id: string, [{ release, date }, lifetime]: Chosen) {
  const self = `${runsAddress(release)}/${id}`;
  const row = await findRun(c.env.DB, release, id);
  if (!row) throw unknownRun(release, id);
  setLinks(c);
  const kept = conditional(c, self, lifetime);
  if (kept) return kept;
  const figure = figureAddressOf(row, release);
  const links = {
    self,
    trajectory: `${self}/trajectory`,
    ...(figure === null ? {} : { figure }),
    runs: runsAddress(release),
  };
  return c.json({ meta: { release, date }, links, data: row }, 200);
}

async function recorded(c: Context<AppEnvironment>, release: string, id: string) {
  const found = await findRunWithSeries(c.env.DB, release, id);
  if (!found) throw unknownRun(release, id);
  return restoreRun(found);
}

async function answerCurves(c: Context<AppEnvironment>, id: string, [{ release, date }, lifetime]: Chosen) {
  const run = `${runsAddress(release)}/${id}`;
  const self = `${run}/trajectory`;
  const { record, comparison } = await recorded(c, release, id);
  setLinks(c);
  const kept = conditional(c, self, lifetime);
  if (kept) return kept;
  const links = { self, csv: `${self}.csv`, run };
  return c.json({ meta: { release, date }, links, data: { record, comparison } }, 200);
}

async function answerTable(c: Context<AppEnvironment>, id: string, [{ release }, lifetime]: Chosen) {
  const self = `${runsAddress(release)}/${id}/trajectory.csv`;
  const run = await recorded(c, release, id);
  setLinks(c);
  const kept = conditional(c, self, lifetime);
  if (kept) return kept;
  const rows = twoPointsRows({ ...run, provenance: { kind: 'release', release } });
  const names = twoPointsColumns.map(({ name }) => name);
  return c.body(csvTable(names, rows), 200, { 'Content-Type': 'text/csv; charset=utf-8; header=present' });
}

/** Runs of the latest release, and the same addresses under a release. */
export const runsRoutes = new OpenAPIHono<AppEnvironment>()
  .openapi(routes.list, async (c) => answerList(c, await chooseLatest(c)))
  .openapi(routes.run, async (c) => answerRun(c, c.req.valid('param').id, await chooseLatest(c)))
  .openapi(routes.curves, async (c) => answerCurves(c, c.req.valid('param').id, await chooseLatest(c)))
  .openapi(routes.table, async (c) => answerTable(c, c.req.valid('param').id, await chooseLatest(c)))
  .openapi(routes.pinnedList, async (c) => answerList(c, await choosePinned(c, c.req.valid('param').release)))
  .openapi(routes.pinnedRun, async (c) => {
    const { id, release } = c.req.valid('param');
    return answerRun(c, id, await choosePinned(c, release));
  })
  .openapi(routes.pinnedCurves, async (c) => {
    const { id, release } = c.req.valid('param');
    return answerCurves(c, id, await choosePinned(c, release));
  })
  .openapi(routes.pinnedTable, async (c) => {
    const { id, release } = c.req.valid('param');
    return answerTable(c, id, await choosePinned(c, release));
  });
