import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mediaTypes } from '../../lib/figures/files/formats.ts';
import { twoPointsColumns, twoPointsRows } from '../../lib/figures/two-points/table.ts';
import { csvTable } from '../../lib/results/csv.ts';
import { restoreRun } from '../../lib/results/released-run.ts';
import type { RunRow } from '../../lib/results/run-row.ts';
import { tableNames } from '../../lib/results/tables.ts';
import { findRunWithTables } from '../database/runs.ts';
import type { AppEnvironment } from '../environment.ts';
import { runsAddress, setLinks } from '../links.ts';
import { conditional } from '../middleware/conditional.ts';
import { withoutQuery } from '../middleware/without-query.ts';
import { Problem } from '../problems/problem.ts';
import { comparisonSchema, envelope, json, recordSchema, responses } from '../schemas.ts';
import { chooseLatest, choosePinned, ofLatest, params, pinnedRuns, unknownRun, type Choice } from './release-choice.ts';

export const trajectoryBody = envelope({}, z.strictObject({ record: recordSchema, comparison: comparisonSchema }));

const curves = {
  method: 'get' as const,
  tags: ['runs'],
  summary: 'The trajectory of a two-points run with the theory beside it',
  responses: responses('The curves, by the stored fit.', json(trajectoryBody), 'invalid-parameters', 'not-found'),
};
const table = {
  method: 'get' as const,
  tags: ['runs'],
  summary: 'The trajectory of a two-points run as CSV',
  responses: responses(
    'One row for each observed step.',
    { 'text/csv': { schema: z.string() } },
    ...(['invalid-parameters', 'not-found'] as const),
  ),
};

const run = { request: { params: params.run }, middleware: withoutQuery };
const pinned = { request: { params: params.pinnedRun }, middleware: withoutQuery };
const latestCurves = createRoute({
  ...curves,
  ...run,
  path: '/runs/{id}/trajectory',
  operationId: 'getTrajectory',
  summary: curves.summary + ofLatest,
});
const latestTable = createRoute({
  ...table,
  ...run,
  path: '/runs/{id}/trajectory.csv',
  operationId: 'getTrajectoryTable',
  summary: table.summary + ofLatest,
});
const pinnedCurves = createRoute({
  ...curves,
  ...pinned,
  path: `${pinnedRuns}/{id}/trajectory`,
  operationId: 'getTrajectoryOfRelease',
});
const pinnedTable = createRoute({
  ...table,
  ...pinned,
  path: `${pinnedRuns}/{id}/trajectory.csv`,
  operationId: 'getTrajectoryTableOfRelease',
});

/** Whether a run has the addresses of this module. */
export const hasTrajectory = ({ experiment }: Pick<RunRow, 'experiment'>): boolean => experiment === 'two-points';

async function restored(c: Context<AppEnvironment>, release: string, id: string) {
  const found = await findRunWithTables(c.env.DB, release, id);
  if (!found) throw unknownRun(release, id);
  if (hasTrajectory(found.row)) return restoreRun(found, 'two-points');
  const detail = `Run ${id} is of ${found.row.experiment}; only runs of two-points have a trajectory with the theory beside it.`;
  const address = `${runsAddress(release)}/${id}`;
  throw new Problem('not-found', detail, {
    links: { run: address, tables: `${address}?include=${tableNames.join(',')}` },
  });
}

async function answerCurves(c: Context<AppEnvironment>, id: string, [{ release, date }, lifetime]: Choice) {
  const address = `${runsAddress(release)}/${id}`;
  const self = `${address}/trajectory`;
  const data = await restored(c, release, id);
  setLinks(c);
  const kept = conditional(c, self, lifetime);
  if (kept) return kept;
  return c.json({ meta: { release, date }, links: { self, csv: `${self}.csv`, run: address }, data }, 200);
}

async function answerTable(c: Context<AppEnvironment>, id: string, [{ release }, lifetime]: Choice) {
  const data = await restored(c, release, id);
  setLinks(c);
  const kept = conditional(c, `${runsAddress(release)}/${id}/trajectory.csv`, lifetime);
  if (kept) return kept;
  const rows = twoPointsRows({ ...data, provenance: { kind: 'release', release } });
  const names = twoPointsColumns.map(({ name }) => name);
  return c.body(csvTable(names, rows), 200, { 'Content-Type': mediaTypes.csv });
}

/** Curves of runs of the latest release, and the same addresses under a release. */
export const trajectoriesRoutes = new OpenAPIHono<AppEnvironment>()
  .openapi(latestCurves, async (c) => answerCurves(c, c.req.valid('param').id, await chooseLatest(c)))
  .openapi(latestTable, async (c) => answerTable(c, c.req.valid('param').id, await chooseLatest(c)))
  .openapi(pinnedCurves, async (c) => {
    const { id, release } = c.req.valid('param');
    return answerCurves(c, id, await choosePinned(c, release));
  })
  .openapi(pinnedTable, async (c) => {
    const { id, release } = c.req.valid('param');
    return answerTable(c, id, await choosePinned(c, release));
  });
