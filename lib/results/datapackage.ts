import type { Column, ColumnType } from './column.ts';
import type { ReleaseManifest } from './manifest.ts';

/** Types of Table Schema. */
const types = {
  text: 'string',
  integer: 'integer',
  real: 'number',
  float: 'number',
  boolean: 'boolean',
} as const satisfies Record<ColumnType, string>;

/** A column as Table Schema describes it; what that has no word for stands under our own. */
function fieldOf({ name, type, description, nullable, values, range, missing, ...column }: Column) {
  const { minimum, exclusiveMinimum, maximum } = range ?? {};
  const constraints = {
    ...(!nullable && { required: true }),
    ...(values && { enum: [...values] }),
    ...(typeof minimum === 'number' && { minimum }),
    ...(typeof exclusiveMinimum === 'number' && { exclusiveMinimum }),
    ...(typeof maximum === 'number' && { maximum }),
  };
  const { unit, symbol, formula, source, experiments, since } = column;
  const words = { unit, symbol, formula, source, missing };
  return {
    ...{ name, type: types[type], description },
    ...(Object.keys(constraints).length > 0 && { constraints }),
    ...Object.fromEntries(Object.entries(words).filter(([, text]) => text !== null)),
    ...{ experiments, since },
  };
}

/**
 * `datapackage.json` of a release: a Data Package (Frictionless, version 2 of the standard, valid by version 1 too), from
 * its manifest alone.
 */
export function dataPackage(manifest: ReleaseManifest): Record<string, unknown> {
  const { release, date, title, citation, files, dictionary, tables } = manifest;
  const described = new Map([
    ['runs', { description: 'One row for each run.', key: ['id'], columns: dictionary }],
    ...tables.map(({ name, ...table }) => [name, table] as const),
  ]);
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    profile: 'data-package',
    name: `representations-align-${release}`,
    id: release,
    title,
    description: `Release ${release}. ${citation}`,
    version: release,
    created: `${date}T00:00:00Z`,
    licenses: [
      {
        name: 'CC-BY-4.0',
        title: 'Creative Commons Attribution 4.0 International',
        path: 'https://creativecommons.org/licenses/by/4.0/',
      },
    ],
    sources: [
      {
        title: 'van Rossem & Saxe, When Representations Align (ICML 2024): the theory that the runs are compared with',
        path: 'https://proceedings.mlr.press/v235/van-rossem24a.html',
      },
    ],
    resources: files.map(({ name, table, mediaType, bytes, sha256 }) => {
      const { description, key, columns } = described.get(table)!;
      const [, format] = name.split('.');
      const isCsv = format === 'csv';
      return {
        // Names of resources are unique; the table of runs comes in two forms.
        name: isCsv ? `${table}-csv` : table,
        type: 'table',
        profile: isCsv ? 'tabular-data-resource' : 'data-resource',
        path: name,
        format,
        mediatype: mediaType.split(';')[0],
        ...(isCsv && { encoding: 'utf-8' }),
        description,
        bytes,
        hash: `sha256:${sha256}`,
        schema: {
          fields: columns.map(fieldOf),
          missingValues: [''],
          primaryKey: [...key],
          ...(table !== 'runs' && {
            foreignKeys: [{ fields: ['id'], reference: { resource: 'runs', fields: ['id'] } }],
          }),
        },
      };
    }),
  };
}
