import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { checkNetwork, fillLayer, middleLayer, twoPointsShape } from '../../lib/experiments/two-points/parameters.ts';
import { formatQuery, parseQuery } from '../../lib/results/query.ts';
import type { AppEnvironment } from '../environment.ts';
import { runsAddress, setLinks, withQuery } from '../links.ts';
import { toCanonical } from '../middleware/canonical.ts';
import { conditional } from '../middleware/conditional.ts';
import { expectedCurves, idOf, nearestRuns } from '../nearest/find.ts';
import { documentedFields } from '../parameters.ts';
import {
  envelope,
  json,
  metaOf,
  redirected,
  responses,
  runSchema,
  unknownRelease,
  withoutRelease,
} from '../schemas.ts';
import { chooseLatest, choosePinned, ofLatest, params, type Choose } from './release-choice.ts';

const numbers = z.array(z.number()).readonly();

export const nearestBody = envelope(
  {},
  z.strictObject({
    asked: z.record(z.string(), z.union([z.string(), z.number()])).meta({ description: 'Complete parameters.' }),
    id: z.string().meta({ description: 'Id that the very run has.' }),
    isRecorded: z.boolean().meta({ description: 'Whether the release holds the very run: it is then the nearest.' }),
    nearest: z.array(
      z.strictObject({
        distance: z.number().meta({ description: '0 for the very run, 0.01 for one of another seed.' }),
        run: runSchema,
      }),
    ),
    expected: z
      .union([z.strictObject({ run: z.string(), step: numbers, h: numbers, y: numbers, w: numbers }), z.null()])
      .meta({
        description:
          'What the theory expects of the state, at the rates and from the start of `run`, with the rates in proportion to the ' +
          'learning rate: no run, and never one. Null if the theory describes none of the nearest, or their pair is another.',
      }),
  }),
);

const limit = z.int().min(1).max(20).default(5).meta({ description: 'How many runs.' });
const shape = { ...twoPointsShape, limit };
const schema = z
  .strictObject(shape)
  .transform(fillLayer)
  .superRefine((given, context) => {
    checkNetwork(given, context);
  });
const defaults = schema.parse({});

async function answer(c: Context<AppEnvironment>, choose: Choose) {
  const asked = parseQuery(new URL(c.req.url).searchParams, shape, schema);
  // A layer in the middle follows the network, and is not said.
  const implied = middleLayer(asked);
  const query = formatQuery({ ...asked }, { ...defaults, layer: implied });
  const elsewhere = toCanonical(c, query);
  if (elsewhere) return elsewhere;
  const [known, lifetime] = await choose();
  const { release } = known;
  const self = withQuery(`/api/v1/releases/${release}/nearest`, query);
  setLinks(c, { citeAs: self });
  const kept = conditional(c, self, lifetime);
  if (kept) return kept;
  const { limit: most, ...parameters } = asked;
  const near = await nearestRuns(c.env.DB, release, parameters, most);
  const id = idOf(parameters);
  const isRecorded = near.some(({ run }) => run.id === id);
  const data = { asked: parameters, id, isRecorded, nearest: near, expected: expectedCurves(parameters, near) };
  return c.json({ meta: metaOf(known), links: { self, runs: runsAddress(release) }, data }, 200);
}

const shared = {
  method: 'get' as const,
  tags: ['runs'],
  responses: { ...responses('The nearest runs.', json(nearestBody), 'invalid-parameters'), ...redirected },
};
const summary = 'The runs of two-points nearest to any parameters, and what the theory expects there';
const latest = createRoute({
  ...shared,
  path: '/nearest',
  operationId: 'nearestRuns',
  summary: summary + ofLatest,
  request: { query: documentedFields(shape) },
  responses: { ...shared.responses, ...withoutRelease },
});
const pinned = createRoute({
  ...shared,
  path: '/releases/{release}/nearest',
  operationId: 'nearestRunsOfRelease',
  summary,
  request: { query: documentedFields(shape), params: params.release },
  responses: { ...shared.responses, ...unknownRelease },
});

/** The runs nearest to a state that may not be recorded. */
export const nearestRoutes = new OpenAPIHono<AppEnvironment>()
  .openapi(latest, (c) => answer(c, () => chooseLatest(c)))
  .openapi(pinned, (c) => answer(c, () => choosePinned(c, c.req.valid('param').release)));
