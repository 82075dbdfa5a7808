import type { z } from '@hono/zod-openapi';
import type { Column } from '../../lib/results/column.ts';
import { dictionary } from '../../lib/results/dictionary.ts';
import { documented, queryParameters, type Documented } from '../parameters.ts';
import type { RunRow } from '../../lib/results/run-row.ts';
import { filterName, operatorsOf, type Operator } from './filter.ts';
import { limits, seeds, type Limits } from './query.ts';

const jsonTypes = { text: 'string', integer: 'integer', real: 'number', float: 'number', boolean: 'boolean' } as const;

const meanings: Record<Operator, (name: string) => string> = {
  eq: (name) => `${name} equal to this.`,
  ne: (name) => `${name} other than this, or null.`,
  gt: (name) => `${name} above this.`,
  gte: (name) => `${name} at least this.`,
  lt: (name) => `${name} below this.`,
  lte: (name) => `${name} at most this.`,
  in: (name) => `${name} one of these.`,
  null: (name) => `Whether ${name} is null.`,
};

function filterParameter(column: Column, operator: Operator): Documented {
  const { name, type, values, description } = column;
  const text = operator === 'eq' ? `${meanings.eq(name)} ${description}` : meanings[operator](name);
  if (operator === 'null') return documented({ type: 'boolean', description: text });
  const value = { type: jsonTypes[type], ...(values ? { enum: [...values] } : {}) };
  return operator === 'in'
    ? documented({ type: 'array', items: value, description: text, param: { style: 'form', explode: false } })
    : documented({ ...value, description: text });
}

const columnNames = { type: 'array', items: { type: 'string' } } as const;
const list = { style: 'form', explode: false } as const;

const plain = ({ least, most, default: usual }: Limits) => ({
  limit: documented({
    type: 'integer',
    minimum: least,
    maximum: most,
    default: usual,
    description: 'Runs on a page.',
  }),
  sort: documented({
    ...columnNames,
    description: 'Columns to sort by, each with - before it to descend; nulls last, and the id after all.',
    param: list,
  }),
  fields: documented({ ...columnNames, description: 'Columns to answer with; all if not given.', param: list }),
  cursor: documented({ type: 'string', description: 'Where to go on: opaque, taken from links.next.' }),
  sample: documented({
    type: 'integer',
    minimum: least,
    maximum: most,
    description: 'So many runs at random in place of pages; the same seed draws the same runs of a release.',
  }),
  total: documented({
    type: 'boolean',
    default: false,
    description: 'Whether to count the runs on all pages: meta.total is null otherwise, unless there is one page only.',
  }),
  sampleSeed: documented({
    type: 'integer',
    minimum: seeds.least,
    maximum: seeds.most,
    default: seeds.default,
    description: 'Seed of the sample. (The seed of a network is the column seed.)',
  }),
});

/** The names of the parameters of a list of runs. */
export type RunsParameter =
  keyof ReturnType<typeof plain> | keyof RunRow | `${keyof RunRow}__${Exclude<Operator, 'eq'>}`;

const filterParameters = Object.fromEntries(
  dictionary.flatMap((column) =>
    operatorsOf(column).map((operator) => [filterName(column.name, operator), filterParameter(column, operator)]),
  ),
);

/** The parameters that filter runs, made from the data dictionary. */
export const filtersOfRuns: Readonly<Record<string, Documented>> = filterParameters;

/** Every parameter of a list of runs whose pages may be that long. */
export const runsParametersOf = (allowed: Limits) =>
  queryParameters({ ...plain(allowed), ...filterParameters }) as unknown as z.ZodObject<
    Record<RunsParameter, Documented>
  >;

/** Every parameter of a list of runs. */
export const runsParameters = runsParametersOf(limits);
