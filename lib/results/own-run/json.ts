import type { z } from 'zod';
import { QueryError, type QueryIssue } from '../query.ts';
import { optionalCurve, ownCurves, ownRunRows, ownRunSchema, stepBack, type OwnRun } from './run.ts';

/** As many problems are listed as somebody will mend at a time. */
const mostIssues = 20;
const { least, most } = ownRunRows;

/**
 * Reads a run off JSON: an object of `step`, `h`, `y`, `w`, and perhaps `loss`, `dx2` and `dy2`.
 * @throws QueryError naming what is wrong where: `h[17]`.
 */
export function readOwnJson(text: string): OwnRun {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    const detail = `The JSON cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
    throw new QueryError([
      { parameter: 'body', given: null, detail, allowed: 'JSON (which has no NaN and no Infinity)' },
    ]);
  }
  const result = ownRunSchema.safeParse(given);
  if (!result.success)
    throw new QueryError(result.error.issues.slice(0, mostIssues).map((issue) => named(issue, given)));
  const { dx2, dy2, loss = [], ...curves } = result.data;
  const series = { ...curves, loss };
  const issues = [...unequal(series), ...backwards(series.step)];
  if (issues.length > 0) throw new QueryError(issues);
  return { series, pair: { ...(dx2 !== undefined && { dx2 }), ...(dy2 !== undefined && { dy2 }) } };
}

/** An issue of the schema in our words. */
function named(issue: z.core.$ZodIssue, whole: unknown): QueryIssue {
  const [name, index] = issue.path;
  if (name === undefined) {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : null;
    const detail = unknown ? `There is no ${unknown.join(', ')} in a run.` : 'The body is no JSON object.';
    const allowed = `an object with ${ownCurves.join(', ')}, and perhaps ${optionalCurve}, dx2 and dy2`;
    return { parameter: unknown?.[0] ?? 'body', given: null, detail, allowed };
  }
  const parameter = index === undefined ? String(name) : `${String(name)}[${String(index)}]`;
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], whole);
  const given = value === undefined ? null : Array.isArray(value) ? `${value.length} values` : JSON.stringify(value);
  const isCurve = ([...ownCurves, optionalCurve] as readonly PropertyKey[]).includes(name);
  const allowed = !isCurve
    ? name === 'dx2'
      ? 'a number above 0'
      : 'a number from 0'
    : index === undefined
      ? `a list of ${least} to ${most} numbers`
      : 'a finite number';
  const verb = Array.isArray(value) ? 'has' : 'is';
  return { parameter, given, detail: `${parameter} ${verb} ${given ?? 'not given'}.`, allowed };
}

function unequal({ step, ...curves }: OwnRun['series']): QueryIssue[] {
  return Object.entries(curves).flatMap(([name, values]: [string, readonly number[]]) =>
    values.length === step.length || (name === optionalCurve && values.length === 0)
      ? []
      : [
          {
            parameter: name,
            given: `${values.length} values`,
            detail: `${name} has ${values.length} values, step has ${step.length}.`,
            allowed: 'lists of one length',
          },
        ],
  );
}

function backwards(step: readonly number[]): QueryIssue[] {
  const fault = stepBack(step);
  if (fault === null) return [];
  const { at, before } = fault;
  const parameter = `step[${at}]`;
  const detail = `${parameter} is ${step[at]}, after ${before}.`;
  return [{ parameter, given: String(step[at]), detail, allowed: 'steps from 0 that do not go back' }];
}
