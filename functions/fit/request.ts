import { z } from 'zod';
import { parseQuery, QueryError, type QueryIssue } from '../../lib/results/query.ts';
import { ownRunRows, pairShape, readOwnCsv, readOwnJson, type OwnRun } from '../../lib/results/own-run/index.ts';
import type { PairGeometry } from '../../lib/theory/index.ts';
import { Problem } from '../problems/problem.ts';

/** Bytes of a body: the most rows that a run may have, at some 200 bytes each. */
export const mostBytes = 4_000_000;

/** What a fit is told besides the run. */
export const fitShape = {
  dx2: pairShape.dx2.optional(),
  dy2: pairShape.dy2.optional(),
  weights: z.enum(['time', 'samples']).default('time').meta({
    description: 'What the sum of squares runs over: training steps, however observations are spaced, or observations.',
  }),
  scaleH: z.boolean().default(false).meta({
    description: 'Whether h counts as much as y: its residual times sd(y)/sd(h). The plain sum of the paper if not.',
  }),
};

type FitOptions = z.output<z.ZodObject<typeof fitShape>>;

/** Forms of a run, by media type. */
export const bodyTypes = {
  'application/json': readOwnJson,
  'text/csv': readOwnCsv,
  'text/tab-separated-values': readOwnCsv,
} as const satisfies Record<string, (text: string) => OwnRun>;

/** What is to be fitted, and how. */
export interface FitRequest extends Pick<FitOptions, 'weights' | 'scaleH'> {
  readonly run: OwnRun;
  readonly pair: PairGeometry;
}

/**
 * Reads a request for a fit.
 * @throws Problem for a body of another type; QueryError naming everything that is wrong with the query or the run.
 */
export async function readFitRequest(request: Request): Promise<FitRequest> {
  const { dx2, dy2, ...options } = parseQuery(new URL(request.url).searchParams, fitShape, z.strictObject(fitShape));
  const type = (request.headers.get('Content-Type') ?? '').split(';')[0]!.trim().toLowerCase();
  if (!isBodyType(type)) {
    const allowed = Object.keys(bodyTypes).join(', ');
    const detail = `Content-Type is ${type || 'not given'}; allowed are ${allowed}.`;
    throw new Problem('unsupported-media-type', detail, { headers: { 'Accept-Post': allowed } });
  }
  const run = bodyTypes[type](await request.text());
  return { run, pair: pairOf(run.pair, { dx2, dy2 }), ...options };
}

const isBodyType = (type: string): type is keyof typeof bodyTypes => Object.hasOwn(bodyTypes, type);

type Given = Readonly<Record<'dx2' | 'dy2', number | undefined>>;

/** The pair that body and query say together. @throws QueryError for what is not said, or is said twice and differently. */
function pairOf(inBody: Partial<PairGeometry>, inQuery: Given): PairGeometry {
  const issues = (['dx2', 'dy2'] as const).flatMap((parameter): QueryIssue[] => {
    const [body, query] = [inBody[parameter], inQuery[parameter]];
    const allowed = 'one value, in the query or in a JSON body';
    if (body === undefined && query === undefined)
      return [{ parameter, given: null, detail: `${parameter} is not given.`, allowed }];
    if (body === undefined || query === undefined || body === query) return [];
    const detail = `${parameter} is ${query} in the query and ${body} in the body.`;
    return [{ parameter, given: `${query}, ${body}`, detail, allowed }];
  });
  if (issues.length > 0) throw new QueryError(issues);
  return { dx2: (inBody.dx2 ?? inQuery.dx2)!, dy2: (inBody.dy2 ?? inQuery.dy2)! };
}

/** A table of numbers for the document. */
export const tableDescription = `A header with step, h, y, w and perhaps loss, then ${ownRunRows.least} to ${ownRunRows.most} lines.`;
