import { readFile } from 'node:fs/promises';
import { dictionary } from '../../lib/results/dictionary.ts';

/** One parameter of an operation. */
export interface ReferenceParameter {
  readonly name: string;
  readonly isRequired: boolean;
  readonly description: string;
  /** What is allowed, in words. */
  readonly allowed: string;
  readonly fallback: string | null;
}

/** One operation of the API as the reference page shows it. */
export interface ReferenceOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly ReferenceParameter[];
  /** Whether every column of the data dictionary filters it too. */
  readonly hasFilters: boolean;
  readonly responses: readonly { readonly status: string; readonly description: string; readonly types: string }[];
}

/** The operations of one tag. */
export interface ReferenceGroup {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly ReferenceOperation[];
}

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly default?: string | number | boolean | readonly (string | number)[];
  readonly items?: Schema;
}
interface Parameter {
  readonly name: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema & { readonly description?: string };
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, unknown>> }>
  >;
}
interface ApiDocument {
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> };
}

/** The document that the API serves, as it is kept; a test holds the two to each other. */
const file = 'functions/openapi.json';
const columns = new Set(dictionary.map(({ name }) => name));

/** The API's operations by tag, read off its document. Figures' files, which are all alike, are left to the figures' pages. */
export async function apiReference(): Promise<readonly ReferenceGroup[]> {
  const document = JSON.parse(await readFile(file, 'utf8')) as ApiDocument;
  const operations = Object.entries(document.paths)
    .filter(([path]) => !path.startsWith('/figures/'))
    .flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
    );
  return document.tags.map(({ name, description }) => ({
    ...{ name, description },
    operations: operations
      .filter(({ operation }) => operation.tags.includes(name))
      .map(({ path, method, operation }) => described(document, path, method, operation)),
  }));
}

function described(document: ApiDocument, path: string, method: string, operation: Operation): ReferenceOperation {
  const all = (operation.parameters ?? []).map((given) =>
    '$ref' in given ? document.components.parameters[given.$ref.split('/').at(-1)!]! : given,
  );
  const hasFilters = all.some(({ name }) => name.endsWith('__in'));
  const isFilter = ({ name }: Parameter) => hasFilters && columns.has(name.split('__')[0]!);
  return {
    ...{ id: operation.operationId, method, path, summary: operation.summary, hasFilters },
    parameters: all.filter((parameter) => !isFilter(parameter)).map(parameterOf),
    responses: Object.entries(operation.responses).map(([status, response]) => ({
      ...{ status, description: response.description, types: Object.keys(response.content ?? {}).join(', ') },
    })),
  };
}

function parameterOf({ name, required = false, description, schema }: Parameter): ReferenceParameter {
  const fallback = schema.default === undefined ? null : String(schema.default);
  const words = description ?? schema.description ?? '';
  return { name, isRequired: required, description: words, allowed: allowedBy(schema), fallback };
}

function allowedBy({ type, enum: values, minimum, exclusiveMinimum, maximum, items }: Schema): string {
  if (type === 'array' && items) return `a list of: ${allowedBy(items)}`;
  if (values) return values.map(String).join(', ');
  if (type === 'boolean') return 'true or false';
  if (type !== 'integer' && type !== 'number') return 'text';
  const kind = type === 'integer' ? 'a whole number' : 'a number';
  const from =
    exclusiveMinimum !== undefined ? ` above ${exclusiveMinimum}` : minimum !== undefined ? ` from ${minimum}` : '';
  return kind + from + (maximum === undefined ? '' : ` to ${maximum}`);
}

/** Blocks of addresses in a guide, `GET /api/…` line by line, as lists of links. */
export function linkedExamples(html: string): string {
  return html.replaceAll(/<pre[^>]*><code[^>]*>((?:GET \/[^\n<]+\n?)+)<\/code><\/pre>/g, (_, lines: string) => {
    const items = lines
      .trim()
      .split('\n')
      .map((line) => `<li><a href="${line.slice('GET '.length)}"><code>${line}</code></a></li>`);
    return `<ul class="examples">${items.join('')}</ul>`;
  });
}
