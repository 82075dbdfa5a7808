import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { paperParameters, twoPointsParameters } from '../../experiments/two-points/parameters.ts';
import { paperSettings, type PaperSettingId } from '../../networks/settings.ts';
import { testSource } from '../testing/source.ts';
import { themes } from '../theme.ts';
import { twoPointsFigure as figure } from './index.ts';
import { paperSettingOf, recordedRun } from './recorded.ts';

const ids = Object.keys(paperSettings) as PaperSettingId[];
const { document } = parseHTML('<!doctype html><html><body></body></html>');

interface ReferenceRun {
  seed: number;
  epoch_index: number[];
  h2: number[];
  y2: number[];
  w: number[];
  loss: number[];
}
const { settings } = JSON.parse(readFileSync('tests/reference/two_points.json', 'utf8')) as {
  settings: Record<string, { runs: ReferenceRun[] }>;
};

describe('the recorded runs', () => {
  it.each(ids)('are the numbers of the reference, to five digits: %s', async (id) => {
    const { series, seed } = (await recordedRun(paperParameters(id, 7)))!;
    const run = settings[id]!.runs.find((candidate) => candidate.seed === seed)!;
    const digits = (value: number) => Number(value.toPrecision(5));
    expect(series.step.length).toBeGreaterThan(50);
    series.step.forEach((step, n) => {
      const at = run.epoch_index.indexOf(step);
      expect([series.h[n], series.y[n], series.w[n], series.loss[n]]).toEqual(
        [run.h2[at]!, run.y2[at]!, run.w[at]!, run.loss[at]!].map(digits),
      );
    });
  });

  it('belong to the settings of the paper, whatever the seed, and to no other network', async () => {
    for (const id of ids) expect(paperSettingOf(paperParameters(id, 3))).toBe(id);
    expect(paperSettingOf({ ...paperParameters('default', 3), steps: 3000 })).toBeNull();
    expect(await recordedRun(twoPointsParameters.parse({}))).toBeNull();
  });
});

describe('the overlay of two-points', async () => {
  const plain = await figure.load(figure.state.parse({}), await testSource());
  const overlaid = { ...plain, recorded: (await recordedRun(paperParameters('shallow', 1)))! };
  const draw = (table: typeof plain) => figure.draw(table, { document, width: 760, theme: themes.light });

  it('is a thin line in each panel, named beside the others, and only where there is a recorded run', () => {
    const thin = (table: typeof plain) =>
      [...draw(table).querySelectorAll('[data-mark=line]')].filter(
        (line) => line.getAttribute('stroke') === themes.light.recorded,
      ).length;
    expect([thin(plain), thin(overlaid)]).toEqual([0, 4]);
    expect(draw(overlaid).textContent).toContain('reference');
    expect(draw(plain).textContent).not.toContain('reference');
  });

  it('is in the words and in the table, with its seed and what made it', () => {
    expect(figure.describe(overlaid)).toMatch(
      /the reference for the paper’s shallow, seed 0 \(initial weights .* step 1,47\d/,
    );
    const rows = figure.rows(overlaid);
    expect(rows).toHaveLength(plain.record.series.step.length + overlaid.recorded.series.step.length);
    expect(rows.at(-1)).toMatchObject({ step: 5999, h: null, hRecorded: overlaid.recorded.series.h.at(-1) });
  });
});
