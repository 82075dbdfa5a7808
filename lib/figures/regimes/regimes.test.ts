import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { testSource } from '../testing/source.ts';
import { themes } from '../theme.ts';
import type { RegimesState } from './definition.ts';
import { regimesFigure as figure } from './index.ts';
import { middleOf } from './table.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const source = await testSource();
const tableOf = (change: Partial<RegimesState> = {}) => figure.load(figure.state.parse(change), source);
const two = await tableOf({ depth: '2' });

describe('the table of regimes', () => {
  it('has the closed form of the theory as its two parts, where the theory holds', () => {
    const held = two.runs.filter(({ verdict }) => verdict === 'holds');
    expect(held.length).toBeGreaterThan(0);
    for (const { aLow, aHigh, hTheory } of held) {
      expect((aHigh! + Math.sqrt(aHigh! ** 2 + 4 * aLow! ** 2)) / 2).toBeCloseTo(hTheory!, 9);
    }
  });

  it('has no closed form of runs that the theory does not describe, or that have not ended', async () => {
    const three = await tableOf({ depth: '3' });
    const others = [...two.runs, ...three.runs].filter(({ verdict }) => verdict !== 'holds');
    expect(new Set(others.map(({ verdict }) => verdict))).toEqual(
      new Set(['poor', 'shrinks', 'unfinished', 'diverged']),
    );
    for (const { aLow, aHigh, hTheory } of others) expect([aLow, aHigh, hTheory]).toEqual([null, null, null]);
  });

  it('is refused for a network that was not scanned', async () => {
    await expect(tableOf({ depth: '12' })).rejects.toThrow(/The regimes need runs with .*depth=12/);
  });
});

describe('the picture of regimes', () => {
  it('breaks a part off where a logarithmic axis has no place for it, and counts fits below the axis', () => {
    const low = two.runs.map((run) => ({ ...run, aHigh: run.aHigh === null ? null : -1, r2: 0.1 }));
    const svg = figure.draw({ ...two, runs: low }, { document, width: 700, theme: themes.light });
    expect(svg.outerHTML).not.toContain('NaN');
    expect(svg.textContent).toContain('3↓');
  });

  it('says what fails and where', () => {
    expect(middleOf(two, 'aLow').length).toBeGreaterThan(0);
    expect(figure.describe(two)).toMatch(/^Gains from 0\.6 to 1\.6, 6 runs\. .* shrink in h \(at 1\.6\)\.$/);
  });
});
