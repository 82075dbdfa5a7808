import { Ajv, type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { csvParse } from 'd3-dsv';
import { describe, expect, it } from 'vitest';
import { dataPackage } from '../../lib/results/datapackage.ts';
import { readme } from '../../lib/results/readme.ts';
import { makeRelease } from '../../lib/results/release.ts';
import { about, experimentIds, released, smallRecord } from '../../lib/results/testing/runs.ts';

const runs = await Promise.all(experimentIds.map(async (id) => released(await smallRecord(id))));
const { manifest, files } = makeRelease(runs, about);

/** A published rule of the standard. */
function rule(name: string): ValidateFunction {
  const text = readFileSync(new URL(`../support/frictionless/${name}.json`, import.meta.url), 'utf8');
  return new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(JSON.parse(text) as object);
}

interface Field {
  readonly name: string;
  readonly type: string;
  readonly constraints?: {
    readonly required?: boolean;
    readonly enum?: readonly string[];
    readonly minimum?: number;
    readonly exclusiveMinimum?: number;
    readonly maximum?: number;
  };
}
interface Resource {
  readonly name: string;
  readonly path: string;
  readonly profile: string;
  readonly bytes: number;
  readonly hash: string;
  readonly schema: { readonly fields: readonly Field[]; readonly primaryKey: readonly string[] };
}
const descriptor = JSON.parse(JSON.stringify(dataPackage(manifest))) as { readonly resources: readonly Resource[] };

describe('datapackage.json', () => {
  it('keeps the rules of a Data Package, and each table those of its profile', () => {
    const isPackage = rule('data-package');
    expect(isPackage(descriptor), JSON.stringify(isPackage.errors)).toBe(true);
    const isTable = rule('tabular-data-resource');
    for (const resource of descriptor.resources) {
      const asTable = { ...resource, profile: 'tabular-data-resource' };
      expect(isTable(asTable), `${resource.name}: ${JSON.stringify(isTable.errors)}`).toBe(true);
    }
  });

  it('would be refused if a name, a type or a hash were none', () => {
    const [resource] = descriptor.resources as [Resource];
    expect(rule('data-package')({ ...descriptor, resources: [{ ...resource, name: 'Runs!' }] })).toBe(false);
    expect(rule('data-package')({ ...descriptor, resources: [{ ...resource, hash: 'sha256:xyz' }] })).toBe(false);
    const fields = [{ name: 'id', type: 'float' }];
    const wrong = { ...resource, profile: 'tabular-data-resource', schema: { fields } };
    expect(rule('tabular-data-resource')(wrong)).toBe(false);
  });

  it('names every file of the release, with its size and hash', () => {
    const named = descriptor.resources.map(({ path, bytes, hash }) => ({ name: path, bytes, sha256: hash.slice(7) }));
    expect(named).toEqual(manifest.files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })));
    expect(new Set(descriptor.resources.map(({ name }) => name)).size).toBe(named.length);
  });

  it('says of every cell of the table of runs what it is', () => {
    const { schema } = descriptor.resources.find(({ path }) => path === 'runs.csv')!;
    const lines = csvParse(new TextDecoder().decode(files.get('runs.csv')));
    expect(lines.columns).toEqual(schema.fields.map(({ name }) => name));
    for (const line of lines) {
      for (const { name, type, constraints = {} } of schema.fields) {
        const cell = line[name]!;
        if (cell === '') {
          expect(constraints.required, name).toBeUndefined();
          continue;
        }
        if (type === 'boolean') expect(['true', 'false']).toContain(cell);
        if (constraints.enum) expect(constraints.enum).toContain(cell);
        if (type !== 'number' && type !== 'integer') continue;
        const value = Number(cell);
        expect(type === 'number' ? Number.isFinite(value) : Number.isInteger(value), `${name}: ${cell}`).toBe(true);
        expect(value).toBeGreaterThanOrEqual(constraints.minimum ?? -Infinity);
        expect(value).toBeGreaterThan(constraints.exclusiveMinimum ?? -Infinity);
        expect(value).toBeLessThanOrEqual(constraints.maximum ?? Infinity);
      }
    }
  });
});

describe('README.md', () => {
  const text = readme(manifest);

  it('describes every file, every table and every column', () => {
    for (const { name } of manifest.files) expect(text).toContain(`| \`${name}\` |`);
    const tables = [{ name: 'runs', columns: manifest.dictionary }, ...manifest.tables];
    for (const { name, columns } of tables) {
      const section = text.split(`## Columns of ${name}\n`)[1]!.split('\n## ')[0]!;
      const rows = section.split('\n').filter((line) => line.startsWith('| `'));
      expect(rows.map((line) => /^\| `([^`]+)`/.exec(line)![1])).toEqual(columns.map((column) => column.name));
      // No bar of a formula may end a cell.
      for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(8);
    }
  });

  it('says how to cite the release and by which sweeps it was made', () => {
    expect(text).toContain(manifest.citation);
    for (const { file, sha256 } of manifest.sweeps) expect(text).toContain(`| \`${file}\` | \`${sha256}\` |`);
  });
});
