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

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
}

const document: Document = await (await ask('/api/v1/openapi.json')).json();
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
  const response = await ask(path, init);
  const template = templateOf(path);
  const described = document.paths[template]!.get.responses[response.status];
  expect(described, `${template} answers ${response.status}, which its document does not say`).toBeDefined();
  if (!described?.content) return { response, body: null };
  const type = response.headers.get('Content-Type')!.split(';')[0]!;
  expect(Object.keys(described.content)).toContain(type);
  if (!type.endsWith('json')) return { response, body: new Uint8Array(await response.arrayBuffer()) };
  const body: unknown = await response.json();
  const validate = validatorOf(template, response.status, type);
  expect(validate(body), `${path}: ${ajv.errorsText(validate.errors)}`).toBe(true);
  return { response, body };
}

function validatorOf(template: string, status: number, type: string): ValidateFunction {
  const parts = ['paths', template, 'get', 'responses', String(status), 'content', type, 'schema'];
  const pointer = parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  const reference = `openapi.json#/${pointer}`;
  let validate = validators.get(reference);
  if (!validate) validators.set(reference, (validate = ajv.compile({ $ref: reference })));
  return validate;
}

/** The body of an address that must succeed, in JSON of this shape. */
export async function read<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
  const { response, body } = await askDocumented(path);
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
export async function readProblem(path: string, status: number): Promise<z.output<typeof problemSchema>> {
  const { response, body } = await askDocumented(path);
  expect(response.status, path).toBe(status);
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  return problemSchema.parse(body);
}
