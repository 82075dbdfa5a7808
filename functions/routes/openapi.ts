import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { shareParameters } from '../document/shared-parameters.ts';
import type { AppEnvironment } from '../environment.ts';
import { openApiAddress } from '../links.ts';
import { conditional } from '../middleware/conditional.ts';

const config = {
  openapi: '3.1.0',
  info: {
    title: 'When Representations Align: results',
    version: '1',
    description:
      'Runs of small neural networks with the effective theory of van Rossem and Saxe (ICML 2024) fitted to them, and ' +
      'figures of them. Read-only and open. Within version 1 addresses, parameters and fields are only ever added.',
    license: { name: 'CC BY 4.0', identifier: 'CC-BY-4.0' },
  },
  servers: [{ url: '/' }],
  // Said, so that it is not taken for forgotten: nothing asks who you are.
  security: [],
  tags: [
    { name: 'runs', description: 'The table of runs, and what was seen of each while it trained.' },
    { name: 'theory', description: 'What the theory says, of any pair of points and of runs of yours.' },
    { name: 'figures', description: 'Figures of runs as pictures and data.' },
    { name: 'embedding', description: 'Figures for the pages of others.' },
    { name: 'citations', description: 'How figures and releases are cited.' },
    { name: 'releases', description: 'Immutable sets of runs, and their files.' },
    { name: 'experiments', description: 'What is trained and what is observed.' },
    { name: 'problems', description: 'What can go wrong.' },
  ],
};

/** What the data dictionary says of a column that JSON Schema has no word for. */
const extensions = new Set(['symbol', 'unit']);

/**
 * A replacer of JSON.stringify that gives such words the `x-` that OpenAPI wants. A property of that name has a schema for
 * its value, not a text, and keeps its name.
 */
function withExtensions(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]: [string, unknown]) => [
      typeof entry === 'string' && extensions.has(name) ? `x-${name}` : name,
      entry,
    ]),
  );
}

/** The API's document (OpenAPI 3.1), made from its routes. */
export function openApiHandler(app: OpenAPIHono<AppEnvironment>): MiddlewareHandler<AppEnvironment> {
  let text: string | undefined;
  return async (c) => {
    const kept = conditional(c, openApiAddress, 'document');
    if (kept) return kept;
    text ??= JSON.stringify(shareParameters(app.getOpenAPI31Document(config)), withExtensions);
    return Promise.resolve(c.body(text, 200, { 'Content-Type': 'application/json' }));
  };
}
