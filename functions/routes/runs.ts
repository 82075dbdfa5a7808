import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { findRunWithTables } from '../database/runs.ts';
import type { AppEnvironment } from '../environment.ts';
import { tableNames } from '../../lib/results/tables.ts';
import { runAddress, runsAddress, setLinks, withQuery } from '../links.ts';
import { conditionalOn } from '../middleware/conditional.ts';
import { figureAddressOf } from '../pictures/address.ts';
import { includeParameter, readInclude } from '../runs/include.ts';
import { listedPage, runsList } from '../runs/list.ts';
import { runsParameters } from '../runs/parameters.ts';
import { orderText } from '../runs/sort.ts';
import {
  envelope,
  json,
  metaOf,
  partialRunSchema,
  redirected,
  responses,
  runSchema,
  tablesSchema,
  withoutRelease,
} from '../schemas.ts';
import {
  chooseLatest,
  choosePinned,
  ofLatest,
  params,
  pinnedRuns,
  unknownRun,
  type Choice,
  type Choose,
} from './release-choice.ts';

export const runsBody = envelope(
  {
    total: z.int().nullable().meta({
      description:
        'Runs that the filters let through, on all pages; null if `total` is not asked for and pages follow.',
    }),
    count: z.int().meta({ description: 'Runs on this page.' }),
    limit: z.int(),
    sort: z.string().meta({
      description: 'The order, all of it: columns, each with - before it where it descends; random for a sample.',
    }),
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
  responses: { ...responses('One page of runs.', json(runsBody), ...listProblems, 'not-found'), ...redirected },
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
  responses: { ...responses('One page of runs.', json(runsBody), ...listProblems), ...redirected, ...withoutRelease },
});
const latestRun = createRoute({
  ...single,
  path: '/runs/{id}',
  operationId: 'getRun',
  summary: single.summary + ofLatest,
  responses: { ...single.responses, ...withoutRelease },
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

async function answerList(c: Context<AppEnvironment>, choose: Choose) {
  const page = await listedPage(c, choose, runsList, 'json');
  if (page instanceof Response) return page;
  const { known, query, rows, total, self, next, others } = page;
  const order = query.sample ? 'random' : orderText(query.sort);
  const meta = { ...metaOf(known), total, count: rows.length, limit: query.limit, sort: order };
  const links = { self, ...(next !== undefined && { next }), ...others, release: `/api/v1/releases/${known.release}` };
  return c.json({ meta, links, data: rows }, 200);
}

async function answerRun(c: Context<AppEnvironment>, id: string, [known, lifetime]: Choice) {
  const { release } = known;
  const include = readInclude(new URL(c.req.url).searchParams);
  const runs = runsAddress(release);
  const address = runAddress(release, id);
  const self = withQuery(address, include.length > 0 ? `include=${include.join(',')}` : '');
  setLinks(c);
  const found = await conditionalOn(c, self, lifetime, () => findRunWithTables(c.env.DB, release, id, include));
  if (!found) throw unknownRun(release, id);
  if (found instanceof Response) return found;
  const { row: data, tables } = found;
  const figure = figureAddressOf(data, release);
  const links = {
    self,
    runs,
    tables: withQuery(address, `include=${tableNames.join(',')}`),
    trajectory: `${address}/trajectory`,
    ...(figure !== null && { figure }),
  };
  return c.json({ meta: metaOf(known), links, data, ...(include.length > 0 && { tables }) }, 200);
}

/** Runs of the latest release, and the same addresses under a release. */
export const runsRoutes = new OpenAPIHono<AppEnvironment>()
  .openapi(latestList, (c) => answerList(c, () => chooseLatest(c)))
  .openapi(latestRun, async (c) => answerRun(c, c.req.valid('param').id, await chooseLatest(c)))
  .openapi(pinnedList, (c) => answerList(c, () => choosePinned(c, c.req.valid('param').release)))
  .openapi(pinnedRun, async (c) => {
    const { id, release } = c.req.valid('param');
    return answerRun(c, id, await choosePinned(c, release));
  });
