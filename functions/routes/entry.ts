import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnvironment } from '../environment.ts';
import { openApiAddress, setLinks } from '../links.ts';
import { conditional } from '../middleware/conditional.ts';
import { withoutQuery } from '../middleware/without-query.ts';
import { json, linksSchema, responses } from '../schemas.ts';

export const entryBody = z.strictObject({ links: linksSchema });

const address = '/api/v1';
const route = createRoute({
  method: 'get',
  path: address,
  operationId: 'getEntry',
  middleware: withoutQuery,
  tags: ['releases'],
  summary: 'Where to begin: the guide, the document, and what there is',
  responses: responses('The ways on.', json(entryBody), 'invalid-parameters'),
});

const lists = [
  'runs',
  'trajectories',
  'aggregate',
  'releases',
  'experiments',
  'settings',
  'figures',
  'problems',
  'health',
];
const links = {
  self: address,
  ...{ guide: '/api', reference: '/api/reference', document: openApiAddress },
  dictionary: `${address}/dictionary.json`,
  ...Object.fromEntries(lists.map((name) => [name, `${address}/${name}`])),
};

/** The address that is tried first. */
export const entryRoutes = new OpenAPIHono<AppEnvironment>().openapi(route, (c) => {
  setLinks(c);
  return conditional(c, address, 'document') ?? c.json({ links }, 200);
});
