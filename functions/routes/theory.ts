import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { mediaTypes } from '../../lib/figures/files/formats.ts';
import { csvTable } from '../../lib/results/csv.ts';
import type { AppEnvironment } from '../environment.ts';
import { setLinks, withQuery } from '../links.ts';
import { toCanonical } from '../middleware/canonical.ts';
import { conditional } from '../middleware/conditional.ts';
import { documentedFields } from '../parameters.ts';
import { computedEnvelope, computedMeta, json, redirected, responses } from '../schemas.ts';
import { curvesShape, fieldShape, readCurvesQuery, readFieldQuery } from '../theory/parameters.ts';
import { curvesSchema, fieldSchema, solveCurves, solveField } from '../theory/solve.ts';

export const theoryBody = computedEnvelope(curvesSchema);
export const fieldBody = computedEnvelope(fieldSchema);

const address = '/api/v1/theory';
const shared = { method: 'get' as const, tags: ['theory'] };
const problems = ['invalid-parameters', 'no-solution'] as const;

const curves = createRoute({
  ...shared,
  path: '/theory',
  operationId: 'getTheory',
  summary: 'What the theory says of two points: h, y and w over the steps, and where they end',
  request: { query: documentedFields(curvesShape) },
  responses: { ...responses('The curves.', json(theoryBody), ...problems), ...redirected },
});
const table = createRoute({
  ...shared,
  path: '/theory.csv',
  operationId: 'getTheoryTable',
  summary: 'The curves of the theory as CSV',
  request: { query: documentedFields(curvesShape) },
  responses: {
    ...responses('One row for each step.', { 'text/csv': { schema: z.string() } }, ...problems),
    ...redirected,
  },
});
const field = createRoute({
  ...shared,
  path: '/theory/phase-field',
  operationId: 'getPhaseField',
  summary: 'The flow of the theory in the plane of h and c = y - w, on the surface that a start fixes',
  request: { query: documentedFields(fieldShape) },
  responses: { ...responses('The flow on a grid.', json(fieldBody), 'invalid-parameters'), ...redirected },
});

const parametersOf = (url: string) => new URL(url).searchParams;

/** The theory, solved at the edge. It is of no release: the same question has the same answer while the code is the same. */
export const theoryRoutes = new OpenAPIHono<AppEnvironment>()
  .openapi(curves, (c) => {
    const { asked, query } = readCurvesQuery(parametersOf(c.req.url));
    const elsewhere = toCanonical(c, query);
    if (elsewhere) return elsewhere;
    const self = withQuery(address, query);
    const data = solveCurves(asked);
    const csv = withQuery(`${address}.csv`, query);
    setLinks(c, { alternates: { 'text/csv': csv } });
    return conditional(c, self, 'document') ?? c.json({ meta: computedMeta, links: { self, csv }, data }, 200);
  })
  .openapi(table, (c) => {
    const { asked, query } = readCurvesQuery(parametersOf(c.req.url));
    const elsewhere = toCanonical(c, query);
    if (elsewhere) return elsewhere;
    const { step, h, y, w } = solveCurves(asked);
    setLinks(c, { alternates: { 'application/json': withQuery(address, query) } });
    const kept = conditional(c, withQuery(`${address}.csv`, query), 'document');
    if (kept) return kept;
    const rows = step.map((at, n) => ({ step: at, h: h[n]!, y: y[n]!, w: w[n]! }));
    return c.body(csvTable(['step', 'h', 'y', 'w'], rows), 200, { 'Content-Type': mediaTypes.csv });
  })
  .openapi(field, (c) => {
    const { asked, query } = readFieldQuery(parametersOf(c.req.url));
    const elsewhere = toCanonical(c, query);
    if (elsewhere) return elsewhere;
    const self = withQuery(`${address}/phase-field`, query);
    const data = solveField(asked);
    setLinks(c);
    return conditional(c, self, 'document') ?? c.json({ meta: computedMeta, links: { self }, data }, 200);
  });
