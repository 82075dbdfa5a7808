import { csvParse } from 'd3-dsv';
import { describe, expect, it } from 'vitest';
import { read, readProblem, readText, seeded } from '../testing/client.ts';
import { manyTrajectoriesBody } from './many-trajectories.ts';

const release = seeded.latest.manifest.release;
const own = new Map(seeded.runs.latest.map(({ row, tables }) => [row.id, tables.trajectories]));

describe('the curves of many runs', () => {
  it('are those of the release, of the runs that are asked for', async () => {
    const { data, meta } = await read(
      '/api/v1/trajectories?group=tanh&sort=-gain,seed&fields=gain,seed',
      manyTrajectoriesBody,
    );
    expect(meta).toMatchObject({ release, count: data.length, limit: 20 });
    expect(data.length).toBeGreaterThan(8);
    for (const { run, trajectory } of data) {
      expect(Object.keys(run)).toEqual(['id', 'gain', 'seed']);
      expect(trajectory).toEqual(JSON.parse(JSON.stringify(own.get(run.id!))));
    }
    const gains = data.map(({ run }) => run.gain!);
    expect(gains).toEqual([...gains].sort((a, b) => b - a));
  });

  it('come page by page, and all of them once', async () => {
    const seen: string[] = [];
    let next: string | undefined = '/api/v1/trajectories?limit=7';
    while (next !== undefined) {
      const page: Awaited<ReturnType<typeof read<typeof manyTrajectoriesBody>>> = await read(
        next,
        manyTrajectoriesBody,
      );
      seen.push(...page.data.map(({ run }) => run.id!));
      next = page.links.next;
    }
    expect(seen).toEqual([...own.keys()].sort());
  });

  it('have the same numbers as CSV, a line for each step of each run', async () => {
    const { data, links } = await read('/api/v1/trajectories?limit=3&fields=gain', manyTrajectoriesBody);
    const csv = csvParse(await readText(links.csv!));
    expect(csv.columns).toEqual(['id', 'gain', 'step', 'h', 'y', 'w', 'loss']);
    const expected = data.flatMap(({ run, trajectory }) =>
      trajectory!.step!.map((step, n) => ({
        ...{ id: run.id, gain: String(run.gain), step: String(step) },
        ...Object.fromEntries(
          (['h', 'y', 'w', 'loss'] as const).map((name) => [name, `${(trajectory![name]![n] as number | null) ?? ''}`]),
        ),
      })),
    );
    expect([...csv]).toEqual(expected);
  });

  it('are at most 80 runs at once', async () => {
    const { errors } = await readProblem('/api/v1/trajectories?limit=81', 400);
    expect(errors![0]!.allowed).toContain('from 1 to 80');
  });
});
