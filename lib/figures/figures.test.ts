import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import { csvTable } from '../results/csv.ts';
import { controlsOf } from './controls.ts';
import type { AnyFigure, FigureState } from './figure.ts';
import { figureOf } from './code.ts';
import { figureIds } from './index.ts';
import { standalone, svgText } from './picture.ts';
import { readState, stateQuery } from './state.ts';
import { statesOf } from './testing/states.ts';
import { testSource } from './testing/source.ts';
import { pageTheme, themes } from './theme.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const widths = [320, 360, 519, 520, 760, 1600];

/** What every figure must do, on the default state and on a state for each value of each choice. */
describe.each(figureIds)('%s', (id) => {
  let figure: AnyFigure;
  let states: FigureState[];
  const tables: { state: FigureState; table: object }[] = [];
  beforeAll(async () => {
    figure = await figureOf(id);
    states = statesOf(figure);
    for (const state of states) {
      try {
        tables.push({ state, table: await figure.load(state, await testSource()) });
      } catch (error) {
        // Not every state has data in the test's small release: then a figure says so.
        expect((error as Error).name).toBe('DataUnavailable');
        expect((error as Error).message).toMatch(/release|Release/);
      }
    }
    // The first to ask for the test's release waits for its training.
  }, 60_000);

  it('has data for one state at least', () => {
    expect(tables.length).toBeGreaterThan(0);
  });

  it('describes every field of its state and every column, and has a control for each field', () => {
    expect(figure.id).toBe(id);
    const controls = controlsOf(figure, figure.state.parse({}));
    expect(controls.map(({ name }) => name).sort()).toEqual(Object.keys(figure.shape).sort());
    for (const { name, description } of [...controls, ...figure.columns]) expect(description, name).not.toBe('');
  });

  it('has a short query for a state that gives it back', () => {
    expect(stateQuery(figure, figure.state.parse({}))).toBe(`v=${figure.stateVersion}`);
    for (const state of states) {
      expect(readState(figure, new URLSearchParams(stateQuery(figure, state)))).toEqual(state);
    }
  });

  it('has a table that is plain JSON', () => {
    for (const { table } of tables) expect(JSON.parse(JSON.stringify(table))).toEqual(table);
  });

  it('draws at every width what it announces as its height, in bare SVG', () => {
    for (const { table } of tables) {
      for (const width of widths) {
        const svg = figure.draw(table, { document, width, theme: themes.light });
        const height = figure.height(width, table);
        expect(svg.getAttribute('viewBox')).toBe(`0 0 ${width} ${height}`);
        expect(height).toBeLessThanOrEqual(figure.height(width, null));
        expect(svg.querySelectorAll('style, script, foreignObject, image').length).toBe(0);
        expect(svg.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
      }
    }
  });

  it('is pure: the same table gives the same picture', () => {
    const { table } = tables[0]!;
    const draw = () => figure.draw(table, { document, width: 700, theme: themes.light }).outerHTML;
    expect(draw()).toBe(draw());
  });

  // Regenerate with `vitest run --project unit -u` and look at the difference.
  it.each([
    ['light', 760],
    ['dark', 360],
  ] as const)('looks like its golden picture: %s, %i px', async (theme, width) => {
    const svg = standalone(figure, tables[0]!.table, { document, width, theme: themes[theme] });
    await expect(svgText(svg).replaceAll('><', '>\n<')).toMatchFileSnapshot(`${id}/golden/${theme}-${width}.svg`);
  });

  it('has in a page only the page’s colours', () => {
    for (const { table } of tables) {
      const svg = figure.draw(table, { document, width: 700, theme: pageTheme });
      expect(svg.outerHTML).not.toMatch(/#[0-9a-f]{6}|rgb\(/i);
    }
  });

  it('says in words what it shows, and of what', () => {
    for (const { table } of tables) {
      expect(figure.title(table).length).toBeGreaterThan(10);
      expect(figure.describe(table)).toMatch(/^.{20,}[.!]$/s);
      expect(figure.title(table) + figure.describe(table)).not.toMatch(/NaN|undefined|null|Infinity/);
      const { release, runs, engines, computed } = figure.sources(table);
      expect(runs.length).toBeGreaterThan(0);
      expect(new Set(runs).size).toBe(runs.length);
      expect(engines.length).toBeGreaterThan(0);
      expect(release === null).toBe(computed !== null);
      const picture = standalone(figure, table, { document, width: 900, theme: themes.dark });
      expect(picture.textContent).toContain(figure.title(table).slice(0, 20));
    }
  });

  it('has a row for what is drawn, a cell for each column', () => {
    const names = figure.columns.map(({ name }) => name);
    for (const { table } of tables) {
      const rows = figure.rows(table);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(Object.keys(row)).toEqual(names);
      expect(csvTable(names, rows).split('\n').length).toBe(rows.length + 2);
    }
  });
});
