import { z } from 'zod';
import { formatQuery, parseQuery } from '../../lib/results/query.ts';

const largest = 1e9;
const positive = (description: string) => z.number().positive().max(largest).meta({ description });

/** What decides a solution of the theory: lib/theory/README.md, "Equations". */
export const problemShape = {
  etaH: positive('Effective learning rate of the encoder, 1/step.'),
  etaY: positive('Effective learning rate of the decoder, 1/step.'),
  dx2: z.number().positive().max(largest).default(1).meta({ description: 'Squared distance of the two inputs.' }),
  dy2: z.number().min(0).max(largest).default(0.5).meta({ description: 'Squared distance of the two targets.' }),
  h0: positive('Squared distance of the two representations at step 0.'),
  y0: z.number().min(0).max(largest).meta({ description: 'Squared distance of the two predictions at step 0.' }),
  w0: z.number().min(-largest).max(largest).meta({
    description:
      'y0 less the product of the difference of the targets with that of the predictions; |y0 - w0| is at most sqrt(y0 dy2).',
  }),
};

/** The parameters of curves. */
export const curvesShape = {
  ...problemShape,
  until: positive('The last step.'),
  points: z
    .int()
    .min(2)
    .max(2000)
    .default(200)
    .meta({ description: 'Steps to answer with, evenly spaced, the first 0 and the last `until`.' }),
};

/** The parameters of a phase plane. What is left out follows from the rest. */
export const fieldShape = {
  ...problemShape,
  count: z.int().min(2).max(60).default(21).meta({ description: 'Places along each axis.' }),
  hTo: positive(
    'The largest h; half as much again as the start or the end, whichever is larger, if not given.',
  ).optional(),
  cFrom: z
    .number()
    .min(-largest)
    .max(largest)
    .optional()
    .meta({ description: 'The least c = y - w; -dy2/4 if not given.' }),
  cTo: z.number().min(-largest).max(largest).optional().meta({ description: 'The largest c; 5 dy2/4 if not given.' }),
};

export type CurvesParameters = z.output<z.ZodObject<typeof curvesShape>>;
export type FieldParameters = z.output<z.ZodObject<typeof fieldShape>>;

/** What an address asks for, and the query that all spellings of it share. */
interface Asked<Value> {
  readonly asked: Value;
  readonly query: string;
}

function reader<Shape extends z.ZodRawShape>(shape: Shape) {
  const schema = z.strictObject(shape);
  const defaults = Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [name, (field as z.ZodType).safeParse(undefined).data]),
  );
  return (query: URLSearchParams): Asked<z.output<z.ZodObject<Shape>>> => {
    const asked = parseQuery(query, shape, schema) as z.output<z.ZodObject<Shape>>;
    return { asked, query: formatQuery(asked, defaults) };
  };
}

/** @throws QueryError naming everything that is wrong with the query. */
export const readCurvesQuery = reader(curvesShape);
/** @throws QueryError naming everything that is wrong with the query. */
export const readFieldQuery = reader(fieldShape);
