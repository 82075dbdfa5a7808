import { z } from 'zod';

/** What is wrong with one parameter of a query. */
export interface QueryIssue {
  readonly parameter: string;
  /** What was given, if anything. */
  readonly given: string | null;
  readonly detail: string;
  readonly allowed: string;
}

/** A query that does not fit its schema. Lists every problem, not just the first. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly issues: readonly QueryIssue[];
  constructor(issues: readonly QueryIssue[]) {
    super(issues.map(({ detail, allowed }) => `${detail} Allowed: ${allowed}.`).join(' '));
    this.issues = issues;
  }
}

/** The field behind defaults and optionality. */
function inner(field: z.ZodType): z.ZodType {
  return field instanceof z.ZodDefault || field instanceof z.ZodOptional || field instanceof z.ZodNullable
    ? inner(field.unwrap() as z.ZodType)
    : field;
}

/** What a field allows, in words. */
export function describeAllowed(field: z.ZodType): string {
  const schema = z.toJSONSchema(inner(field), { io: 'input' });
  if (schema.enum) return schema.enum.map(String).join(', ');
  if (schema.type === 'boolean') return 'true or false';
  if (schema.type !== 'number' && schema.type !== 'integer') return 'text';
  const kind = schema.type === 'integer' ? 'a whole number' : 'a number';
  const from = schema.exclusiveMinimum === undefined ? `from ${schema.minimum}` : `above ${schema.exclusiveMinimum}`;
  return `${kind} ${from} to ${schema.maximum}`;
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A query's text as the type that the field wants; text that is not of that type stays text, for the schema to refuse. */
export function coerce(field: z.ZodType, text: string): unknown {
  const target = inner(field);
  if (target instanceof z.ZodNumber) return decimal.test(text) ? Number(text) : text;
  if (target instanceof z.ZodBoolean) return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

/**
 * Reads parameters off a query string by a schema whose single fields are `shape`.
 * @throws QueryError naming every unknown, repeated or unfit parameter, what was given and what is allowed.
 */
export function parseQuery<Value>(query: URLSearchParams, shape: z.ZodRawShape, schema: z.ZodType<Value>): Value {
  const issues: QueryIssue[] = [];
  const given: Record<string, unknown> = {};
  for (const name of new Set(query.keys())) {
    const field = Object.hasOwn(shape, name) ? (shape[name] as z.ZodType) : undefined;
    const values = query.getAll(name);
    const text = values[0] ?? '';
    if (!field) {
      const allowed = Object.keys(shape).join(', ');
      issues.push({ parameter: name, given: text, detail: `There is no parameter ${name}.`, allowed });
    } else if (values.length > 1) {
      const detail = `${name} is given ${values.length} times.`;
      issues.push({ parameter: name, given: values.join(', '), detail, allowed: 'one value' });
    } else given[name] = coerce(field, text);
  }
  const result = schema.safeParse(given);
  if (result.success && issues.length === 0) return result.data;
  for (const issue of result.error?.issues ?? []) {
    const name = String(issue.path[0] ?? '');
    const field = Object.hasOwn(shape, name) ? (shape[name] as z.ZodType) : undefined;
    if (!field || issues.some(({ parameter }) => parameter === name)) continue;
    const text = query.get(name);
    const detail =
      issue.code === 'custom' ? issue.message : `${name} is ${text === null || text === '' ? 'empty' : text}.`;
    const allowed: unknown = issue.code === 'custom' ? issue.params?.allowed : undefined;
    issues.push({
      parameter: name,
      given: text,
      detail,
      allowed: typeof allowed === 'string' ? allowed : describeAllowed(field),
    });
  }
  throw new QueryError(issues);
}

/**
 * The shortest query for a value: the names of `defaults` in alphabetical order, those at their default left out, so that
 * one state has one address.
 */
export function formatQuery(
  value: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(defaults).sort()) {
    if (value[name] !== defaults[name]) query.set(name, String(value[name]));
  }
  return query.toString();
}
