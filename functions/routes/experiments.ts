import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { experiments, type AnyExperimentId } from '../../lib/experiments/index.ts';
import { columnSchema, type Column } from '../../lib/results/column.ts';
import { dictionary } from '../../lib/results/dictionary.ts';
import { latestRelease } from '../database/releases.ts';
import type { AppEnvironment } from '../environment.ts';
import { runsAddress, setLinks } from '../links.ts';
import { conditional } from '../middleware/conditional.ts';
import { withoutQuery } from '../middleware/without-query.ts';
import { envelope, json, metaOf, responses, withoutRelease } from '../schemas.ts';

export const column = columnSchema.meta({ id: 'Column', description: 'One entry of the data dictionary.' });

export const jsonSchema = z
  .record(z.string(), z.unknown())
  .meta({ id: 'JsonSchema', description: 'A JSON Schema, 2020-12.' });

export const experimentsBody = envelope(
  {},
  z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      description: z.string(),
      parameters: jsonSchema,
      columns: z.array(column),
    }),
  ),
);

const route = createRoute({
  method: 'get',
  path: '/experiments',
  operationId: 'listExperiments',
  middleware: withoutQuery,
  tags: ['experiments'],
  summary: 'Every experiment: its parameters as a JSON Schema, and the columns of its runs',
  responses: { ...responses('The experiments.', json(experimentsBody), 'invalid-parameters'), ...withoutRelease },
});

/** The columns that an experiment's runs have, those that an analysis of them adds included. */
function columnsOf(id: AnyExperimentId): Column[] {
  const own: readonly string[] = id === 'two-points' ? [id, 'alternatives'] : [id];
  return dictionary.filter(({ experiments: having }) => having.some((other) => own.includes(other)));
}

/** What the experiments are; the same for every release. */
const describe = () =>
  Object.values(experiments).map(({ id, title, description, parameters }) => ({
    ...{ id, title, description },
    parameters: z.toJSONSchema(parameters, { io: 'input' }),
    columns: columnsOf(id as AnyExperimentId),
  }));

let described: ReturnType<typeof describe> | undefined;
/** Made when first asked for: JSON Schemas take their time. */
const data = () => (described ??= describe());

/** The experiments. */
export const experimentsRoutes = new OpenAPIHono<AppEnvironment>().openapi(route, async (c) => {
  const known = await latestRelease(c.env.DB);
  const self = '/api/v1/experiments';
  setLinks(c);
  const kept = conditional(c, `${self} ${known.release}`, 'latest');
  if (kept) return kept;
  return c.json({ meta: metaOf(known), links: { self, runs: runsAddress(known.release) }, data: data() }, 200);
});
