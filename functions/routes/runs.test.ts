import { describe, expect, it } from 'vitest';
import type { RunRow } from '../../lib/results/run-row.ts';
import { dictionary } from '../../lib/results/dictionary.ts';
import { restoreRun } from '../../lib/results/released-run.ts';
import { tableNames } from '../../lib/results/tables.ts';
import { ask, askDocumented, read, readProblem, seeded } from '../testing/client.ts';
import { figureDataSchema } from './pictures.ts';
import { runBody, runsBody } from './runs.ts';
import { anyTrajectoryBody, trajectoryBody } from './trajectories.ts';

const latest = seeded.latest.manifest.release;
const older = seeded.older.manifest.release;
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
const rows: readonly RunRow[] = seeded.runs.latest.map(({ row }) => row).sort(byId);
const list = (path: string) => read(path, runsBody);
type Runs = Awaited<ReturnType<typeof list>>;
const idsOf = ({ data }: Runs) => data.map(({ id }) => id);
const idsWhere = (keep: (row: RunRow) => boolean) => rows.filter(keep).map(({ id }) => id);

describe('the list of runs', () => {
  it('gives every column of every run of the latest release as it was released', async () => {
    const body = await list('/api/v1/runs');
    expect(body.data).toEqual(rows);
    expect(body.meta).toMatchObject({
      release: latest,
      total: rows.length,
      count: rows.length,
      limit: 100,
      sort: 'id',
    });
    expect(body.links.self).toBe(`/api/v1/releases/${latest}/runs`);
    expect(Object.keys(body.data[0]!)).toEqual(dictionary.map(({ name }) => name));
  });

  it('gives the runs of an older release at that release’s address', async () => {
    const body = await list(`/api/v1/releases/${older}/runs`);
    expect(body.data).toEqual(seeded.runs.older.map(({ row }) => row).sort(byId));
    expect(body.meta.release).toBe(older);
  });

  const cases: [string, (row: RunRow) => boolean][] = [
    ['gain=0.9', ({ gain }) => gain === 0.9],
    ['gain__ne=0.9', ({ gain }) => gain !== 0.9],
    ['gain__gt=0.9', ({ gain }) => gain > 0.9],
    ['gain__gte=0.9', ({ gain }) => gain >= 0.9],
    ['gain__lt=0.9', ({ gain }) => gain < 0.9],
    ['gain__lte=9e-1', ({ gain }) => gain <= 0.9],
    ['gain__in=0.6,1.2', ({ gain }) => gain === 0.6 || gain === 1.2],
    ['seed__in=3,1&activation=tanh', ({ seed, activation }) => activation === 'tanh' && (seed === 1 || seed === 3)],
    ['activation__ne=relu', ({ activation }) => activation !== 'relu'],
    ['activation__in=relu,linear', ({ activation }) => activation === 'relu' || activation === 'linear'],
    ['status=diverged', ({ status }) => status === 'diverged'],
    ['etaH__null=true', ({ etaH }) => etaH === null],
    ['etaH__null=false&physical=true', ({ etaH, physical }) => etaH !== null && physical === true],
    ['divergedAt__ne=1', ({ divergedAt }) => divergedAt !== 1],
    ['r2__gt=0.9&r2__lte=1', ({ r2 }) => r2 !== null && r2 > 0.9 && r2 <= 1],
    ['group=tanh&gain__gte=0.9&seed__lt=3', (row) => row.group === 'tanh' && row.gain >= 0.9 && row.seed < 3],
    ['gain__gt=100', () => false],
  ];
  it.each(cases)('filters by %s', async (query, keep) => {
    const body = await list(`/api/v1/runs?${query}`);
    expect(idsOf(body)).toEqual(idsWhere(keep));
    expect(body.meta.total).toBe(idsWhere(keep).length);
  });

  it('compares numbers with all their digits', async () => {
    const { id, etaH } = rows.find((row) => row.etaH !== null)!;
    expect(idsOf(await list(`/api/v1/runs?etaH=${etaH!}`))).toEqual([id]);
  });

  it('sorts by several columns, descending where it says so, nulls last, the id deciding between equals', async () => {
    const compare = (a: RunRow, b: RunRow) => b.gain - a.gain || a.seed - b.seed || (a.id < b.id ? -1 : 1);
    const body = await list('/api/v1/runs?sort=-gain,seed');
    expect(body.meta.sort).toBe('-gain,seed,id');
    expect((await list('/api/v1/runs?sort=-id')).meta.sort).toBe('-id');
    expect(idsOf(body)).toEqual([...rows].sort(compare).map(({ id }) => id));
    for (const sort of ['etaH', '-etaH']) {
      const values = (await list(`/api/v1/runs?sort=${sort}`)).data.map(({ etaH }) => etaH as number | null);
      const numbers = values.filter((value) => value !== null);
      expect(values.slice(numbers.length).every((value) => value === null)).toBe(true);
      expect(numbers).toEqual([...numbers].sort((a, b) => (sort === 'etaH' ? a - b : b - a)));
    }
  });

  it('gives only the fields that are asked for', async () => {
    const body = await list('/api/v1/runs?fields=seed,etaH&limit=3&sort=-gain');
    for (const row of body.data) expect(Object.keys(row)).toEqual(['seed', 'etaH']);
  });

  it.each(['', 'sort=-gain', 'sort=etaH,-seed', 'sort=-divergedAt', 'sort=-id', 'activation=relu&sort=gain,-r2'])(
    'cuts a list into pages that together are the list (%s)',
    async (query) => {
      const whole = await list(`/api/v1/runs?${query}`);
      for (const limit of [1, 4, 7]) {
        const pages: Runs['data'] = [];
        let address: string | undefined = `/api/v1/runs?${query}&limit=${limit}`.replace('?&', '?');
        while (address !== undefined) {
          const { response, body: unread } = await askDocumented(address);
          const body: Runs = runsBody.parse(unread);
          pages.push(...body.data);
          address = body.links.next;
          const link = response.headers.get('Link')!;
          if (address === undefined) expect(link).not.toContain('rel="next"');
          else expect(link).toContain(`<${address}>; rel="next"`);
        }
        expect(pages).toEqual(whole.data);
      }
    },
  );

  it('is counted over all pages if that is asked for, and otherwise where a page tells', async () => {
    const totals = ['limit=3&total=true', 'limit=3', 'gain=0.6', 'sample=4', 'sample=4&total=true'].map(
      async (query) => (await list(`/api/v1/runs?${query}`)).meta.total,
    );
    expect(await Promise.all(totals)).toEqual([
      rows.length,
      null,
      idsWhere(({ gain }) => gain === 0.6).length,
      null,
      rows.length,
    ]);
    const second = (await list('/api/v1/runs?limit=3&total=true')).links.next!;
    expect((await list(second)).meta.total).toBe(rows.length);
  });

  it('has one address for all spellings of a query', async () => {
    const spellings = ['seed__in=2,1&gain=0.60', 'gain=6e-1&seed__in=1,2', 'limit=100&gain=.6&seed__in=2,1,1'];
    const addresses = spellings.map((query) => `/api/v1/runs?${query}`);
    const bodies = await Promise.all(addresses.map(list));
    expect(new Set(bodies.map(({ links }) => links.self)).size).toBe(1);
    const tags = await Promise.all(addresses.map(async (address) => (await ask(address)).headers.get('ETag')));
    expect(new Set(tags).size).toBe(1);
  });
});

describe('a cursor', () => {
  const cursorOf = ({ links }: Runs) => new URL(links.next!, 'https://example.org').searchParams.get('cursor')!;

  it('is refused when it is garbage, cut short, or of another query', async () => {
    const good = cursorOf(await list('/api/v1/runs?limit=2&sort=gain'));
    const flipped = `${good.slice(0, 30)}${good[30] === 'A' ? 'B' : 'A'}${good.slice(31)}`;
    const bad = ['x', '', '%00', '...', 'bnVsbA', good.slice(0, -3), flipped].map((text) => `sort=gain&cursor=${text}`);
    for (const query of [...bad, `sort=-gain&cursor=${good}`, `sort=gain&seed=1&cursor=${good}`]) {
      const problem = await readProblem(`/api/v1/runs?limit=2&${query}`, 400);
      expect(problem.type).toBe('/api/v1/problems/invalid-cursor');
    }
  });

  it('of another release is gone, with the way to that release', async () => {
    const next = (await list(`/api/v1/releases/${older}/runs?limit=2`)).links.next!;
    const { links } = await readProblem(next.replace(`/releases/${older}`, ''), 410);
    expect(links?.continue).toBe(next);
    expect((await list(links!.start!)).data).toHaveLength(2);
  });
});

describe('a run', () => {
  const released = seeded.runs.latest[3]!;
  const { row } = released;
  const { series } = restoreRun(released, 'two-points').record;

  it('is given by its id, in the latest release and in its own', async () => {
    const body = await read(`/api/v1/runs/${row.id}`, runBody);
    expect(body.data).toEqual(row);
    expect(await read(body.links.self!, runBody)).toEqual(body);
  });

  it('has the very same numbers of the theory at every address, those that were released', async () => {
    let fitted = 0;
    for (const { row } of seeded.runs.latest.filter(({ row: { experiment } }) => experiment === 'two-points')) {
      const { data: given, links } = await read(`/api/v1/runs/${row.id}`, runBody);
      const { etaMean, hTheory, richness, endpointRatio } = given;
      expect({ etaMean, hTheory, richness, endpointRatio }).toEqual({
        ...{ etaMean: row.etaMean, hTheory: row.hTheory, richness: row.richness, endpointRatio: row.endpointRatio },
      });
      const { data } = await read(`/api/v1/runs/${row.id}/trajectory`, trajectoryBody);
      expect(data.comparison).toMatchObject({ etaMean, hTheory, richness, endpointRatio });
      const figure = await read(links.figure!.replace('.svg', '.json'), figureDataSchema);
      expect(figure.table.comparison).toEqual(data.comparison);
      if (etaMean !== null) fitted++;
    }
    expect(fitted).toBeGreaterThan(10);
  });

  it('leads to its figure', async () => {
    const { links } = await read(`/api/v1/runs/${row.id}`, runBody);
    const body = await read(links.figure!.replace('.svg', '.json'), figureDataSchema);
    expect(body.sources.runs).toEqual([row.id]);
  });

  it('has a trajectory that is the recorded one, with the theory of the stored fit beside it', async () => {
    const { data, links } = await read(`/api/v1/runs/${row.id}/trajectory`, trajectoryBody);
    expect(data.record.series).toEqual(series);
    expect(data).toEqual(JSON.parse(JSON.stringify(restoreRun(released, 'two-points'))));
    expect(data.comparison.fit).toMatchObject({ etaH: row.etaH, etaY: row.etaY, r2: row.r2 });
    const csv = await (await ask(links.csv!)).text();
    const [header, ...lines] = csv.trimEnd().split('\n');
    const columns = header!.split(',');
    const column = (name: string) => lines.map((line) => Number(line.split(',')[columns.indexOf(name)]));
    for (const name of ['step', 'h', 'y', 'w', 'loss'] as const) expect(column(name)).toEqual(series[name]);
    expect(column('hTheory')).toEqual(data.comparison.theory?.h);
  });

  it('has what was seen of it in the tables that are asked for, whatever its experiment', async () => {
    const seen = new Set<string>();
    for (const { row: own, tables } of seeded.runs.latest) {
      const { links } = await read(`/api/v1/runs/${own.id}`, runBody);
      const all = await read(links.tables!, runBody);
      expect(all.data).toEqual(own);
      expect(all.tables).toEqual(JSON.parse(JSON.stringify(tables)));
      for (const name of Object.keys(tables)) seen.add(name);
      const one = await read(`/api/v1/runs/${own.id}?include=trajectories`, runBody);
      expect(one.tables).toEqual({ trajectories: all.tables!.trajectories });
      expect(one.links.self).toBe(`/api/v1/releases/${latest}/runs/${own.id}?include=trajectories`);
      expect(links.trajectory).toBe(`/api/v1/releases/${latest}/runs/${own.id}/trajectory`);
    }
    expect([...seen].sort()).toEqual([...tableNames].sort());
  });

  it('refuses tables that there are not, and parameters that it does not have', async () => {
    const problem = await readProblem(`/api/v1/runs/${row.id}?include=layers,curves&fields=id`, 400);
    expect(problem.errors).toMatchObject([
      { parameter: 'fields', allowed: 'include' },
      { parameter: 'include', given: 'curves', allowed: `a list of: ${tableNames.join(', ')}` },
    ]);
  });

  it('of any experiment has its trajectory and what the theory says of it, as the experiment itself has them', async () => {
    const others = seeded.runs.latest.filter(({ row: { experiment } }) => experiment !== 'two-points');
    expect(others.length).toBeGreaterThan(3);
    for (const other of others) {
      const { data, links } = await read(`/api/v1/runs/${other.row.id}/trajectory`, anyTrajectoryBody);
      expect(data).toEqual(JSON.parse(JSON.stringify(restoreRun(other, other.row.experiment as 'xor'))));
      const [header, ...lines] = (await (await ask(links.csv!)).text()).trimEnd().split('\n');
      expect(header).toBe('step,h,y,w,loss');
      expect(lines.map((line) => Number(line.split(',')[0]))).toEqual(other.tables.trajectories!.step);
    }
  });

  it('that diverged says so and has no theory, in numbers that JSON has', async () => {
    const diverged = rows.find(({ status }) => status === 'diverged')!;
    const { data } = await read(`/api/v1/runs/${diverged.id}/trajectory`, trajectoryBody);
    expect(data.record).toMatchObject({ status: 'diverged', divergedAt: diverged.divergedAt });
    expect(data.comparison).toMatchObject({ fit: null, theory: null });
    expect(data.comparison.reason).toContain(`step ${diverged.divergedAt}`);
  });

  it('that is not there is a problem that leads to the list', async () => {
    const missing = rows.find(({ id }) => !seeded.runs.older.some((run) => run.row.id === id))!.id;
    // What no header may hold, and what no path holds as it is.
    const strange = ['/api/v1/runs/%00', '/api/v1/runs/%F0%AC%A9%8B%22%3E'];
    for (const path of ['/api/v1/runs/nonsense', ...strange, `/api/v1/releases/${older}/runs/${missing}`]) {
      for (const suffix of ['', '/trajectory', '/trajectory.csv']) {
        const { links } = await readProblem(path + suffix, 404);
        expect((await ask(links!.runs!)).status).toBe(200);
      }
    }
    await readProblem('/api/v1/releases/0123456789ab/runs', 404);
  });
});
