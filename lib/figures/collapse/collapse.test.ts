import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { collapseRecord } from '../../experiments/collapse/numbers.ts';
import { onAxis } from '../../experiments/collapse/collapsed-run.ts';
import { releasedRuns } from '../released.ts';
import { testSource } from '../testing/source.ts';
import { themes } from '../theme.ts';
import type { CollapseState } from './definition.ts';
import { collapseFigure as figure } from './index.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const source = await testSource();
const tableOf = (change: Partial<CollapseState> = {}) => figure.load(figure.state.parse(change), source);
const table = await tableOf();

describe('the table of collapse', () => {
  it('has the networks that the theory describes, by growing rise, and names the others', () => {
    expect(table.networks.map(({ id }) => id).sort()).toEqual(['default', 'tanh']);
    expect(table.without).toEqual(['adam']);
    const middles = table.networks.map(({ runs }) => runs.map(({ rise }) => rise).sort((a, b) => a - b)[1]!);
    expect(middles).toEqual([...middles].sort((a, b) => a - b));
  });

  it('has of each run what lib/experiments/collapse makes of it', async () => {
    const shown = table.networks.flatMap(({ runs }) => runs);
    const full = await releasedRuns(
      source,
      shown.map(({ id }) => id),
    );
    full.forEach(({ record, comparison }, n) => {
      const run = collapseRecord(record, comparison)!;
      expect(shown[n]!.rise).toBeCloseTo(run.rise, 9);
      const { curve } = shown[n]!;
      if (!curve) return;
      const times = onAxis(run, 'collapse');
      curve.x.forEach((x, at) => {
        const nearest = times.findIndex((time) => Math.abs(time - x) < 1e-4 * Math.max(1, Math.abs(x)));
        expect(nearest).toBeGreaterThanOrEqual(0);
        expect(curve.y[at]).toBeCloseTo(run.y[nearest]!, 4);
        expect(curve.h[at]).toBeCloseTo(run.h[nearest]!, 4);
      });
    });
  });

  it('draws two runs of each network and counts the rises of all', () => {
    for (const { runs } of table.networks) {
      expect(runs).toHaveLength(3);
      expect(runs.filter(({ curve }) => curve)).toHaveLength(2);
    }
  });

  it('says how the curves move together from axis to axis, the same in each state', async () => {
    const { steps, collapse, rise } = table.spreads;
    expect(collapse!.y).toBeLessThan(steps!.y);
    expect(rise!.y).toBeLessThan(collapse!.y);
    expect((await tableOf({ axis: 'steps' })).spreads).toEqual(table.spreads);
  });

  it('is refused where the release has no such runs', async () => {
    const empty = { ...source, rows: () => Promise.resolve([]) };
    await expect(figure.load(figure.state.parse({}), empty)).rejects.toThrow('The curves need runs with');
  });
});

describe('the picture of collapse', () => {
  const drawn = async (axis: CollapseState['axis']) =>
    figure.draw(await tableOf({ axis }), { document, width: 760, theme: themes.light });

  it('has the one curve of the theory where time is rescaled, and none over steps', async () => {
    const dashed = async (axis: CollapseState['axis']) =>
      (await drawn(axis)).querySelectorAll('[data-mark=line][stroke-dasharray]').length;
    expect(await dashed('collapse')).toBe(2);
    expect(await dashed('rise')).toBe(2);
    expect(await dashed('steps')).toBe(0);
  });

  it('names every network beside its dots', async () => {
    const text = (await drawn('collapse')).textContent;
    for (const { name } of table.networks) expect(text).toContain(name);
  });
});

describe('the words of collapse', () => {
  it('count the runs and say whose rise is not as predicted', () => {
    expect(figure.describe(table)).toMatch(
      /^6 runs of 2 networks\. From their mean .* lie over training steps 0\.\d+ in y/,
    );
    expect(figure.describe(table)).toMatch(
      /Steeper than that by more than 15 %: .*\. Slower by more than that: .*\. .* do(es)? not describe them: adam\.$/,
    );
  });
});
