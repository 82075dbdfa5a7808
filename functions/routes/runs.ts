import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { findRunWithTables, pageOfRuns } from '../database/runs.ts';
import type { AppEnvironment } from '../environment.ts';
import { tableNames } from '../../lib/results/tables.ts';
import { runsAddress, setLinks, withQuery } from '../links.ts';
import { conditional } from '../middleware/conditional.ts';
import { figureAddressOf } from '../pictures/address.ts';
import { readCursor, writeCursor } from '../runs/cursor.ts';
import { includeParameter, readInclude } from '../runs/include.ts';
import { runsParameters } from '../runs/parameters.ts';
import { queryText, readRunsQuery, selectionText } from '../runs/query.ts';
import { orderText } from '../runs/sort.ts';
import { envelope, json, partialRunSchema, responses, runSchema, tablesSchema } from '../schemas.ts';
import { hasTrajectory } from './trajectories.ts';
import { chooseLatest, choosePinned, ofLatest, params, pinnedRuns, unknownRun, type Choice } from './release-choice.ts';

export const runsBody = envelope(
  {
    total: z.int().meta({ description: 'Runs that the filters let through, on all pages.' }),
    count: z.int().meta({ description: 'Runs on this page.' }),
    limit: z.int(),
    sort: z.string().meta({ description: 'The order, all of it: columns, each with - before it where it descends.' }),
  },
  z.array(partialRunSchema),
);
/** A run, with its rows in the tables that `include` asks for. */
export const runBody = envelope({}, runSchema).extend({ tables: tablesSchema.optional() });

const listProblems = ['invalid-parameters', 'invalid-cursor', 'other-release'] as const;
const list = {
  method: 'get' as const,
  tags: ['runs'],
  summary: 'Runs, filtered, sorted and paged',
  responses: responses('One page of runs.', json(runsBody), ...listProblems, 'not-found'),
};
const single = {
  method: 'get' as const,
  tags: ['runs'],
  summary: 'A run, all columns of the data dictionary, and what was seen of it',
  responses: responses('The run.', json(runBody), 'invalid-parameters', 'not-found'),
};

const latestList = createRoute({
  ...list,
  path: '/runs',
  operationId: 'listRuns',
  summary: list.summary + ofLatest,
  request: { query: runsParameters },
  responses: responses('One page of runs.', json(runsBody), ...listProblems),
});
const latestRun = createRoute({
  ...single,
  path: '/runs/{id}',
  operationId: 'getRun',
  summary: single.summary + ofLatest,
  request: { params: params.run, query: includeParameter },
});
const pinnedList = createRoute({
  ...list,
  path: pinnedRuns,
  operationId: 'listRunsOfRelease',
  request: { query: runsParameters, params: params.release },
});
const pinnedRun = createRoute({
  ...single,
  path: `${pinnedRuns}/{id}`,
  operationId: 'getRunOfRelease',
  request: { params: params.pinnedRun, query: includeParameter },
});

async function answerList(c: Context<AppEnvironment>, [{ release, date }, lifetime]: Choice) {
  const query = readRunsQuery(new URL(c.req.url).searchParams);
  const selection = selectionText(query);
  const address = (name: string, cursor: string | null) =>
    withQuery(runsAddress(name), queryText({ ...query, cursor }));
  const addresses = { restart: address(release, null), pinned: (name: string) => address(name, query.cursor) };
  const start = query.cursor === null ? null : readCursor(query.cursor, { release, selection }, addresses);
  const { rows, total, end } = await pageOfRuns(c.env.DB, release, query, start);
  const self = address(release, query.cursor);
  const next = end ? { next: address(release, writeCursor(release, end, selection)) } : {};
  // The page is read before the client's tag is looked at: a 304 must carry the same link to the next page.
  setLinks(c, next.next);
  const kept = conditional(c, self, lifetime);
  if (kept) return kept;
  const meta = { release, date, total, count: rows.length, limit: query.limit, sort: orderText(query.sort) };
  return c.json({ meta, links: { self, ...next, release: `/api/v1/releases/${release}` }, data: rows }, 200);
}

async function answerRun(c: Context<AppEnvironment>, id: string, [{ release, date }, lifetime]: Choice) {
  const include = readInclude(new URL(c.req.url).searchParams);
  const runs = runsAddress(release);
  const address = `${runs}/${id}`;
  const self = withQuery(address, include.length > 0 ? `include=${include.join(',')}` : '');
  const found = await findRunWithTables(c.env.DB, release, id, include);
  if (!found) throw unknownRun(release, id);
  const { row: data, tables } = found;
  setLinks(c);
  const kept = conditional(c, self, lifetime);
  if (kept) return kept;
  const figure = figureAddressOf(data, release);
  const links = {
    self,
    runs,
    tables: withQuery(address, `include=${tableNames.join(',')}`),
    ...(hasTrajectory(data) && { trajectory: `${address}/trajectory` }),
    ...(figure !== null && { figure }),
  };
  return c.json({ meta: { release, date }, links, data, ...(include.length > 0 && { tables }) }, 200);
}

/** Runs of the latest release, and the same addresses under a release. */
export const runsRoutes = new OpenAPIHono<AppEnvironment>()
  .openapi(latestList, async (c) => answerList(c, await chooseLatest(c)))
  .openapi(latestRun, async (c) => answerRun(c, c.req.valid('param').id, await chooseLatest(c)))
  .openapi(pinnedList, async (c) => answerList(c, await choosePinned(c, c.req.valid('param').release)))
  .openapi(pinnedRun, async (c) => {
    const { id, release } = c.req.valid('param');
    return answerRun(c, id, await choosePinned(c, release));
  });
