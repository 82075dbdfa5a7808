import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { testSource } from '../testing/source.ts';
import { twoPointsParameters } from '../../experiments/two-points/parameters.ts';
import { themes } from '../theme.ts';
import { drawExpectation } from './draw.ts';
import { drawnThrough, expectationLayout, highest, knotAt, knots, placeOf } from './layout.ts';
import { expectationOf, expectedAt, scoreOf, type ExpectationTable } from './table.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const run = await (await testSource()).run('two-points', twoPointsParameters.parse({}));
const { fit } = run.comparison;
const table = expectationOf(run, fit);
const flat = Array.from({ length: knots }, () => 0);

describe('a curve that is drawn by hand', () => {
  it('has the height of the hand where the hand is, at every width', () => {
    const knot = fc.integer({ min: 0, max: knots - 1 });
    const height = fc.double({ min: 0, max: highest, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 900 }), knot, height, (width, at, to) => {
        const layout = expectationLayout(width);
        const { x, y } = placeOf(layout, at / (knots - 1), to);
        const found = knotAt(layout, x, y);
        expect(found.knot).toBe(at);
        expect(found.height).toBeCloseTo(to, 9);
      }),
    );
  });

  it('has no gaps, however fast the hand, and stays as it was elsewhere', () => {
    const drawn = drawnThrough(flat, { knot: 10, height: 0.2 }, { knot: 20, height: 0.7 });
    expect(drawn.slice(0, 10)).toEqual(flat.slice(0, 10));
    expect(drawn.slice(21)).toEqual(flat.slice(21));
    for (let n = 10; n <= 20; n++) expect(drawn[n]).toBeCloseTo(0.2 + 0.05 * (n - 10), 9);
    const back = drawnThrough(flat, { knot: 20, height: 0.7 }, { knot: 10, height: 0.2 });
    for (let n = 10; n <= 20; n++) expect(back[n]).toBeCloseTo(drawn[n]!, 9);
  });

  it('is straight between its knots, in the unit of y', () => {
    const rising = flat.map((_, n) => n / (knots - 1));
    for (const step of [0, 7, table.steps / 2, table.steps]) {
      expect(expectedAt(rising, table, step)).toBeCloseTo((table.dy2 * step) / table.steps, 9);
    }
  });
});

describe('the score of an expectation', () => {
  it('is that of the fit’s own curve for the theory, 1 for whoever knew, and negative for whoever expected nothing', () => {
    const { step, y } = run.record.series;
    const known = flat.map((_, n) => {
      const at = (n / (knots - 1)) * table.steps;
      const next = step.findIndex((each) => each >= at);
      return y[next]! / table.dy2;
    });
    expect(scoreOf(table, known)!.expected).toBeGreaterThan(0.99);
    expect(scoreOf(table, flat)!.expected).toBeLessThan(0);
    expect(scoreOf(table, flat)!.predicted).toBeCloseTo(fit!.r2Y, 6);
  });

  it('is not there before the run, nor without rates of other seeds', () => {
    expect(scoreOf({ ...table, run: null }, flat)).toBeNull();
    expect(scoreOf(expectationOf(run, null), flat)!.predicted).toBeNull();
  });
});

describe('the panel of an expectation', () => {
  const labels = (of: ExpectationTable) =>
    [...drawExpectation(of, { document, width: 760, theme: themes.light }).querySelectorAll('text')].map(
      (text) => text.textContent,
    );

  it('has the same axes before and after', () => {
    const before = labels({ ...table, run: null, predicted: null });
    expect(labels(table)).toEqual([...before, 'network', 'theory, foretold']);
  });
});
