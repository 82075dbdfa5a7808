import fc from 'fast-check';
import { document, parametersOf, seeded, type Parameter } from './client.ts';

/* Requests made from the document of the API: sound, unsound and hostile ones. */

/** What somebody would write who wants to break out of a value, or the server. */
export const nasty = fc.constantFrom(
  ...["' OR 1=1 --", '"; DROP TABLE runs; --', '%', '_', '?1', "x'00'", 'NULL', '1);--', '/*', 'id/**/', '"id"'],
  ...['"><script>alert(1)</script>', '../../etc/passwd', '%00', '\u0000', '{{7*7}}', '__proto__', 'constructor'],
  ...['9'.repeat(400), '1e309', '-0', 'NaN', 'Infinity', '0x10', '1_000', '١', '', ' ', ',', ',,', 'a,'.repeat(200)],
);
const noise = fc.oneof(nasty, fc.string({ maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 12 }));

/** Values that a schema allows, mostly. */
function sound(
  { type, enum: values, minimum = 0, maximum, items }: Parameter['schema'],
  name: string,
): fc.Arbitrary<string> {
  if (name === 'cursor') return fc.constantFrom('x', 'bnVsbA', 'WyJhIiwiYiIsW11d', 'W10');
  if (['fields', 'sort', 'group_by', 'of'].includes(name)) {
    const columns = ['id', 'gain', 'seed', 'etaH', 'activation', 'r2', 'physical', 'divergedAt', 'status'];
    const column = fc.tuple(fc.constantFrom('', name === 'sort' ? '-' : ''), fc.constantFrom(...columns));
    return fc.array(column, { minLength: 1, maxLength: 3 }).map((all) => all.map((parts) => parts.join('')).join(','));
  }
  if (type === 'array' && items)
    return fc.array(sound(items, ''), { minLength: 1, maxLength: 3 }).map((all) => all.join(','));
  if (values && values.length > 0) return fc.constantFrom(...values.map(String));
  if (type === 'boolean') return fc.constantFrom('true', 'false');
  if (type === 'integer') {
    const most = Math.min(maximum ?? 60, minimum + 60);
    return fc.integer({ min: minimum, max: most }).map(String);
  }
  if (type === 'number') {
    const some = fc.double({ min: minimum, max: Math.min(maximum ?? 10, 10), noNaN: true, noDefaultInfinity: true });
    return fc.oneof(fc.constantFrom('0.6', '0.9', '1.2', '1', '.5', '1e0'), some.map(String));
  }
  return fc.constantFrom('tanh', 'relu', 'xor', 'two-points', 'test', 'first-look', 'kernel');
}

/** A request for an address. */
export interface Asked {
  readonly template: string;
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
}

/** The address of a request. */
export const addressOf = ({ path, query }: Asked, parameters = query): string =>
  parameters.length === 0 ? path : `${path}?${new URLSearchParams(parameters.map(([a, b]) => [a, b])).toString()}`;

const runs = seeded.runs.latest.map(({ row }) => row.id);
const pathValues: Readonly<Record<string, readonly string[]>> = {
  release: [seeded.latest.manifest.release, seeded.older.manifest.release],
  id: runs,
  kind: ['internal', 'not-found'],
};

function pathOf(template: string): fc.Arbitrary<string> {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  if (names.length === 0) return fc.constant(template);
  const values = names.map((name) =>
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...(pathValues[name] ?? ['x'])) },
      { weight: 1, arbitrary: noise.map(encodeURIComponent) },
    ),
  );
  return fc
    .tuple(...values)
    .map((own) => names.reduce((path, name, n) => path.replace(`{${name}}`, () => own[n]!), template));
}

/** The operations of the API that are read. Figures have a test of their own, files need a build. */
const templates = Object.keys(document.paths).filter(
  (template) => template.startsWith('/api/v1/') && document.paths[template]!.get !== undefined,
);

type Pair = readonly [name: string, value: string];

/** Queries of an address: a quarter as they are meant, the others with something in them that may be wrong. */
function queryOf(template: string): fc.Arbitrary<Asked['query']> {
  const parameters = parametersOf(document.paths[template]!.get!).filter((parameter) => parameter.in === 'query');
  const meant = ({ name, schema }: Parameter): fc.Arbitrary<Pair> => fc.tuple(fc.constant(name), sound(schema, name));
  const needed = fc.tuple(...parameters.filter(({ required }) => required === true).map(meant));
  const some = parameters.length === 0 ? [] : [fc.constantFrom(...parameters).chain(meant)];
  const query = fc
    .tuple(needed, ...some.map((one) => fc.array(one, { maxLength: 3 })))
    .map(([first, rest = []]): Pair[] => [...first, ...rest]);
  const names = parameters.map(({ name }) => name);
  const strange: fc.Arbitrary<Pair> = fc.oneof(
    fc.tuple(noise, noise),
    ...(names.length > 0 ? [fc.tuple(fc.constantFrom(...names), noise)] : []),
  );
  const spoilt = fc
    .tuple(query, strange, fc.nat())
    .map(([pairs, pair, at]) => pairs.toSpliced(at % (pairs.length + 1), 0, pair));
  return fc.oneof({ weight: 1, arbitrary: query }, { weight: 3, arbitrary: spoilt });
}

/** Any request to be read. */
export const anyRequest: fc.Arbitrary<Asked> = fc
  .constantFrom(...templates)
  .chain((template) =>
    fc.record({ template: fc.constant(template), path: pathOf(template), query: queryOf(template) }),
  );
