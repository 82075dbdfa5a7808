import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { integrate } from '../../theory/index.ts';
import { DataUnavailable } from '../source.ts';
import { testSource } from '../testing/source.ts';
import { themes } from '../theme.ts';
import { mnistCurvesFigure as figure } from './index.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const source = await testSource();
const tableOf = (state: object = {}) => figure.load(figure.state.parse(state), source);
const table = await tableOf();

describe('the table of the curves of two digits', () => {
  it('has the released run, and the theory with the released rates beside it', async () => {
    const [row] = await source.rows({
      where: { experiment: 'mnist', group: 'trajectories', seed: 1 },
      columns: ['id', 'etaH', 'etaY', 'dx2', 'dy2', 'r2'],
    });
    const series = (await source.series([row!.id])).get(row!.id)!;
    expect(table.id).toBe(row!.id);
    expect(table.run.series).toEqual(series);
    const initial = { h: series.h[0]!, y: series.y[0]!, w: series.w[0]! };
    const rates = { etaH: row!.etaH!, etaY: row!.etaY! };
    const theory = integrate(initial, rates, { dx2: row!.dx2!, dy2: row!.dy2! }, series.step);
    expect(table.run.theory!.h.at(-1)).toBeCloseTo(theory.h.at(-1)!, 9);
    expect(table.seeds.map(({ seed }) => seed)).toEqual([1, 2, 3]);
    expect(table.seeds[0]!.r2).toBe(row!.r2);
  });

  it('has a row for the fit of each seed and for each step', () => {
    const rows = figure.rows(table);
    expect(rows.filter(({ what }) => what === 'fit')).toHaveLength(3);
    expect(rows.filter(({ what }) => what === 'run')).toHaveLength(table.run.series.step.length);
    expect(rows.at(-1)).toMatchObject({ h: table.run.series.h.at(-1), wTheory: table.run.theory!.w.at(-1), r2: null });
  });

  it('refuses a seed that the release does not have, and says which there are', async () => {
    await expect(tableOf({ seed: 77 })).rejects.toThrow(DataUnavailable);
    await expect(tableOf({ seed: 77 })).rejects.toThrow('with the seeds 1, 2, 3, not 77');
  });
});

describe('the picture of the curves of two digits', () => {
  const draw = (of = table) => figure.draw(of, { document, width: 760, theme: themes.light });

  it('has theory over h, y and w, and none over the loss of all digits', () => {
    expect(draw().querySelectorAll('g[stroke-dasharray]')).toHaveLength(3);
    const without = { ...table, run: { ...table.run, theory: null } };
    expect(draw(without).querySelectorAll('g[stroke-dasharray]')).toHaveLength(0);
  });

  it('counts fits that have no place on the axis', () => {
    const seeds = table.seeds.map((fit) => ({ ...fit, r2W: -3 }));
    expect(draw({ ...table, seeds }).textContent).toContain('← 3 below 0');
  });

  it('says of which digits it is, and how well each curve is met', () => {
    expect(figure.title(table)).toMatch(
      /^A handwritten \d and a \d among 120 digits: gradient descent, 60 epochs, seed 1$/,
    );
    expect(figure.describe(table)).toMatch(/Over 3 seeds R² is .* for h, .* for y and .* for w\.$/);
  });
});
