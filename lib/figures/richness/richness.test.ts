import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import { standalone } from '../picture.ts';
import { testSource } from '../testing/source.ts';
import { themes } from '../theme.ts';
import { richnessFigure as figure } from './index.ts';
import { gauges, shapeOf, shapeWindow, shareAtStart } from './shapes.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const source = await testSource();
const tableOf = (change: Partial<TwoPointsParameters> = {}) => figure.load(figure.state.parse(change), source);

const rich = await tableOf();
const lazy = await tableOf({ activation: 'tanh', gain: 0.9, lr: 0.01, steps: 250, centre: 0 });
const broken = await tableOf({ width: 200, gain: 1.6, lr: 0.005, steps: 300 });

describe('the picture of richness', () => {
  // Regenerate with `vitest run --project unit -u` and look at the difference.
  it.each([['lazy-dark-360', lazy, 360, themes.dark]] as const)(
    'is the golden one: %s',
    async (name, table, width, theme) => {
      const svg = standalone(figure, table, { document, width, theme });
      await expect(svg.outerHTML.replaceAll('><', '>\n<')).toMatchFileSnapshot(`golden/${name}.svg`);
    },
  );

  it('has the shapes and the released runs, but no run, where the theory does not hold', () => {
    const drawn = (table: typeof rich) => figure.draw(table, { document, width: 700, theme: themes.light });
    const lines = (table: typeof rich) => drawn(table).querySelectorAll('[data-mark=line] path').length;
    expect(lines(rich) - lines(broken)).toBe(4);
    expect(drawn(broken).textContent).toContain('this run has no C');
  });
});

describe('the shapes', () => {
  it('go up in p and h, pass half of y at 0, and stay in the window', () => {
    for (const C of gauges) {
      const points = shapeOf(C);
      points.forEach(({ x, p, h }, n) => {
        expect(x).toBeGreaterThanOrEqual(shapeWindow[0]);
        expect(x).toBeLessThanOrEqual(shapeWindow[1]);
        expect(h).toBeLessThanOrEqual(1);
        if (n > 0) expect(p).toBeGreaterThan(points[n - 1]!.p);
      });
      const before = points.filter(({ x }) => x < 0).at(-1)!;
      const after = points.find(({ x }) => x >= 0)!;
      expect(before.p ** 2).toBeLessThan(0.5);
      expect(after.p ** 2).toBeGreaterThanOrEqual(0.5);
    }
  });

  it('begin with all of the representation if lazy, with none if rich', () => {
    expect(shareAtStart(0)).toBe(0);
    expect(shareAtStart(-0.1)).toBe(0);
    expect(shareAtStart(Infinity)).toBe(1);
    expect(shareAtStart(2)).toBeCloseTo(2 / (1 + Math.SQRT2), 12);
  });
});

describe('the words of richness', () => {
  it('name the regime by the gauge', () => {
    expect(rich.shape!.richness).toBeLessThan(0.2);
    expect(figure.describe(rich)).toMatch(/^C = 0\.1\d*, .* rich: .* R² = 0\.9\d+\./);
    expect(lazy.shape!.richness).toBeGreaterThan(2);
    expect(figure.describe(lazy)).toContain('lazy: ');
    expect(figure.describe(broken)).toContain('no place on the gauge: the theory does not hold');
  });

  it('count the released runs that the theory describes, and no others', async () => {
    const rows = await source.rows({ where: { sweep: 'settings' }, columns: ['id', 'physical'] });
    const described = rows.filter(({ physical }) => physical);
    expect(described.length).toBeLessThan(rows.length);
    expect(rich.dots.map(({ id }) => id).sort()).toEqual(described.map(({ id }) => id).sort());
    expect(figure.describe(rich)).toContain(`${described.length} released runs`);
  });
});
