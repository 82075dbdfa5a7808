import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { experimentOf } from '../experiments/any.ts';
import { allExperiments, type AnyExperimentId } from '../experiments/index.ts';
import { columnOf } from './column.ts';
import { dictionary } from './dictionary.ts';
import { runRow } from './run-row.ts';
import { runTables } from './tables.ts';
import { experimentIds, released, smallRecord } from './testing/runs.ts';

const column = (name: string) => dictionary.find((c) => c.name === name)!;

describe('dictionary', () => {
  it('describes every column, says what it means that one is empty, and knows the experiments that have it', () => {
    const all = [...dictionary, ...Object.values(runTables).flatMap(({ columns }) => columns)];
    for (const { name, description, nullable, missing, experiments, since } of all) {
      expect(description, name).toMatch(/^\S.*[.!]$/s);
      expect(missing !== null, `${name} is nullable: ${nullable}; missing: ${missing}`).toBe(nullable);
      expect(experiments.length, name).toBeGreaterThan(0);
      expect(since, name).toBeGreaterThan(0);
    }
  });

  it('reads types, roles, bounds and nullability off the schemas of the experiments', () => {
    expect(column('gain')).toMatchObject({ type: 'real', role: 'parameter', nullable: false, range: { maximum: 10 } });
    expect(column('layer')).toMatchObject({ type: 'integer', role: 'parameter', nullable: true });
    expect(column('layer').experiments).not.toContain('depth');
    expect(column('etaH')).toMatchObject({ type: 'real', role: 'outcome', nullable: true, unit: '1/step' });
    expect(column('etaH').experiments).toEqual(['two-points', 'mnist']);
    expect(column('physical')).toMatchObject({ type: 'boolean', role: 'outcome' });
    expect(column('status').values).toEqual(['converged', 'unfinished', 'diverged']);
    expect(column('doubledDy').experiments).toEqual(['alternatives']);
  });

  it('has every column of every experiment, once', () => {
    expect(new Set(dictionary.map((c) => c.name)).size).toBe(dictionary.length);
    for (const id of Object.keys(allExperiments) as AnyExperimentId[]) {
      const { shape, outcomeShape } = experimentOf(id);
      for (const name of Object.keys({ ...shape, ...outcomeShape }))
        expect(column(name), `${id}.${name}`).toBeDefined();
    }
  });

  it('has numbers of one name that mean one thing: outcomes are described alike wherever they are', () => {
    for (const id of experimentIds) {
      for (const [name, field] of Object.entries(experimentOf(id).outcomeShape)) {
        const { role, description, unit, symbol } = column(name);
        if (role !== 'outcome') continue;
        const own = columnOf(name, field as z.ZodType, { role, experiments: [id] });
        expect({ description: own.description, unit: own.unit, symbol: own.symbol }, `${id}.${name}`).toEqual({
          ...{ description, unit, symbol },
        });
      }
    }
  });

  it('refuses a field without a description, and one that no table can store', () => {
    const where = { role: 'outcome', experiments: [] } as const;
    expect(() => columnOf('a', z.number(), where)).toThrow('Column a has no description.');
    expect(() => columnOf('a', z.date().meta({ description: 'A.' }), where)).toThrow('Column a has no storage type');
  });
});

describe('runRow', () => {
  it.each(experimentIds)(
    'has a number in each column of %s, or null where that is allowed, and null in all others',
    async (id) => {
      const { row } = released(await smallRecord(id));
      expect(Object.keys(row)).toEqual(dictionary.map(({ name }) => name));
      for (const { name, experiments } of dictionary) {
        if (!experiments.includes(id)) expect(row[name as keyof typeof row], name).toBeNull();
      }
      for (const name of Object.keys(experimentOf(id).shape))
        expect(row[name as keyof typeof row], name).not.toBeNull();
    },
  );

  it('refuses a number out of its range, and a column of another experiment', async () => {
    const record = await smallRecord('xor');
    const experiment = experimentOf('xor');
    const outcome = experiment.summarise(record, experiment.compare(record));
    const where = { sweep: 's', group: 'g' };
    expect(() => runRow(record, { ...outcome, lossFinal: NaN }, where)).toThrow('lossFinal');
    expect(() => runRow(record, { ...outcome, lossFinal: -1 }, where)).toThrow('lossFinal');
    expect(() => runRow(record, { ...outcome, etaH: 1 }, where)).toThrow('etaH');
  });
});
