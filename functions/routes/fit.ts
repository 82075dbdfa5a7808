import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { fitOwnRun } from '../../lib/figures/own-run/index.ts';
import { verdicts } from '../../lib/figures/two-points/describe.ts';
import { ownRunSchema } from '../../lib/results/own-run/index.ts';
import type { AppEnvironment } from '../environment.ts';
import { fitShape, mostBytes, readFitRequest, tableDescription } from '../fit/request.ts';
import { setLinks } from '../links.ts';
import { documentedFields } from '../parameters.ts';
import { Problem } from '../problems/problem.ts';
import { computedEnvelope, computedMeta, comparisonSchema, json, unstored } from '../schemas.ts';

const numbers = z.array(z.number()).readonly();

const ownCurves = z.strictObject({ step: numbers, h: numbers, y: numbers, w: numbers, loss: numbers }).meta({
  id: 'OwnCurves',
  description: "The theory's curves at the run's own steps; loss is empty if none was recorded.",
});
const ownComparison = z.strictObject({ ...comparisonSchema.shape, theory: z.union([ownCurves, z.null()]) }).meta({
  id: 'OwnComparison',
  description: 'What the theory says of the run; null and a reason where it says nothing.',
});

export const fitBody = computedEnvelope(
  z
    .strictObject({
      verdict: z.enum(verdicts).meta({
        description:
          'follows: every curve stays within a quarter of its peak; roughly: it does not; fails: the fit is not physical, ' +
          '`comparison.reason` says why; unfit: nothing could be fitted.',
      }),
      words: z.string().meta({ description: 'The verdict in sentences, with the numbers.' }),
      comparison: ownComparison,
      residuals: z
        .union([z.strictObject({ h: numbers, y: numbers, w: numbers }), z.null()])
        .meta({ description: 'Recorded less theory at each observation; null where there is no fit.' }),
    })
    .meta({ id: 'FitOfYourRun', description: 'What the theory says of a run of yours.' }),
);

const text = z.string().openapi({ description: tableDescription });
const route = createRoute({
  method: 'post',
  path: '/fit',
  operationId: 'fitRun',
  tags: ['theory'],
  summary: 'The theory fitted to a run of yours: rates with standard errors, R², residuals, a verdict and the curves',
  description: 'Nothing of it is kept. docs/your-network.md has recorders whose output is the body.',
  request: {
    query: documentedFields(fitShape),
    body: {
      required: true,
      content: {
        'application/json': { schema: ownRunSchema },
        'text/csv': { schema: text },
        'text/tab-separated-values': { schema: text },
      },
    },
  },
  responses: unstored('The fit.', json(fitBody), 'invalid-parameters', 'too-large', 'unsupported-media-type'),
});

const limit = bodyLimit({
  maxSize: mostBytes,
  onError: () => {
    throw new Problem('too-large', `The body has more than ${mostBytes} bytes.`);
  },
});

/**
 * Fits runs of others by the one fit that all our own runs have. Described and routed apart: the router's own reader of
 * bodies would refuse the first mistake in words of its own.
 */
export const fitRoutes = new OpenAPIHono<AppEnvironment>();
fitRoutes.openAPIRegistry.registerPath(route);
fitRoutes.post('/fit', limit, async (c) => {
  const { run, pair, ...options } = await readFitRequest(c.req.raw);
  const { comparison, residuals, verdict, words } = fitOwnRun(run, pair, options);
  setLinks(c);
  const links = { self: '/api/v1/fit', documentation: '/fit' };
  const body: z.input<typeof fitBody> = { meta: computedMeta, links, data: { verdict, words, comparison, residuals } };
  return c.json(body, 200);
});
