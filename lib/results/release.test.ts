import { csvParse } from 'd3-dsv';
import { describe, expect, it } from 'vitest';
import { dictionary } from './dictionary.ts';
import { readParquet } from './parquet.ts';
import { makeRelease, readRelease } from './release.ts';
import type { ReleasedRun } from './released-run.ts';
import { columnsOf } from './run-tables.ts';
import { rowCount, tableNames } from './tables.ts';
import { about, experimentIds, released, smallRecord } from './testing/runs.ts';

const runs = [
  ...(await Promise.all(experimentIds.map(async (id) => released(await smallRecord(id))))),
  released(await smallRecord('two-points', { seed: 4294967295, activation: 'tanh' }), { keep: 20 }),
  released(await smallRecord('two-points', { lr: 10, gain: 3 })),
  released(await smallRecord('two-points', { depth: 32, gain: 10, width: 512, steps: 2 })),
];
const [first] = runs as [ReleasedRun];
const byId = (a: ReleasedRun, b: ReleasedRun) => (a.row.id < b.row.id ? -1 : 1);
const sorted = [...runs].sort(byId);
const { manifest, files } = makeRelease(runs, about);

describe('makeRelease', () => {
  it('gives back every run as it was, of every experiment, diverged ones too', async () => {
    expect(runs.map(({ row }) => row.status)).toContain('diverged');
    expect(runs.map(({ row }) => row.divergedAt)).toContain(0);
    const withRows = sorted.map(({ row, tables }) => {
      // A run that diverged at once was never seen.
      const there = Object.entries(tables).filter(([, columns]) => rowCount(columns) > 0);
      return { row, tables: Object.fromEntries(there) };
    });
    expect(await readRelease({ manifest, files })).toEqual(withRows);
  });

  it('has every cell of every table in Parquet, and of the runs in CSV too, as it went in', async () => {
    const table = await readParquet(dictionary, files.get('runs.parquet')!);
    const lines = csvParse(new TextDecoder().decode(files.get('runs.csv')));
    expect(lines.columns).toEqual(dictionary.map(({ name }) => name));
    expect(lines).toHaveLength(runs.length);
    sorted.forEach(({ row }, n) => {
      for (const { name, type } of dictionary) {
        const cell = row[name as keyof typeof row];
        expect(table[name]![n], name).toBe(cell);
        const text = lines[n]![name]!;
        const read = text === '' ? null : type === 'text' ? text : type === 'boolean' ? text === 'true' : Number(text);
        expect(read, name).toBe(cell);
      }
    });
    for (const name of tableNames) {
      const read = await readParquet(columnsOf(name), files.get(`${name}.parquet`)!);
      let at = 0;
      for (const { row, tables } of sorted) {
        const own = tables[name];
        if (!own) continue;
        for (let n = 0; n < rowCount(own); n++, at++) {
          expect(read.id![at]).toBe(row.id);
          for (const [column, cells] of Object.entries(own))
            expect(read[column]![at], `${name}.${column}`).toBe(cells[n]);
        }
      }
      expect(read.id).toHaveLength(at);
      expect(manifest.files.find(({ table }) => table === name)!.rows).toBe(at);
      expect(at, name).toBeGreaterThan(0);
    }
  });

  it('has an id that depends on the runs alone, not on their order or the day', () => {
    const { release } = manifest;
    expect(makeRelease([...runs].reverse(), { ...about, date: '2030-12-31' }).manifest.release).toBe(release);
    expect(makeRelease(runs.slice(1), about).manifest.release).not.toBe(release);
  });

  it('says how to cite it, what it was planned by and what ran it', () => {
    expect(manifest.citation).toBe(`Someone (2026). Something: data, release ${manifest.release}. CC BY 4.0.`);
    expect(manifest.sweeps).toEqual([{ ...about.sweeps[0], runs: runs.length }]);
    expect(manifest.engines).toEqual([{ id: 'kernel', version: first.row.engineVersion, runs: runs.length }]);
  });

  it('leaves out tables that no run is in', () => {
    const small = makeRelease([first], about);
    expect([...small.files.keys()]).toEqual(['runs.csv', 'runs.parquet', 'trajectories.parquet']);
    expect(small.manifest.tables.map(({ name }) => name)).toEqual(['trajectories']);
  });

  it('refuses no runs and one run twice', () => {
    expect(() => makeRelease([], about)).toThrow('0 were given');
    expect(() => makeRelease([first, first], about)).toThrow(`Run ${first.row.id} was given twice`);
  });
});

describe('readRelease', () => {
  it('refuses a file that is missing or has other bytes, and a release of another form', async () => {
    const without = new Map(files);
    without.delete('runs.parquet');
    await expect(readRelease({ manifest, files: without })).rejects.toThrow('lacks its file runs.parquet');
    const bytes = Uint8Array.from(files.get('trajectories.parquet')!);
    bytes[100]! ^= 1;
    const damaged = new Map(files).set('trajectories.parquet', bytes);
    await expect(readRelease({ manifest, files: damaged })).rejects.toThrow('SHA-256');
    await expect(readRelease({ manifest: { ...manifest, schema: 99 }, files })).rejects.toThrow('is of form 99');
  });
});
