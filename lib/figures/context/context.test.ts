import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { testSource } from '../testing/source.ts';
import { themes } from '../theme.ts';
import { contextFigure as figure } from './index.ts';
import { project, reach } from './project.ts';
import { hasLearnt, middles } from './table.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const source = await testSource();
const tableOf = (state: object = {}) => figure.load(figure.state.parse(state), source);
const table = await tableOf();
const rows = await source.rows({
  where: { experiment: 'context' },
  columns: ['id', 'gain', 'status', 'irrelevantFinal', 'irrelevantInitial'],
});

describe('the table of the two contexts', () => {
  it('has the hidden layers of one seed at the paper’s gains, from the smallest, and the shares of all runs', async () => {
    expect(table.layers.map(({ run }) => [run.gain, run.seed])).toEqual([
      [0.5, 1],
      [0.7, 1],
      [2, 1],
    ]);
    expect(table.runs.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
    for (const { gain, final } of middles(table.runs)) {
      const own = rows.filter((row) => row.gain === gain && row.status === 'converged');
      const values = own.map(({ irrelevantFinal }) => irrelevantFinal!);
      expect(final).toBeGreaterThanOrEqual(Math.min(...values));
      expect(final).toBeLessThanOrEqual(Math.max(...values));
    }
    const points = await source.details('points', [table.layers[0]!.run.id]);
    expect(table.layers[0]!.points).toHaveLength(points.length);
    expect(table.layers[0]!.points.map(({ at }) => at[1])).toEqual(points.map(({ final2 }) => final2));
  });

  it('knows which feature a context asks for', () => {
    const [layer] = table.layers;
    const asked = (context: number) => layer!.points.filter((point) => point.context === context);
    // Points stand in the order of the first feature, then of the second.
    expect(
      asked(0)
        .slice(0, 5)
        .map((point) => [point.asked, point.ignored]),
    ).toEqual([0, 0.25, 0.5, 0.75, 1].map((place) => [0, place]));
    expect(
      asked(1)
        .slice(0, 5)
        .map((point) => [point.asked, point.ignored]),
    ).toEqual([0, 0.25, 0.5, 0.75, 1].map((place) => [place, 0]));
  });

  it('leaves runs that did not learn the task out of the middle, and says so', () => {
    expect(table.runs.filter((run) => !hasLearnt(run)).map(({ gain }) => gain)).toContain(1.4);
    expect(middles(table.runs).map(({ gain }) => gain)).not.toContain(1.4);
    expect(figure.describe(table)).toMatch(/did not learn the task in their epochs \(hollow, at gain .*1\.4/);
  });

  it('is refused for a seed that the release does not have', async () => {
    await expect(tableOf({ seed: 5 })).rejects.toThrow(/release 0123456789ab has no run .* seed 5/i);
  });
});

describe('the view of the hidden layer', () => {
  const { points } = table.layers[2]!;

  it('turns without stretching, and holds every point at every angle', () => {
    const limit = reach(points, { view: 'space' });
    for (let angle = 0; angle < 360; angle += 24) {
      for (const { at } of points) {
        const { x, y, depth } = project(at, { view: 'space', angle });
        expect(Math.hypot(x, y, depth)).toBeCloseTo(Math.hypot(...at), 9);
        expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(limit);
      }
    }
  });

  it('shows the axes that it is asked for', () => {
    expect(project([1, 2, 3], { view: 'first', angle: 35 })).toMatchObject({ x: 1, y: 2 });
    expect(project([1, 2, 3], { view: 'next', angle: 35 })).toMatchObject({ x: 2, y: 3 });
  });
});

describe('the picture of the two contexts', () => {
  it('has every point that the table has, and a dot for every run that has a place', () => {
    const svg = figure.draw(table, { document, width: 760, theme: themes.light });
    const dots = svg.querySelectorAll('[data-mark=dot] path, [data-mark=dot] circle').length;
    const points = table.layers.reduce((sum, layer) => sum + layer.points.length, 0);
    // Two in the key, and a ring for each layer that is shown.
    expect(dots).toBe(2 + points + rows.length + table.layers.length);
    expect(figure.describe(table)).not.toContain('off the axes');
  });
});
