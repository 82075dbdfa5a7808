import { describe, expect, it } from 'vitest';
import { parseHTML } from 'linkedom';
import { testSource } from '../testing/source.ts';
import { themes } from '../theme.ts';
import type { CentreState } from './definition.ts';
import { centreFigure as figure } from './index.ts';
import { middles } from './table.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const source = await testSource();
const tableOf = (change: Partial<CentreState> = {}) => figure.load(figure.state.parse(change), source);
const paper = await tableOf();
const centred = await tableOf({ centre: 0 });

describe('the table of centre', () => {
  it('has the run of the state, live at any centre', async () => {
    const state = figure.state.parse({ network: 'rich', centre: -0.17, seed: 4 });
    const { record } = await figure.load(state, source);
    expect(record.parameters).toMatchObject({ centre: -0.17, seed: 4, activation: 'tanh', width: 52 });
    expect(figure.live!(state)[0]!.parameters).toEqual(record.parameters);
  });

  it('shows what the experiment found: centred, the theory fits a lazy network much better', () => {
    expect(paper.comparison.fit!.r2).toBeLessThan(0.95);
    expect(centred.comparison.fit!.r2).toBeGreaterThan(0.995);
  });

  it('has a dot for each released run of the two networks, and their middles', async () => {
    const rows = await source.rows({ where: { sweep: 'centre' }, columns: ['id', 'r2', 'group'] });
    expect(paper.dots.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
    const fits = rows.filter(({ group }) => group === 'lazy').map(({ r2 }) => r2!);
    expect(middles(paper.dots, 'lazy')).toEqual([{ centre: -0.5, r2: fits.sort((a, b) => a - b)[1] }]);
    expect(figure.rows(paper).filter(({ what }) => what === 'fit')).toHaveLength(rows.length);
  });
});

describe('the picture of centre', () => {
  it('counts the dots that lie below its axis instead of dropping them', () => {
    const poor = { ...paper, dots: paper.dots.map((dot) => ({ ...dot, r2: dot.network === 'lazy' ? 0.2 : dot.r2 })) };
    const text = (table: typeof paper) => figure.draw(table, { document, width: 700, theme: themes.light }).textContent;
    expect(text(poor)).toContain('3 below');
  });

  it('says the middle R² at both ends and that of the run', () => {
    expect(figure.describe(paper)).toMatch(
      /Of the lazy network, 3 seeds each, .* The lazy run at centre −0\.5 has R² = 0\./,
    );
  });
});
