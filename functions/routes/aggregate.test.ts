import { csvParse } from 'd3-dsv';
import { describe, expect, it } from 'vitest';
import type { RunRow } from '../../lib/results/run-row.ts';
import { read, readProblem, readText, seeded } from '../testing/client.ts';
import { aggregateBody } from './aggregate.ts';

const rows: readonly RunRow[] = seeded.runs.latest.map(({ row }) => row);

/** Type 7 of Hyndman and Fan, as R and NumPy have it. */
function quantile(sorted: readonly number[], share: number): number {
  const rank = share * (sorted.length - 1);
  const below = Math.floor(rank);
  return sorted[below]! + (rank - below) * ((sorted[below + 1] ?? sorted[below]!) - sorted[below]!);
}

function summaryOf(values: readonly number[], shares: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  return {
    n: values.length,
    mean,
    sd,
    minimum: sorted[0],
    maximum: sorted.at(-1),
    of: shares.map((p) => quantile(sorted, p)),
  };
}

describe('groups of runs', () => {
  it('have the numbers that the rows have, computed by the database', async () => {
    const shares = [0, 0.1, 0.5, 0.9, 1];
    const address = `/api/v1/aggregate?group_by=activation,gain&of=etaH,seed&quantiles=${shares.join(',')}`;
    const { data, meta } = await read(address, aggregateBody);
    const groups = Map.groupBy(rows, ({ activation, gain }) => JSON.stringify({ activation, gain }));
    expect(data.map(({ group }) => JSON.stringify(group)).sort()).toEqual([...groups.keys()].sort());
    expect(meta).toMatchObject({ groups: groups.size, count: rows.length });
    let checked = 0;
    for (const { group, count, columns } of data) {
      const own = groups.get(JSON.stringify(group))!;
      expect(count).toBe(own.length);
      for (const name of ['etaH', 'seed'] as const) {
        const values = own.map((row) => row[name]).filter((value) => value !== null);
        const { n, mean, sd, minimum, maximum, quantiles } = columns[name]!;
        expect(n).toBe(values.length);
        if (n === 0)
          expect([mean, sd, minimum, maximum, ...Object.values(quantiles)].every((v) => v === null)).toBe(true);
        if (n < 2) continue;
        const expected = summaryOf(values, shares);
        expect([minimum, maximum]).toEqual([expected.minimum, expected.maximum]);
        expect(mean! / expected.mean).toBeCloseTo(1, 12);
        expect(sd).toBeCloseTo(expected.sd, 12);
        for (const [at, share] of shares.entries())
          expect(quantiles[String(share)]! / expected.of[at]!).toBeCloseTo(1, 12);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(8);
  });

  it('without a column to group by are one, and none where no run is left', async () => {
    const { data } = await read('/api/v1/aggregate?experiment=two-points', aggregateBody);
    const count = rows.filter(({ experiment }) => experiment === 'two-points').length;
    expect(data).toEqual([{ group: {}, count, columns: {} }]);
    const nothing = await read('/api/v1/aggregate?gain__gt=100&of=etaH', aggregateBody);
    expect(nothing.data).toMatchObject([{ count: 0, columns: { etaH: { n: 0, mean: null, sd: null } } }]);
    expect((await read('/api/v1/aggregate?gain__gt=100&group_by=gain', aggregateBody)).data).toEqual([]);
  });

  it('are in the order of their values, with booleans and nulls as they are', async () => {
    const { data } = await read('/api/v1/aggregate?group_by=physical', aggregateBody);
    const values = data.map(({ group }) => group.physical);
    expect(values).toEqual([false, true, null].filter((value) => rows.some(({ physical }) => physical === value)));
  });

  it('have the same numbers as CSV', async () => {
    const { data, links } = await read('/api/v1/aggregate?group_by=activation&of=gain', aggregateBody);
    const csv = csvParse(await readText(links.csv!));
    expect(csv.columns.slice(0, 4)).toEqual(['activation', 'count', 'gain__n', 'gain__mean']);
    expect(csv.map((row) => Number(row['gain__q0.5']))).toEqual(
      data.map(({ columns }) => columns.gain!.quantiles['0.5']),
    );
  });

  it('refuse what makes no sense, each by its name', async () => {
    const bad = '/api/v1/aggregate?group_by=nonsense&of=activation&quantiles=0.5,2&gain__gte=x&limit=3';
    const { errors } = await readProblem(bad, 400);
    expect(errors?.map(({ parameter }) => parameter).sort()).toEqual([
      'gain__gte',
      'group_by',
      'limit',
      'of',
      'quantiles',
    ]);
    expect((await readProblem('/api/v1/aggregate?of=seed,seed', 400)).errors![0]!.detail).toContain('twice');
    const many = 'etaH,etaY,r2,gain,lr,seed,width,depth,steps';
    expect((await readProblem(`/api/v1/aggregate?of=${many}`, 400)).errors![0]!.allowed).toBe('at most 8 columns');
  });
});
