import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import { standalone } from '../picture.ts';
import { testSource } from '../testing/source.ts';
import { themes } from '../theme.ts';
import { phasePortraitFigure as figure } from './index.ts';
import { heightOn, pathOf } from './table.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const source = await testSource();
const tableOf = (change: Partial<TwoPointsParameters> = {}) => figure.load(figure.state.parse(change), source);

const rich = await tableOf();
const broken = await tableOf({ width: 200, gain: 1.6, lr: 0.005, steps: 300 });
const diverged = await tableOf({ lr: 10, gain: 3 });

describe('the picture of phase-portrait', () => {
  // Regenerate with `vitest run --project unit -u` and look at the difference.
  it.each([['broken-dark-360', broken, 360, themes.dark]] as const)(
    'is the golden one: %s',
    async (name, table, width, theme) => {
      const svg = standalone(figure, table, { document, width, theme });
      await expect(svg.outerHTML.replaceAll('><', '>\n<')).toMatchFileSnapshot(`golden/${name}.svg`);
    },
  );

  it('has no flow where no theory is fitted', () => {
    expect(diverged.flow).toBeNull();
    const svg = figure.draw(diverged, { document, width: 500, theme: themes.light });
    expect(svg.querySelectorAll('[data-mark=vector]').length).toBe(0);
    expect(svg.querySelectorAll('[stroke-dasharray]').length).toBe(0);
  });

  it('can be drawn up to a step, the axes staying those of the whole run', () => {
    const texts = (until: number) =>
      [...figure.draw({ ...rich, until }, { document, width: 700, theme: themes.light }).querySelectorAll('text')].map(
        (text) => text.textContent,
      );
    expect(texts(Infinity)).toEqual(expect.arrayContaining(texts(20)));
    expect(texts(20).join()).not.toContain('half-way');
    expect(texts(Infinity).join()).toContain('y half-way at step');
  });
});

describe('the flow of phase-portrait', () => {
  const { flow, record, comparison } = rich;

  it('has an invariant curve that the theory never leaves, through the start of the run', () => {
    const { h, y } = comparison.theory!;
    h.forEach((value, n) => {
      expect(heightOn(flow!.invariant, y[n]!)).toBeCloseTo(value, 6);
    });
    expect(heightOn(flow!.invariant, record.series.y[0]!)).toBeCloseTo(record.series.h[0]!, 9);
    expect(heightOn(flow!.invariant, record.parameters.dy2)).toBeCloseTo(flow!.fixedPoint.h, 9);
  });

  it('has arrows only right of that curve, and they point towards its end along h', () => {
    expect(flow!.field.length).toBeGreaterThan(50);
    for (const { h, c, dh } of flow!.field) {
      expect(h).toBeGreaterThanOrEqual(heightOn(flow!.invariant, (c * c) / record.parameters.dy2) * (1 - 1e-9));
      if (h > flow!.fixedPoint.h) expect(dh).toBeLessThan(0);
    }
  });

  it('is left by a run that the theory does not describe, and the words say by how much', () => {
    const start = pathOf(broken.record.series)[0]!.h;
    expect(pathOf(broken.record.series).at(-1)!.h).toBeLessThan(start);
    expect(figure.describe(broken)).toMatch(/The theory does not hold here: .* by up to \d/);
    expect(figure.describe(rich)).toMatch(/The flow ends at h = 0\.\d+, c = 0\.5; .* by up to \d/);
    expect(figure.describe(diverged)).toContain('diverged');
  });
});

describe('the start that a reader puts elsewhere', () => {
  const handle = figure.handle!;
  const width = 700;

  it('is where it was put, as far as a pair can be there, and the theory goes from it to the same end', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: width, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        (x, y) => {
          const { start, flow, limits, record } = handle.moved(rich, { x, y }, width);
          if (!start) return;
          const { h, c } = start.point;
          const balance = flow!.invariant.r * h * h + flow!.invariant.C * h;
          expect(c * c).toBeLessThanOrEqual(balance * record.parameters.dy2);
          expect(h).toBeLessThanOrEqual(limits.h[1]);
          expect(handle.place(handle.moved(rich, { x, y }, width), width)!.x).toBeCloseTo(
            Math.min(width - 12, Math.max(42, x)),
            6,
          );
          expect(start.path[0]!.h).toBeCloseTo(h, 9);
          expect(start.path[0]!.c).toBeCloseTo(c, 9);
        },
      ),
    );
    const { start, flow } = handle.moved(rich, { x: 600, y: 300 }, width);
    expect(start!.path.at(-1)!.h).toBeCloseTo(flow!.fixedPoint.h, 2);
    expect(start!.path.at(-1)!.c).toBeCloseTo(flow!.fixedPoint.c, 2);
  });

  it('is at first that of the run, and is drawn only once it has been moved', () => {
    const dashed = (table: typeof rich) =>
      figure.draw(table, { document, width, theme: themes.light }).querySelectorAll('[stroke-dasharray="7 4"]').length;
    expect(handle.text(rich)).toMatch(/^h = 0\.0\d+, c = /);
    expect(dashed(rich)).toBe(0);
    expect(dashed(handle.moved(rich, { x: 500, y: 300 }, width))).toBe(1);
    expect(handle.place(diverged, width)).toBeNull();
  });
});

describe('the table of phase-portrait', () => {
  it('has the run, the theory, the curve, the field and the end', () => {
    const count = (what: string) => figure.rows(rich).filter((row) => row.what === what).length;
    const { length } = rich.record.series.step;
    expect(['run', 'theory', 'curve', 'field', 'end'].map(count)).toEqual([
      length,
      length,
      rich.flow!.curve.length,
      rich.flow!.field.length,
      1,
    ]);
  });
});
