import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { readState } from '../state.ts';
import { testSource } from '../testing/source.ts';
import { pageTheme, themes } from '../theme.ts';
import { contrast } from '../testing/colours.ts';
import { tintsOf } from '../styles.ts';
import { twoPoints } from '../two-points/definition.ts';
import { breakdownFigure as figure } from './index.ts';
import { fitSteps, stepOf, verdictSymbols } from './key.ts';
import { verdicts } from './table.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const source = await testSource();
const table = await figure.load(figure.state.parse({}), source);
const rows = await source.rows({
  where: { sweep: 'breakdown' },
  columns: ['id', 'group', 'gain', 'depth', 'lr', 'steps', 'seed', 'r2', 'status', 'physical', 'endpointRatio'],
});
const cellAt = (gain: number, depth: number) => table.cells.find((cell) => cell.gain === gain && cell.depth === depth)!;

describe('the table of the map', () => {
  it('has a cell for each gain and depth, and every run in one of them', () => {
    expect(table.gains).toEqual([0.6, 1.6]);
    expect(table.depths).toEqual([2, 3]);
    expect(table.cells).toHaveLength(4);
    const shown = table.cells.flatMap(({ runs }) => runs.map(({ id }) => id));
    expect(shown.sort()).toEqual(rows.map(({ id }) => id).sort());
    expect(figure.rows(table)).toHaveLength(rows.length);
  });

  it('judges a run by its status first, then by its fit', () => {
    const kinds = (gain: number, depth: number) => cellAt(gain, depth).runs.map(({ verdict }) => verdict);
    expect(kinds(0.6, 2)).toEqual(['holds', 'holds', 'holds']);
    expect(kinds(0.6, 3)).toEqual(['unfinished', 'unfinished', 'unfinished']);
    expect(kinds(1.6, 3)).toEqual(['diverged', 'diverged', 'diverged']);
    const large = rows.filter(({ group }) => group === 'shrinks');
    for (const { seed, physical, endpointRatio } of large) {
      const expected = physical ? 'holds' : endpointRatio! < 0 ? 'shrinks' : 'poor';
      expect(cellAt(1.6, 2).runs.find((run) => run.seed === seed)!.verdict).toBe(expected);
    }
    expect(kinds(1.6, 2)).toContain('shrinks');
  });

  it('has the middle R² of a cell whose seeds learnt, and none of the others', () => {
    const cell = cellAt(0.6, 2);
    const fits = cell.runs.map(({ r2 }) => r2!).sort((a, b) => a - b);
    expect(cell).toMatchObject({ holds: true, r2: fits[1], typical: { r2: fits[1] } });
    expect(cellAt(0.6, 3)).toMatchObject({ holds: false, r2: null });
    expect(cellAt(1.6, 3)).toMatchObject({ holds: false, r2: null });
  });

  it('opens the very run in the live figure', () => {
    const { typical, gain, depth } = cellAt(0.6, 2);
    const row = rows.find(({ id }) => id === typical.id)!;
    const state = readState(twoPoints, new URLSearchParams(typical.live));
    expect(state).toMatchObject({ gain, depth, lr: row.lr, steps: row.steps, seed: row.seed, width: 52, centre: -0.5 });
  });
});

describe('the picture of the map', () => {
  const drawn = (width: number) => figure.draw(table, { document, width, theme: pageTheme });

  it.each([340, 760])('has a link for each cell, at the place of the cell: %i px', (width) => {
    const svg = drawn(width);
    const links = [...svg.querySelectorAll('a')];
    const rects = [...svg.querySelectorAll('[data-mark=cell] rect')];
    expect(links).toHaveLength(table.cells.length);
    links.forEach((link, n) => {
      expect(link.getAttribute('href')).toBe(`/figures/two-points?${table.cells[n]!.typical.live}`);
      expect(link.getAttribute('aria-label')).toMatch(/^gain [\d.]+, depth \d: .+\. Open seed \d live\.$/);
      for (const name of ['x', 'y', 'width', 'height']) {
        expect(link.querySelector('rect')!.getAttribute(name)).toBe(rects[n]!.getAttribute(name));
      }
    });
  });

  it('has a symbol for each seed, another for each verdict', () => {
    const svg = drawn(760);
    const inKey = verdicts.length;
    expect(svg.querySelectorAll('[data-mark=dot] path, [data-mark=dot] circle')).toHaveLength(rows.length + inKey);
    expect(verdictSymbols(pageTheme).map(({ verdict }) => verdict)).toEqual(verdicts);
  });

  it('has tints that text can be read on', () => {
    for (const theme of Object.values(themes)) {
      for (const tint of tintsOf(theme, fitSteps.length)) expect(contrast(tint, theme.ink)).toBeGreaterThan(4.5);
    }
    expect([0.8, 0.8999, 0.9, 0.98, 0.995].map(stepOf)).toEqual([0, 0, 1, 3, 4]);
  });
});

describe('the words of the map', () => {
  it('say where the theory holds and what becomes of the rest', () => {
    expect(figure.describe(table)).toMatch(
      /^The theory describes most seeds in 1 of 4 networks: at depth 2 at gain 0\.6, at depth 3 nowhere\..* 3 had not learnt both targets in their steps, 3 diverged\.$/,
    );
  });
});
