import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { dictionary, releaseSchema } from '../../lib/results/dictionary.ts';
import { runTables } from '../../lib/results/tables.ts';
import type { AppEnvironment } from '../environment.ts';
import { setLinks } from '../links.ts';
import { conditional } from '../middleware/conditional.ts';
import { withoutQuery } from '../middleware/without-query.ts';
import { json, linksSchema, responses } from '../schemas.ts';
import { column } from './experiments.ts';

export const dictionaryBody = z.strictObject({
  meta: z.strictObject({
    schema: z.int().meta({ description: "Version of the releases' form: which tables there are, with which columns." }),
  }),
  links: linksSchema,
  data: z.strictObject({
    runs: z.array(column).meta({ description: 'The columns of the table of runs, one row for each run.' }),
    tables: z
      .array(
        z.strictObject({
          name: z.string(),
          description: z.string(),
          key: z.array(z.string()).meta({ description: 'The columns that, after the run, tell its rows apart.' }),
          columns: z.array(column),
        }),
      )
      .meta({ description: 'The tables that have many rows for a run.' }),
  }),
});

const address = '/api/v1/dictionary.json';
const route = createRoute({
  method: 'get',
  path: '/dictionary.json',
  operationId: 'getDictionary',
  middleware: withoutQuery,
  tags: ['releases'],
  summary: 'The data dictionary: every column, its type, unit, range, meaning, and what it means that it is missing',
  responses: responses('The dictionary.', json(dictionaryBody), 'invalid-parameters'),
});

const data = {
  runs: dictionary.map((own) => ({ ...own })),
  tables: Object.values(runTables).map(({ name, description, key, columns }) => ({
    ...{ name, description, key: [...key], columns: columns.map((own) => ({ ...own })) },
  })),
};

/** The data dictionary as the program has it; that of a release is in its manifest. */
export const dictionaryRoutes = new OpenAPIHono<AppEnvironment>().openapi(route, (c) => {
  setLinks(c);
  const links = { self: address, releases: '/api/v1/releases' };
  return conditional(c, address, 'document') ?? c.json({ meta: { schema: releaseSchema }, links, data }, 200);
});
