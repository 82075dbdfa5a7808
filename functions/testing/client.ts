import { env, exports } from 'cloudflare:workers';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { z } from 'zod';
import { problemSchema } from '../problems/problem.ts';
import { seeded } from './setup.ts';

export { seeded };

/** Asks the Worker. */
export const ask = (path: string, init?: RequestInit) => exports.default.fetch(`https://example.org${path}`, init);

/** What the Worker runs with; for tests that change it. */
export const bindings = env;

/** A parameter as the document has it. */
export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly required?: boolean;
  readonly schema: {
    readonly type?: string;
    readonly enum?: readonly (string | number)[];
    readonly minimum?: number;
    readonly maximum?: number;
    readonly items?: Parameter['schema'];
  };
}
interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}
/** Methods that operations have; any other is held to what its address documents. */
export type Method = 'get' | 'post';
interface Document {
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> };
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<Method, Operation>>>>>;
}

/** The document of the API. */
export const document: Document = await (await ask('/api/v1/openapi.json')).json();
/** The parameters of an operation, those that it shares with others included. */
export const parametersOf = ({ parameters = [] }: Operation): Parameter[] =>
  parameters.map((given) =>
    '$ref' in given ? document.components.parameters[given.$ref.slice(given.$ref.lastIndexOf('/') + 1)]! : given,
  );

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(document, 'openapi.json');
const validators = new Map<string, ValidateFunction>();

const escaped = (text: string) => text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);

/** The documented path that a request is of, the most literal one. */
function templateOf(path: string): string {
  const { pathname } = new URL(path, 'https://example.org');
  const fitting = Object.keys(document.paths).filter((template) =>
    new RegExp(`^${escaped(template).replaceAll(/\{[^}]+\}/g, '[^/@]+')}$`).test(pathname),
  );
  fitting.sort((a, b) => a.split('{').length - b.split('{').length);
  const template = fitting[0];
  if (template === undefined) throw new Error(`${path} is not documented.`);
  return template;
}

/** What a documented address answers, with its body: JSON, the bytes of anything else, or null. */
interface Answer {
  readonly response: Response;
  readonly body: unknown;
}

/** Asks, and holds the answer to the document of the API: status, media type and body. */
export async function askDocumented(path: string, init?: RequestInit): Promise<Answer> {
  return holdToDocument(path, await ask(path, init), init?.method === 'POST' ? 'post' : 'get');
}

/** Holds an answer to the document of the API. */
export async function holdToDocument(path: string, response: Response, method: Method): Promise<Answer> {
  const template = templateOf(path);
  const described = document.paths[template]![method]?.responses[response.status];
  expect(described, `${template} answers ${response.status}, which its document does not say`).toBeDefined();
  if (!described?.content) return { response, body: null };
  const type = response.headers.get('Content-Type')!.split(';')[0]!;
  expect(Object.keys(described.content)).toContain(type);
  if (type !== 'application/json' && !type.endsWith('+json'))
    return { response, body: new Uint8Array(await response.arrayBuffer()) };
  const body: unknown = await response.json();
  const validate = validatorOf(template, method, response.status, type);
  expect(validate(body), `${path}: ${ajv.errorsText(validate.errors)}`).toBe(true);
  return { response, body };
}

function validatorOf(template: string, method: Method, status: number, type: string): ValidateFunction {
  const parts = ['paths', template, method, 'responses', String(status), 'content', type, 'schema'];
  const pointer = parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  const reference = `openapi.json#/${pointer}`;
  let validate = validators.get(reference);
  if (!validate) validators.set(reference, (validate = ajv.compile({ $ref: reference })));
  return validate;
}

/** The body of an address that must succeed, in JSON of this shape. */
export async function read<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  init?: RequestInit,
): Promise<z.output<Schema>> {
  const { response, body } = await askDocumented(path, init);
  expect(response.status, JSON.stringify(body)).toBe(200);
  return schema.parse(body);
}

/** The bytes of an address that must succeed, in anything but JSON. */
export async function readBytes(path: string): Promise<Uint8Array> {
  const { response, body } = await askDocumented(path);
  expect(response.status).toBe(200);
  return body as Uint8Array;
}

/** The text of an address that must succeed, in anything but JSON. */
export const readText = async (path: string) => new TextDecoder().decode(await readBytes(path));

/** The problem that an address answers with. */
export async function readProblem(
  path: string,
  status: number,
  init?: RequestInit,
): Promise<z.output<typeof problemSchema>> {
  const { response, body } = await askDocumented(path, init);
  expect(response.status, path).toBe(status);
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  return problemSchema.parse(body);
}
