import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { spread } from '../../experiments/statistics.ts';
import { testSource } from '../testing/source.ts';
import { themes } from '../theme.ts';
import { modernFigure as figure } from './index.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const source = await testSource();
const table = await figure.load(figure.state.parse({ networks: 'optimisers' }), source);
const rows = await source.rows({ where: { sweep: 'optimisers' }, columns: ['id', 'group', 'r2', 'physical'] });

describe('the table of networks beyond the paper', () => {
  it('has the networks of the choice, each with all its seeds', async () => {
    expect(table.networks.map(({ id }) => id)).toEqual(['sgd', 'adam']);
    expect((await figure.load(figure.state.parse({}), source)).networks.map(({ id }) => id)).toEqual(['gelu']);
    for (const { id, seeds, r2 } of table.networks) {
      const own = rows.filter(({ group }) => group === id);
      expect(seeds.map((seed) => seed.id).sort()).toEqual(own.map((row) => row.id).sort());
      expect(r2).toEqual(spread(own.map((row) => row.r2!)));
    }
  });

  it('has the released curves of the run that is asked for, with the theory beside them', async () => {
    const worst = await figure.load(figure.state.parse({ networks: 'optimisers', run: 'worst' }), source);
    for (const { run, r2 } of worst.networks) {
      expect(run.r2).toBe(r2!.least);
      const series = (await source.series([run.id])).get(run.id)!;
      expect(run.network).toEqual({ h: series.h, y: series.y, w: series.w });
      expect(run.theory!.w).toHaveLength(series.step.length);
    }
    const observed = table.networks.reduce((sum, { run }) => sum + run.step.length, 0);
    expect(figure.rows(table)).toHaveLength(rows.length + observed);
  });
});

describe('the picture of networks beyond the paper', () => {
  it('has three curves for each network and for its theory, and a dot for each seed, hollow where the theory fails', () => {
    const svg = figure.draw(table, { document, width: 760, theme: themes.light });
    expect(svg.querySelectorAll('[data-mark=line] path')).toHaveLength(6 * table.networks.length);
    const seeds = table.networks.flatMap((network) => network.seeds);
    const seen = seeds.filter(({ r2 }) => r2! >= 0);
    const circles = [...svg.querySelectorAll('[data-mark=dot] circle')];
    expect(circles).toHaveLength(seen.length);
    expect(svg.querySelectorAll('[data-mark=dot]')).toHaveLength(2);
    expect(svg.textContent).toContain('the theory fails');
  });
});

describe('the words of networks beyond the paper', () => {
  it('say what the theory does not describe', () => {
    expect(figure.describe(table)).toMatch(/^The theory describes most seeds of plain descent .* It fails for Adam \(/);
  });
});
