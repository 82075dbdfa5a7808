import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { colourOf } from '../styles.ts';
import { testSource } from '../testing/source.ts';
import { themes } from '../theme.ts';
import { mnistStructureFigure as figure } from './index.ts';
import { colourLimits } from './matrix.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const source = await testSource();
const tableOf = (state: object = {}) => figure.load(figure.state.parse(state), source);
const table = await tableOf();
const columns = ['id', 'correlation', 'correlationBetween', 'initialCorrelation'] as const;
const rows = await source.rows({ where: { experiment: 'mnist', group: 'structure' }, columns });

describe('the table of the digits', () => {
  it('has for each run the correlations that were released', () => {
    expect(table.runs).toHaveLength(3);
    for (const { id, structure } of table.runs) {
      const row = rows.find((each) => each.id === id)!;
      expect(structure!.theory).toEqual({ all: row.correlation, between: row.correlationBetween });
      expect(structure!.initial.all).toBe(row.initialCorrelation);
    }
  });

  it('has the mean distances of the runs, in units of the mean between different labels', async () => {
    const { labels, pairs, measured } = table;
    const details = await source.details(
      'pairs',
      rows.map(({ id }) => id),
    );
    const mean = ([first, second]: readonly [number, number]) =>
      details
        .filter((row) => row.first === first && row.second === second)
        .reduce((sum, row) => sum + Number(row.final) / 3, 0);
    const [one, other] = [pairs[3]!, pairs[200]!];
    expect(measured[3]! / measured[200]!).toBeCloseTo(mean(one) / mean(other), 9);
    for (const values of [measured, table.beside]) {
      const between = values.filter((_, n) => labels[pairs[n]![0]] !== labels[pairs[n]![1]]);
      expect(between.reduce((sum, value) => sum + value, 0) / between.length).toBeCloseTo(1, 9);
    }
    expect(figure.rows(table)).toHaveLength(1 + 3 + pairs.length);
  });

  it('sets beside it what the state says', async () => {
    const squared = await tableOf({ beside: 'squared' });
    const initial = await tableOf({ beside: 'initial' });
    expect(squared.beside[9]! / squared.beside[4]!).toBeCloseTo((table.beside[9]! / table.beside[4]!) ** 2, 9);
    expect(initial.beside).not.toEqual(table.beside);
    expect(initial.measured).toEqual(table.measured);
  });
});

describe('the picture of the digits', () => {
  it('colours every cell of both matrices by its value', () => {
    const theme = themes.light;
    const svg = figure.draw(table, { document, width: 760, theme });
    const { labels, pairs, measured, beside } = table;
    const size = labels.length;
    const matrices = [...svg.querySelectorAll('svg[shape-rendering]')];
    expect(matrices).toHaveLength(2);
    matrices.forEach((each, which) => {
      const ground = each.querySelector('path')!.getAttribute('fill')!;
      const half = each.querySelector('g')!;
      expect(each.querySelector('use')!.getAttribute('href')).toBe(`#${half.id}`);
      const drawn = new Map<string, string>();
      for (const path of half.querySelectorAll('path')) {
        let [x, y] = [0, 0];
        for (const [, right, down, length] of path.getAttribute('d')!.matchAll(/m(-?\d+) (\d+)h(\d+)/g)) {
          [x, y] = [x + +right!, y + +down!];
          for (const end = x + +length!; x < end; x++) drawn.set(`${y} ${x}`, path.getAttribute('stroke')!);
        }
      }
      const values = which === 0 ? measured : beside;
      const colours = pairs.map(([row, column]) => drawn.get(`${row} ${column}`) ?? ground);
      expect(colours).toEqual(values.map((value) => colourOf(theme.sequential, value, colourLimits)));
      const diagonal = labels.map((_, n) => drawn.get(`${n} ${n}`) ?? ground);
      expect(new Set(diagonal)).toEqual(new Set([colourOf(theme.sequential, 0, colourLimits)]));
      expect(drawn.size).toBeLessThan((size * (size + 1)) / 2);
    });
  });

  it('says the correlation with and without the blocks', () => {
    const { all, between } = table.structure!.theory;
    const text = figure.describe(table);
    for (const r of [all, between]) expect(text).toContain(r!.toFixed(2).replace('-', '−'));
  });
});
