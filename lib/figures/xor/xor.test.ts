import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { mean } from '../../experiments/statistics.ts';
import { testSource } from '../testing/source.ts';
import { themes } from '../theme.ts';
import { xorFigure as figure } from './index.ts';
import { pointNames } from './table.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const source = await testSource();
const table = await figure.load(figure.state.parse({}), source);
const scan = await figure.load(figure.state.parse({ view: 'scan' }), source);
const rows = await source.rows({ where: { experiment: 'xor' }, columns: ['id', 'group', 'pearson', 'pearsonInitial'] });

describe('the table of XOR', () => {
  it('has the settings of the paper, each with its six pairs as means over seeds', async () => {
    expect(table.groups.map(({ id }) => id)).toEqual(['rich', 'shallow']);
    for (const { id, runs, pairs } of table.groups) {
      const own = rows.filter(({ group }) => group === id);
      expect(runs.map((run) => run.id).sort()).toEqual(own.map((run) => run.id).sort());
      expect(pairs).toHaveLength(6);
      const details = await source.details(
        'pairs',
        runs.map((run) => run.id),
      );
      for (const { first, second, final } of pairs) {
        const finals = details.filter((row) => row.first === first && row.second === second);
        expect(finals).toHaveLength(runs.length);
        expect(final).toBeCloseTo(mean(finals.map((row) => Math.sqrt(Number(row.final)))), 12);
      }
    }
    expect(pointNames).toEqual(['00', '01', '10', '11']);
  });

  it('has a group for each gain of the scan, without matrices', () => {
    expect(scan.groups).toHaveLength(1);
    expect(scan.groups[0]).toMatchObject({ id: 'scan', gain: 1.5, pairs: [] });
    expect(figure.rows(scan)).toHaveLength(3);
  });
});

describe('the picture of XOR', () => {
  it('has a cell for each two points in each of three matrices', () => {
    const svg = figure.draw(table, { document, width: 760, theme: themes.light });
    const cells = svg.querySelectorAll('[data-mark=cell] rect').length;
    expect(cells).toBe(table.groups.length * 3 * 16);
  });

  it('has two dots for each run of the scan', () => {
    const svg = figure.draw(scan, { document, width: 360, theme: themes.dark });
    expect(svg.querySelectorAll('[data-mark=dot] path, [data-mark=dot] circle')).toHaveLength(6);
  });
});

describe('the words of XOR', () => {
  it('say so where the theory does not tell the end', () => {
    const shallow = table.groups.find(({ id }) => id === 'shallow')!;
    expect(shallow.pearson!.median).toBeLessThan(0.9);
    expect(figure.describe(table)).toContain('The theory does not tell the end of');
    expect(figure.describe(table)).toContain('shallow');
  });
});
