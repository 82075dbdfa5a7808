import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { gridStatistics } from '../../experiments/rich-structure/grid-statistics.ts';
import { testSource } from '../testing/source.ts';
import { themes } from '../theme.ts';
import { richStructureFigure as figure } from './index.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const source = await testSource();
const table = await figure.load(figure.state.parse({}), source);
const rows = await source.rows({
  where: { experiment: 'rich-structure' },
  columns: ['id', 'group', 'status', 'hFinal', 'hTheory', 'dy2'],
});

describe('the table of final distances', () => {
  it('has a panel for each network in the order of the paper, and every pair in it', () => {
    expect(table.panels.map(({ id }) => id)).toEqual(['shallow', 'narrow', 'default']);
    expect(figure.rows(table)).toHaveLength(rows.length);
    for (const { cells } of table.panels) {
      for (const { id, measured, predicted } of cells) {
        expect(rows.find((row) => row.id === id)).toMatchObject({ hFinal: measured, hTheory: predicted });
      }
    }
  });

  it('judges by the pairs that were trained to the end, and by no others', () => {
    const finished = rows.filter(({ group, status }) => group === 'shallow' && status === 'converged');
    expect(finished).toHaveLength(3);
    const cells = table.panels[0]!.cells.map(({ id }) => rows.find((row) => row.id === id)!);
    const counted = cells.map(({ hFinal, hTheory, dy2 }) => ({ hFinal: hFinal!, hTheory: hTheory!, dy2: dy2! }));
    expect(table.panels[0]!.statistics).toMatchObject({ count: 3, pearson: gridStatistics(counted).pearson });
    expect(table.panels[2]!).toMatchObject({ statistics: null, missing: 0 });
    expect(figure.describe(table)).toContain('3 pairs were not trained to the end');
  });
});

describe('the picture of final distances', () => {
  it('has dots for the pairs, hollow where training did not end, and the line on which both agree', () => {
    const svg = figure.draw(table, { document, width: 760, theme: themes.light });
    const dy = figure.rows(table).filter((row) => [0, 0.25, 0.5, 0.75, 1].includes(row.dy as number)).length;
    expect(svg.querySelectorAll('[data-mark=line] path')).toHaveLength(table.panels.length);
    expect(svg.querySelectorAll('[data-mark=dot] path, [data-mark=dot] circle').length).toBe(dy + 5);
    expect(svg.textContent).toContain('hollow');
  });
});
