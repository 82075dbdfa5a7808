import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
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
  tags: [
    { name: 'runs', description: 'The table of runs, and the curves of each.' },
    { name: 'figures', description: 'Figures of runs as pictures and data.' },
    { name: 'releases', description: 'Immutable sets of runs, and their files.' },
    { name: 'experiments', description: 'What is trained and what is observed.' },
    { name: 'problems', description: 'What can go wrong.' },
  ],
};

/** The API's document (OpenAPI 3.1), made from its routes. */
export function openApiHandler(app: OpenAPIHono<AppEnvironment>): MiddlewareHandler<AppEnvironment> {
  let text: string | undefined;
  return async (c) => {
    const kept = conditional(c, openApiAddress, 'document');
    if (kept) return kept;
    text ??= JSON.stringify(app.getOpenAPI31Document(config));
    return Promise.resolve(c.body(text, 200, { 'Content-Type': 'application/json' }));
  };
}
