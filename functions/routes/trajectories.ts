import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ExperimentId } from '../../lib/experiments/index.ts';
import { mediaTypes } from '../../lib/figures/files/formats.ts';
import { twoPointsColumns, twoPointsRows } from '../../lib/figures/two-points/table.ts';
import { csvTable } from '../../lib/results/csv.ts';
import { restoreRun, type ReleasedRun } from '../../lib/results/released-run.ts';
import { rowsOf, runTables } from '../../lib/results/tables.ts';
import { findRunWithTables } from '../database/runs.ts';
import type { AppEnvironment } from '../environment.ts';
import { runAddress, setLinks } from '../links.ts';
import { conditionalOn } from '../middleware/conditional.ts';
import { withoutQuery } from '../middleware/without-query.ts';
import {
  anyRecordSchema,
  comparisonSchema,
  envelope,
  json,
  metaOf,
  recordSchema,
  responses,
  withoutRelease,
} from '../schemas.ts';
import { chooseLatest, choosePinned, ofLatest, params, pinnedRuns, unknownRun, type Choice } from './release-choice.ts';

const twoPoints = z.strictObject({ record: recordSchema, comparison: comparisonSchema });
/** The trajectory of a run of two-points. */
export const trajectoryBody = envelope({}, twoPoints);
/** That of a run of any experiment: what is seen of it and what the theory says are the experiment's own. */
export const anyTrajectoryBody = envelope(
  {},
  z.union([
    twoPoints,
    z.strictObject({ record: anyRecordSchema, comparison: z.record(z.string(), z.unknown()) }).meta({
      description: 'A run of another experiment than two-points, with what the theory says of it in its own words.',
    }),
  ]),
);

const curves = {
  method: 'get' as const,
  tags: ['runs'],
  summary: 'The trajectory of a run with the theory beside it',
  responses: responses('What was seen, by the stored fit.', json(anyTrajectoryBody), 'invalid-parameters', 'not-found'),
};
const table = {
  method: 'get' as const,
  tags: ['runs'],
  summary: 'The trajectory of a run as CSV; of two-points with the theory beside it',
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
  responses: { ...curves.responses, ...withoutRelease },
});
const latestTable = createRoute({
  ...table,
  ...run,
  path: '/runs/{id}/trajectory.csv',
  operationId: 'getTrajectoryTable',
  summary: table.summary + ofLatest,
  responses: { ...table.responses, ...withoutRelease },
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

/** The run of an answer, or that the client has the answer. @throws Problem if there is no such run. */
async function found(c: Context<AppEnvironment>, id: string, self: string, [{ release }, lifetime]: Choice) {
  const released = await conditionalOn(c, self, lifetime, () => findRunWithTables(c.env.DB, release, id));
  if (!released) throw unknownRun(release, id);
  return released;
}

async function answerCurves(c: Context<AppEnvironment>, id: string, choice: Choice) {
  const [known] = choice;
  const address = runAddress(known.release, id);
  const self = `${address}/trajectory`;
  const csv = `${self}.csv`;
  setLinks(c, { alternates: { 'text/csv': csv }, citeAs: self });
  const released = await found(c, id, self, choice);
  if (released instanceof Response) return released;
  const data = restoreRun(released, released.row.experiment as ExperimentId) as z.input<
    typeof anyTrajectoryBody
  >['data'];
  return c.json({ meta: metaOf(known), links: { self, csv, run: address }, data }, 200);
}

async function answerTable(c: Context<AppEnvironment>, id: string, choice: Choice) {
  const [{ release }] = choice;
  const twin = `${runAddress(release, id)}/trajectory`;
  const self = `${twin}.csv`;
  setLinks(c, { alternates: { 'application/json': twin }, citeAs: self });
  const released = await found(c, id, self, choice);
  if (released instanceof Response) return released;
  return c.body(tableOf(released), 200, { 'Content-Type': mediaTypes.csv });
}

function tableOf(released: ReleasedRun): string {
  if (released.row.experiment === 'two-points') {
    const names = twoPointsColumns.map(({ name }) => name);
    return csvTable(names, twoPointsRows(restoreRun(released, 'two-points')));
  }
  const names = runTables.trajectories.columns.map(({ name }) => name);
  return csvTable(names, rowsOf(released.tables.trajectories ?? {}));
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
