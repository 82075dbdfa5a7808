import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { spread } from '../../experiments/statistics.ts';
import { testSource } from '../testing/source.ts';
import { themes } from '../theme.ts';
import { depthFigure as figure } from './index.ts';
import { bestLayers, middleOf } from './table.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const source = await testSource();
const table = await figure.load(figure.state.parse({}), source);
const unexplained = await figure.load(figure.state.parse({ error: 'unexplained' }), source);
const rows = await source.rows({ where: { experiment: 'depth' }, columns: ['id', 'seed', 'bestLayer'] });
const details = await source.details(
  'layers',
  rows.map(({ id }) => id),
);

describe('the table of the layers', () => {
  it('has the fit of every layer of every seed, as released', () => {
    expect(table.runs.map(({ seed }) => seed)).toEqual([1, 2, 3]);
    for (const { id, layers } of table.runs) {
      const own = details.filter((row) => row.id === id);
      expect(own).toHaveLength(4);
      expect(layers.map(({ error }) => error)).toEqual(own.map(({ residual }) => residual));
      expect(layers.map(({ tauH }) => tauH)).toEqual(own.map(({ etaH }) => 2 * Number(etaH)));
    }
    expect(figure.rows(table)).toHaveLength(details.length);
  });

  it('measures the error as the state says', () => {
    const errors = unexplained.runs.flatMap(({ layers }) => layers.map(({ error }) => error));
    const expected = table.runs.flatMap(({ id }) =>
      details.filter((row) => row.id === id).map(({ r2 }) => 1 - Number(r2)),
    );
    expect(errors).toEqual(expected);
  });

  it('finds the best layer that the experiment finds', () => {
    const best = new Map(bestLayers(table).map(({ seed, layer }) => [seed, layer]));
    for (const { seed, bestLayer } of rows) expect(best.get(seed)).toBe(bestLayer);
  });

  it('has the middle of the seeds at each layer', () => {
    middleOf(table, 'tauY').forEach(({ layer, value }) => {
      expect(value).toBe(spread(table.runs.map(({ layers }) => layers[layer]!.tauY!)).median);
    });
  });

  it('is refused where there are no such runs', async () => {
    await expect(figure.load(figure.state.parse({ network: 'skip' }), source)).rejects.toThrow(/group=skip/);
  });
});

describe('the picture of the layers', () => {
  it('has a dot for each number that is on its axis, and rings the best layer of each seed', () => {
    const svg = figure.draw(table, { document, width: 760, theme: themes.light });
    const dots = svg.querySelectorAll('[data-mark=dot] path, [data-mark=dot] circle').length;
    expect(dots).toBe(3 * details.length + rows.length);
    expect(figure.describe(table)).not.toContain('off its axis');
  });
});
