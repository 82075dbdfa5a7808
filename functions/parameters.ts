import { z } from '@hono/zod-openapi';

/** A parameter's schema as OpenAPI says it, without what it is called. */
type Described = z.ZodType['openapi'] extends {
  (metadata: infer Metadata): unknown;
  (name: string, metadata?: never): unknown;
}
  ? Metadata
  : never;

/**
 * A parameter for the document and for typed clients. It accepts any text: our own readers are the only ones, because they
 * refuse with every issue at once.
 */
export const documented = (description: Described) => z.custom<string>().openapi(description).optional();
export type Documented = ReturnType<typeof documented>;

/**
 * The parameters of an address, for the document and for typed clients only: nothing is looked up in them when a request
 * comes. Lists have hundreds, and our own readers look at those that are given.
 */
export function queryParameters<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> {
  const safeParseAsync = (data: unknown) => Promise.resolve({ success: true, data });
  return Object.assign(z.object(shape), { safeParseAsync });
}

/** The parameters of a shape. */
export function documentedFields<Name extends string>(
  shape: Readonly<Record<Name, unknown>>,
): z.ZodObject<Record<Name, Documented>> {
  const fields = Object.entries(shape).map(([name, given]) => {
    const field = given as z.ZodType;
    const schema = z.toJSONSchema(field, { io: 'input' });
    delete schema.$schema;
    const required = !field.safeParse(undefined).success;
    return [name, documented({ ...schema, param: { required } } as Described)] as const;
  });
  return queryParameters(Object.fromEntries(fields)) as z.ZodObject<Record<Name, Documented>>;
}

/** The parameters of a figure: those of a shape, and the version of its state. */
export function documentedShape(shape: z.ZodRawShape, stateVersion: number): z.ZodObject<Record<string, Documented>> {
  const v = documented({
    type: 'integer',
    enum: [stateVersion],
    description: 'Version of the parameters that the address is written for; another one is refused.',
  });
  return queryParameters({ ...documentedFields(shape).shape, v });
}
