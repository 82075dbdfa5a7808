import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnvironment } from '../environment.ts';
import { setLinks } from '../links.ts';
import { conditional } from '../middleware/conditional.ts';
import { withoutQuery } from '../middleware/without-query.ts';
import { problemKinds, type ProblemKindId } from '../problems/kinds.ts';
import { Problem } from '../problems/problem.ts';
import { json, linksSchema, responses } from '../schemas.ts';

const kindSchema = z
  .strictObject({ type: z.string(), status: z.int(), title: z.string(), description: z.string() })
  .meta({ id: 'ProblemKind' });
export const kindsBody = z.strictObject({ links: linksSchema, data: z.array(kindSchema) });
export const kindBody = z.strictObject({ links: linksSchema, data: kindSchema });

const address = '/api/v1/problems';
const list = createRoute({
  method: 'get',
  path: '/problems',
  operationId: 'listProblemKinds',
  middleware: withoutQuery,
  tags: ['problems'],
  summary: 'Every kind of problem that this API answers with',
  responses: responses('The kinds.', json(kindsBody), 'invalid-parameters'),
});
const one = createRoute({
  method: 'get',
  path: '/problems/{kind}',
  operationId: 'getProblemKind',
  middleware: withoutQuery,
  tags: ['problems'],
  summary: 'A kind of problem; the `type` of a problem is its address',
  request: { params: z.object({ kind: z.string() }) },
  responses: responses('The kind.', json(kindBody), 'invalid-parameters', 'not-found'),
});

const describe = (kind: ProblemKindId) => {
  const { status, title, description } = problemKinds[kind];
  return { type: `${address}/${kind}`, status, title, description };
};
const kinds = Object.keys(problemKinds) as ProblemKindId[];

/** What the problems mean. */
export const problemsRoutes = new OpenAPIHono<AppEnvironment>()
  .openapi(list, (c) => {
    setLinks(c);
    return conditional(c, address, 'document') ?? c.json({ links: { self: address }, data: kinds.map(describe) }, 200);
  })
  .openapi(one, (c) => {
    const kind = kinds.find((name) => name === c.req.valid('param').kind);
    if (!kind) throw new Problem('not-found', 'There is no such kind of problem.', { links: { problems: address } });
    const self = `${address}/${kind}`;
    setLinks(c);
    return conditional(c, self, 'document') ?? c.json({ links: { self, all: address }, data: describe(kind) }, 200);
  });
