import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { definitionOf, figureIds } from '../../lib/figures/index.ts';
import { latestRelease } from '../database/releases.ts';
import type { AppEnvironment } from '../environment.ts';
import { setLinks } from '../links.ts';
import { conditional } from '../middleware/conditional.ts';
import { withoutQuery } from '../middleware/without-query.ts';
import { formats } from '../../lib/figures/files/formats.ts';
import { computeBudget, parameterBudget } from '../pictures/source.ts';
import { viewShapes } from '../../lib/figures/files/view.ts';
import { envelope, json, linksSchema, metaOf, responses, withoutRelease } from '../schemas.ts';
import { jsonSchema } from './experiments.ts';

export const figuresBody = envelope(
  {
    computeBudget: z.number().meta({ description: 'Floating-point operations that an unrecorded run may cost.' }),
    parameterBudget: z.int().meta({ description: 'Weights that the network of an unrecorded run may have.' }),
  },
  z.array(
    z.strictObject({
      id: z.string(),
      stateVersion: z.int().meta({ description: 'The `v` of its addresses.' }),
      parameters: jsonSchema.meta({ description: 'The state: what is shown.' }),
      view: jsonSchema.meta({ description: 'How it is drawn, where it is drawn.' }),
      columns: z.array(z.strictObject({ name: z.string(), description: z.string(), unit: z.string().optional() })),
      links: linksSchema,
    }),
  ),
);

const route = createRoute({
  method: 'get',
  path: '/figures',
  operationId: 'listFigures',
  middleware: withoutQuery,
  tags: ['figures'],
  summary: 'Every figure: its parameters, its columns, its files',
  responses: { ...responses('The figures.', json(figuresBody), 'invalid-parameters'), ...withoutRelease },
});

const asJsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>;

const describe = () =>
  figureIds.map(definitionOf).map(({ id, stateVersion, state, columns }) => ({
    ...{ id, stateVersion },
    parameters: asJsonSchema(state),
    view: asJsonSchema(z.strictObject(viewShapes.png)),
    columns: columns.map((column) => ({ ...column })),
    links: {
      page: `/figures/${id}`,
      embed: `/embed/${id}`,
      ...Object.fromEntries(formats.map((format) => [format, `/figures/${id}.${format}`])),
    },
  }));

let described: ReturnType<typeof describe> | undefined;
/** Made when first asked for: JSON Schemas take their time. */
const data = () => (described ??= describe());

/** The figures that can be had. */
export const figuresRoutes = new OpenAPIHono<AppEnvironment>().openapi(route, async (c) => {
  const known = await latestRelease(c.env.DB);
  const self = '/api/v1/figures';
  setLinks(c);
  const kept = conditional(c, `${self} ${known.release}`, 'latest');
  if (kept) return kept;
  return c.json({ meta: { ...metaOf(known), computeBudget, parameterBudget }, links: { self }, data: data() }, 200);
});
