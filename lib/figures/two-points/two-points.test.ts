import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { twoPointsExperiment as experiment } from '../../experiments/two-points/index.ts';
import type { TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import { kernelEngine } from '../../training/kernel/index.ts';
import { compiledKernel } from '../../training/kernel/testing/compiled-kernel.ts';
import { standalone } from '../picture.ts';
import { readState, stateQuery } from '../state.ts';
import { pageTheme, themes } from '../theme.ts';
import { twoPointsFigure as figure } from './index.ts';
import { ownRange, withOwnRates } from './own-rates.ts';
import type { TwoPointsTable } from './table.ts';

const engine = kernelEngine(compiledKernel());
const { document } = parseHTML('<!doctype html><html><body></body></html>');

async function tableOf(change: Partial<TwoPointsParameters> = {}): Promise<TwoPointsTable> {
  const record = await experiment.run(experiment.parameters.parse(change), { engine });
  return { record, comparison: experiment.compare(record), provenance: { kind: 'computed', where: 'a test' } };
}

const rich = await tableOf();
const unfit = await tableOf({ width: 200, gain: 1.6, lr: 0.005, steps: 300 });
const diverged = await tableOf({ lr: 10, gain: 3 });

describe('the picture of two-points', () => {
  // Regenerate with `vitest run --project unit -u` and look at the difference.
  it.each([
    ['rich-light-900', rich, 900, themes.light],
    ['rich-dark-360', rich, 360, themes.dark],
    ['unfit-light-900', unfit, 900, themes.light],
    ['diverged-light-600', diverged, 600, themes.light],
  ] as const)('is the golden one: %s', async (name, table, width, theme) => {
    const svg = standalone(figure, table, { document, width, theme });
    await expect(svg.outerHTML.replaceAll('><', '>\n<')).toMatchFileSnapshot(`golden/${name}.svg`);
  });

  it('has the height that it announces, at every width', () => {
    for (const width of [300, 519, 520, 1600]) {
      const svg = figure.draw(rich, { document, width, theme: themes.light });
      expect(svg.getAttribute('viewBox')).toBe(`0 0 ${width} ${figure.height(width, rich)}`);
    }
  });

  it('has no style and no script, and in a page only the page’s colours', () => {
    const svg = figure.draw(rich, { document, width: 700, theme: pageTheme });
    expect(svg.querySelectorAll('style, script').length).toBe(0);
    expect(svg.outerHTML).not.toMatch(/#[0-9a-f]{6}/i);
  });

  it('tells theory from network by dashes, not by colour alone', () => {
    const dashed = figure
      .draw(rich, { document, width: 700, theme: themes.light })
      .querySelectorAll('g[stroke-dasharray]');
    expect(dashed.length).toBe(4);
    const without = figure.draw(diverged, { document, width: 700, theme: themes.light });
    expect(without.querySelectorAll('g[stroke-dasharray]').length).toBe(0);
  });
});

describe('the description of two-points', () => {
  it('says what is seen, from the numbers', () => {
    const { series } = rich.record;
    const { fit } = rich.comparison;
    const text = figure.describe(rich);
    expect(text).toMatch(/^A plateau to step 1\d\d, then a rise that is half done at step \d+;/);
    expect(text).toContain(`h is ${series.h.at(-1)!.toPrecision(3)}`);
    expect(text).toContain(`η_h = ${fit!.etaH.toPrecision(3)}`);
    expect(text).not.toContain('R² = 1.');
  });

  it('says that the theory does not hold, and why', () => {
    expect(figure.describe(unfit)).toContain('The theory does not hold here. ');
    expect(figure.describe(unfit)).toContain('end-point ratio');
  });

  it('says where training diverged', () => {
    expect(figure.describe(diverged)).toMatch(/Training diverged: at step \d+/);
  });

  it('names the state', () => {
    expect(figure.title(rich)).toBe(
      '3 hidden layers of 100, leaky ReLU, gain 0.6, learning rate 0.05, 510 steps, seed 1',
    );
  });
});

describe('the rates of a reader’s own', () => {
  const fit = rich.comparison.fit!;

  it('are judged as the fit judges itself, and drawn in its place', () => {
    const same = withOwnRates(rich, fit)!;
    expect(same.own!.explained!.r2).toBeCloseTo(fit.r2, 6);
    expect(same.own!.theory!.h).toEqual(rich.comparison.theory!.h);
    const other = withOwnRates(rich, { etaH: 3 * fit.etaH, etaY: fit.etaY })!;
    expect(other.own!.explained!.r2).toBeLessThan(fit.r2 - 0.05);
    const pathsOf = (table: TwoPointsTable) =>
      [
        ...figure
          .draw(table, { document, width: 700, theme: themes.light })
          .querySelectorAll('g[stroke-dasharray] path'),
      ].map((path) => path.getAttribute('d'));
    expect(pathsOf(same)).toEqual(pathsOf(rich));
    expect(pathsOf(other)).not.toEqual(pathsOf(rich));
  });

  it('lie within the range that is offered, and never in its middle by design', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1, noNaN: true }), (rate) => {
        const { min, max } = ownRange({ etaH: rate, etaY: rate }).etaH;
        expect(rate).toBeGreaterThan(4 * min);
        expect(rate).toBeLessThan(max / 4);
      }),
    );
  });

  it('are nothing for a run that has no fit', () => {
    expect(withOwnRates(diverged, fit)).toBeNull();
  });

  it('leave panels as they are, however wild', () => {
    const wild = withOwnRates(rich, { etaH: 20 * fit.etaH, etaY: fit.etaY / 20 })!;
    const ticks = (table: TwoPointsTable) =>
      [
        ...figure
          .draw(table, { document, width: 700, theme: themes.light })
          .querySelectorAll('[data-mark="y-axis tick label"] text'),
      ].map((text) => text.textContent);
    const onlyCurves = (texts: readonly string[]) => texts.filter((text) => !text.includes('%'));
    expect(onlyCurves(ticks(wild))).toEqual(onlyCurves(ticks(rich)));
  });
});

describe('the table of two-points', () => {
  it('has a row for each observation and a number or null in each column', () => {
    const rows = figure.rows(rich);
    expect(rows).toHaveLength(rich.record.series.step.length);
    expect(Object.keys(rows[0]!)).toEqual(figure.columns.map(({ name }) => name));
    expect(figure.rows(diverged)[0]).toMatchObject({ hTheory: null, lossTheory: null });
  });

  it('can be drawn up to a step, limits and words staying those of the whole run', () => {
    const part = { ...rich, until: 100 };
    const draw = (table: TwoPointsTable) => figure.draw(table, { document, width: 700, theme: themes.light });
    const ticks = (table: TwoPointsTable) => [...draw(table).querySelectorAll('text')].map((text) => text.textContent);
    expect(ticks(part)).toEqual(ticks(rich));
    expect(draw(part).outerHTML.length).toBeLessThan(draw(rich).outerHTML.length);
    expect(figure.describe(part)).toBe(figure.describe(rich));
  });
});

describe('the query of two-points', () => {
  it('is short, and gives the state back', () => {
    expect(stateQuery(figure, experiment.parameters.parse({}))).toBe('v=1');
    for (const change of [{}, { gain: 0.75, seed: 9 }, { depth: 8, layer: 2 }, { depth: 8 }]) {
      const state = experiment.parameters.parse(change);
      expect(readState(figure, new URLSearchParams(stateQuery(figure, state)))).toEqual(state);
    }
  });
});
