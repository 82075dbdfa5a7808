import type { Context } from 'hono';
import { z } from 'zod';
import type { QueryIssue } from '../../lib/results/query.ts';
import type { AppEnvironment } from '../environment.ts';
import { problemKinds, type ProblemKindId } from './kinds.ts';

/** Body of every answer that is not a success: RFC 9457, application/problem+json. */
export const problemSchema = z
  .strictObject({
    type: z.string().meta({ description: 'Address that explains this kind of problem.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What was wrong with this very request.' }),
    instance: z.string().meta({ description: 'Path and query of the request.' }),
    errors: z
      .array(
        z.strictObject({
          parameter: z.string(),
          given: z.string().nullable(),
          detail: z.string(),
          allowed: z.string(),
        }),
      )
      .optional()
      .meta({ description: 'What is wrong with each parameter.' }),
    links: z.record(z.string(), z.string()).optional().meta({ description: 'Where to go from here.' }),
    requestId: z.string().meta({ description: 'Names this request in the log of the server.' }),
  })
  .meta({ id: 'Problem' });

interface ProblemOptions {
  readonly errors?: readonly QueryIssue[];
  readonly links?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that cannot be answered, and why. Thrown by handlers, turned into an answer by `answerError`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemKindId;
  readonly options: ProblemOptions;
  constructor(kind: ProblemKindId, detail: string, options: ProblemOptions = {}) {
    super(detail);
    this.kind = kind;
    this.options = options;
  }
}

/** The answer to a request that met a problem. */
export function problemResponse(c: Context<AppEnvironment>, { kind, message, options }: Problem): Response {
  const { status, title } = problemKinds[kind];
  const { pathname, search } = new URL(c.req.url);
  const body: z.input<typeof problemSchema> = {
    type: `/api/v1/problems/${kind}`,
    ...{ title, status, detail: message, instance: pathname + search },
    ...(options.errors ? { errors: options.errors.map((issue) => ({ ...issue })) } : {}),
    ...(options.links ? { links: { ...options.links } } : {}),
    requestId: c.var.requestId,
  };
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json', ...options.headers });
}
