import { createHash } from 'node:crypto';
import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptSteps } from '../../lib/results/kept-steps.ts';
import { readRelease } from '../../lib/results/release.ts';
import { restoreRun } from '../../lib/results/released-run.ts';
import { loadRelease } from '../../lib/sweeps/release-folder.ts';
import { recordPath } from '../../lib/sweeps/store.ts';
import { contents, start } from './command.ts';

const groups = (first: string, second: string) => `
id: tiny
title: Tiny
experiment: two-points
groups:
${first}${second}`;
const rich = `  - id: rich
    note: learns
    base: { width: 32, lr: 0.05, steps: 500 }
    seeds: { from: 1, to: 3 }
`;
const wild = `  - id: wild
    note: diverges, and stays plateau-bound
    base: { width: 32, steps: 60, gain: 2 }
    grid: { lr: [0.00001, 9] }
    seeds: [1]
`;

/** What a record file has of a run. */
interface Recorded {
  readonly series: Readonly<Record<'step' | 'h' | 'y' | 'w' | 'loss', readonly number[]>>;
}

let folder: string;
const at = (name: string) => join(folder, name);
const release = (file: string, ...flags: string[]) =>
  start('release-cli.ts', [at(file), '--records', at('records'), '--out', at('releases'), ...flags]);
const idOf = async () =>
  (JSON.parse(await readFile(at('releases/latest.json'), 'utf8')) as { release: string }).release;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'release-'));
  await writeFile(at('tiny.yaml'), groups(rich, wild));
  await writeFile(at('turned.yaml'), groups(wild, rich));
  const ended = await start('cli.ts', ['run', at('tiny.yaml'), '--records', at('records'), '--executor', 'inline']);
  expect(ended).toMatchObject({ code: 0, errors: '' });
});
afterAll(() => rm(folder, { recursive: true }));

const wishes = `
id: cells
title: Cells
experiment: rich-structure
groups:
  - id: grid
    note: two cells of the network of the group "rich" of the other sweep
    base: { width: 32, lr: 0.05, steps: 4000, lossTarget: 0.01 }
    grid: { dy2: [0.25, 0.5] }
    seeds: [1]
    rates: { sweep: tiny }
`;

describe('a release of several sweeps', () => {
  it('takes the rates of one for the closed form of another, adds the analyses that are asked for, keeps fewer steps', async () => {
    const asked = rich.replace('seeds', 'also: [alternatives]\n    keep: 12\n    seeds');
    await writeFile(at('thin.yaml'), groups(asked, ''));
    await writeFile(at('cells.yaml'), wishes);
    for (const file of ['thin.yaml', 'cells.yaml']) {
      const ran = await start('cli.ts', ['run', at(file), '--records', at('more'), '--executor', 'inline']);
      expect(ran).toMatchObject({ code: 0, errors: '' });
    }
    const flags = ['--records', at('more'), '--out', at('several')];
    const alone = await start('release-cli.ts', [at('cells.yaml'), ...flags]);
    expect(alone.errors).toContain(
      'Rates are taken from sweep tiny, which the release is not made of; it is of cells.',
    );
    const ended = await start('release-cli.ts', [at('cells.yaml'), at('thin.yaml'), ...flags]);
    expect(ended).toMatchObject({ code: 0, errors: '' });
    const { release: id } = JSON.parse(await readFile(at('several/latest.json'), 'utf8')) as { release: string };
    const made = await loadRelease(at('several'), id);
    const runs = await readRelease(made);
    const pairs = runs.filter(({ row }) => row.sweep === 'tiny');
    expect(pairs).toHaveLength(3);
    for (const { row, tables } of pairs) {
      expect(row.physical).toBe(true);
      for (const factor of [row.doubledDy, row.doubledDh, row.flippedDw, row.truncatedDy])
        expect(factor).toBeGreaterThan(0);
      expect(tables.trajectories!.step).toHaveLength(12);
    }
    const mean = pairs.reduce((sum, { row }) => sum + row.etaH!, 0) / 3;
    const cells = runs.filter(({ row }) => row.sweep === 'cells');
    expect(cells).toHaveLength(2);
    for (const run of cells) {
      expect(run.row.knownEtaH! / mean).toBeCloseTo(1, 12);
      expect(run.row.knownRuns).toBe(3);
      expect(restoreRun(run, 'rich-structure').comparison.hTheory).toBe(run.row.hTheory);
      expect(run.row.hTheory).toBeGreaterThan(0);
    }
    const names = ['README.md', 'datapackage.json', 'manifest.json', ...made.manifest.files.map(({ name }) => name)];
    expect((await readdir(at(`several/${id}`))).sort()).toEqual(names.sort());
    expect(made.manifest.sweeps).toMatchObject([
      { id: 'cells', runs: 2, file: 'cells.yaml', sha256: createHash('sha256').update(wishes).digest('hex') },
      { id: 'tiny', runs: 3, file: 'thin.yaml' },
    ]);
  });
});

describe('a release', () => {
  it('holds every run as its record has it, with the fit of the theory', async () => {
    const ended = await release('tiny.yaml', '--json');
    expect(ended).toMatchObject({ code: 0, errors: '' });
    expect(JSON.parse(ended.lines.join(''))).toMatchObject({
      release: await idOf(),
      isNew: true,
      missing: 0,
      groups: [
        { group: 'rich', runs: 3, converged: 3, diverged: 0, physical: 3 },
        { group: 'wild', runs: 2, converged: 0, unfinished: 1, diverged: 1 },
      ],
    });
    const made = await loadRelease(at('releases'), await idOf());
    expect(made.manifest).toMatchObject({ title: 'Tiny', runs: 5, sweeps: [{ id: 'tiny', runs: 5 }] });
    const runs = await readRelease(made);
    const records = await contents(at('records'));
    expect(runs.map(({ row }) => `${row.id}.json`)).toEqual([...records.keys()]);
    for (const run of runs) {
      const { outcome } = JSON.parse(records.get(`${run.row.id}.json`)!) as { outcome: { record: Recorded } };
      const kept = keptSteps(outcome.record.series.step.length);
      const series = Object.entries(outcome.record.series).map(([name, values]): [string, number[]] => [
        name,
        kept.map((n) => values[n]!),
      ]);
      expect(restoreRun(run, 'two-points').record).toEqual({ ...outcome.record, series: Object.fromEntries(series) });
    }
    for (const { row } of runs.filter(({ row }) => row.group === 'rich')) {
      expect(row.r2).toBeGreaterThan(0.97);
      expect(row.physical).toBe(true);
    }
    const diverged = runs.find(({ row }) => row.status === 'diverged')!.row;
    expect(diverged).toMatchObject({ group: 'wild', lr: 9, etaH: null, r2: null, physical: false });
    expect(diverged.reason).toContain(`step ${diverged.divergedAt}`);
  });

  it('has the same id and bytes when it is made again, or of the same groups in another order', async () => {
    const id = await idOf();
    const before = await contents(at(`releases/${id}`));
    const again = await release('tiny.yaml', '--date', '2001-02-03');
    expect(again.lines.at(-1)).toBe(`Release ${id}: 5 runs, was there already.`);
    const turned = await release('turned.yaml');
    expect(turned.lines.at(-1)).toBe(`Release ${id}: 5 runs, was there already.`);
    expect(await contents(at(`releases/${id}`))).toEqual(before);
    expect(await readdir(at('releases'))).toEqual([id, 'latest.json']);
  });

  it('is not made while runs are missing, unless that is asked for', async () => {
    const [name] = (await contents(at('records'))).keys();
    await cp(at('records'), at('some'), { recursive: true });
    await rm(recordPath(at('some'), name!.slice(0, 20)));
    const flags = ['--records', at('some'), '--out', at('partial')];
    const refused = await release('tiny.yaml', ...flags);
    expect(refused).toMatchObject({ code: 1, lines: [] });
    expect(refused.errors).toContain('1 of 5 runs are missing:');
    expect(refused.errors).toContain(`${name!.slice(0, 20)}: has not been run`);
    await expect(readdir(at('partial'))).rejects.toThrow('ENOENT');
    expect(await release('tiny.yaml', ...flags, '--partial')).toMatchObject({ code: 0 });
    expect(await readdir(at('partial'))).toHaveLength(2);
  });

  it('is refused if a run belongs to two sweeps, and if two sweeps have one id', async () => {
    await writeFile(at('other.yaml'), groups(rich, '').replace('id: tiny', 'id: other'));
    const shared = await start('release-cli.ts', [at('tiny.yaml'), at('other.yaml'), '--records', at('records')]);
    expect(shared.code).toBe(1);
    expect(shared.errors).toMatch(/Run [0-9a-f]{20} is in .*tiny\.yaml and in .*other\.yaml/);
    const twins = await start('release-cli.ts', [at('tiny.yaml'), at('turned.yaml'), '--records', at('records')]);
    expect(twins.errors).toMatch(/both have the id "tiny"/);
  });

  it('is not overwritten, nor passed over, when its files on disk were altered', async () => {
    await appendFile(at(`releases/${await idOf()}/runs.csv`), 'x');
    const ended = await release('tiny.yaml');
    expect(ended.code).toBe(1);
    expect(ended.errors).toContain('runs.csv of release');
  });
});
