type Schema = Readonly<Record<string, unknown>>;
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}
interface Body {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}
interface Operation {
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
}
interface Reference {
  readonly $ref: string;
}
/** As much of an OpenAPI 3.1 document as a client depends on. */
export interface ComparedDocument {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What a reference of a document stands for. */
export function resolved<Value>(document: ComparedDocument, value: Value | Reference): Value {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) return value;
  const [, , kind, name] = value.$ref.split('/') as [string, string, string, string];
  return document.components![kind]![name] as Value;
}

/** Which way a schema goes: what a client sends may come to be more, what it is sent may come to be less, never the reverse. */
type Direction = 'sent' | 'received';

/**
 * What a client that was written for one document could miss in another; empty if it could miss nothing. The list of what counts
 * is GitHub's (docs.github.com, "Breaking changes"): removed addresses, parameters, fields and values, other types, and new
 * demands on what is sent.
 */
export function breakingChanges(before: ComparedDocument, after: ComparedDocument): string[] {
  const found: string[] = [];
  for (const [path, item] of Object.entries(before.paths))
    for (const [method, operation] of Object.entries(item)) {
      const now = after.paths[path]?.[method];
      const where = `${method.toUpperCase()} ${path}`;
      if (!now) found.push(`${where} is gone`);
      else found.push(...operationChanges(where, [before, operation], [after, now]));
    }
  return found;
}

type Side = readonly [document: ComparedDocument, operation: Operation];

function operationChanges(where: string, [before, old]: Side, [after, now]: Side): string[] {
  const parametersOf = (document: ComparedDocument, operation: Operation) =>
    new Map(
      (operation.parameters ?? []).map((given) => {
        const parameter = resolved<Parameter>(document, given);
        return [`${parameter.in} parameter ${parameter.name}`, parameter];
      }),
    );
  const [had, has] = [parametersOf(before, old), parametersOf(after, now)];
  const found: string[] = [];
  for (const [name, parameter] of had) {
    const same = has.get(name);
    if (!same) found.push(`${where}: ${name} is gone`);
    else {
      if (same.required === true && parameter.required !== true) found.push(`${where}: ${name} is required now`);
      found.push(...schemaChanges(`${where}: ${name}`, [before, parameter.schema], [after, same.schema], 'sent'));
    }
  }
  for (const [name, { required }] of has)
    if (required === true && !had.has(name)) found.push(`${where}: ${name} is new and required`);
  found.push(...bodyChanges(`${where}: body`, [before, old.requestBody], [after, now.requestBody], 'sent'));
  for (const [status, response] of Object.entries(old.responses)) {
    if (!(Number(status) < 300)) continue;
    const same = now.responses[status];
    if (!same) found.push(`${where}: ${status} is gone`);
    else found.push(...bodyChanges(`${where}: ${status}`, [before, response], [after, same], 'received'));
  }
  return found;
}

type Pair<Value> = readonly [document: ComparedDocument, value: Value];

function bodyChanges(
  where: string,
  [before, old]: Pair<Body | undefined>,
  [after, now]: Pair<Body | undefined>,
  direction: Direction,
): string[] {
  return Object.entries(old?.content ?? {}).flatMap(([type, { schema }]) => {
    const same = now?.content?.[type];
    return same
      ? schemaChanges(`${where} ${type}`, [before, schema], [after, same.schema], direction)
      : [`${where} ${type} is gone`];
  });
}

const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

function schemaChanges(
  where: string,
  [before, given]: Pair<Schema>,
  [after, other]: Pair<Schema>,
  direction: Direction,
  depth = 0,
): string[] {
  // Schemas of this document do not refer to themselves; a limit keeps a mistake from hanging the test.
  if (depth > 20) return [];
  const [old, now] = [resolved<Schema>(before, given), resolved<Schema>(after, other)];
  const found: string[] = [];
  const say = (words: string) => found.push(`${where} ${words}`);
  const [wide, narrow] = direction === 'sent' ? [now, old] : [old, now];
  // What was allowed to be sent must still be; of what is received values may be added, as docs/api.md says, but not types.
  for (const key of direction === 'sent' ? (['type', 'enum'] as const) : (['type'] as const)) {
    const lost = list(narrow[key]).filter((value) => wide[key] !== undefined && !list(wide[key]).includes(value));
    if (lost.length > 0) say(`${key} is ${JSON.stringify(now[key])}, was ${JSON.stringify(old[key])}`);
  }
  if (direction === 'sent') {
    for (const [key, sign] of [
      ['minimum', 1],
      ['exclusiveMinimum', 1],
      ['maximum', -1],
      ['maxItems', -1],
    ] as const) {
      const [was, is] = [old[key] as number | undefined, now[key] as number | undefined];
      if (is !== undefined && (was === undefined || sign * is > sign * was))
        say(`${key} is ${is}, was ${was ?? 'none'}`);
    }
  }
  const [had, has] = [old, now].map((schema) => (schema.properties ?? {}) as Readonly<Record<string, Schema>>);
  const [needed, needs] = [list(old.required), list(now.required)];
  for (const [name, schema] of Object.entries(had!)) {
    if (!has![name]) say(`has no ${name} any more`);
    else {
      if (direction === 'received' && needed.includes(name) && !needs.includes(name)) say(`may lack ${name} now`);
      found.push(...schemaChanges(`${where}.${name}`, [before, schema], [after, has![name]], direction, depth + 1));
    }
  }
  if (direction === 'sent') for (const name of needs) if (!needed.includes(name)) say(`must have ${String(name)} now`);
  if (old.items && now.items)
    found.push(
      ...schemaChanges(`${where}[]`, [before, old.items as Schema], [after, now.items as Schema], direction, depth + 1),
    );
  const options = (schema: Schema) => list(schema.anyOf ?? schema.oneOf) as readonly Schema[];
  for (const [n, option] of options(old).entries()) {
    const same = options(now)[n];
    if (!same) {
      if (direction === 'sent') say(`has no option ${n + 1} any more`);
    } else found.push(...schemaChanges(`${where}|${n + 1}`, [before, option], [after, same], direction, depth + 1));
  }
  return found;
}
