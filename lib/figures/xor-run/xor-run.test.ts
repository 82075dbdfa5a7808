import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { pearson } from '../../experiments/statistics.ts';
import { liveGains, liveXorParameters } from '../../experiments/xor/live.ts';
import { xorExperiment as experiment } from '../../experiments/xor/index.ts';
import { kernelEngine } from '../../training/kernel/index.ts';
import { compiledKernel } from '../../training/kernel/testing/compiled-kernel.ts';
import { themes } from '../theme.ts';
import { describeXorRun } from './describe.ts';
import { drawXorRun } from './draw.ts';
import { xorRunFigure as figure } from './index.ts';
import type { XorRunTable } from './table.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const engine = kernelEngine(compiledKernel());
async function tableOf(gain: number, seed = 1): Promise<XorRunTable> {
  const record = await experiment.run(liveXorParameters(gain, seed), { engine });
  return { record, comparison: experiment.compare(record), provenance: { kind: 'computed', where: 'a test' } };
}
const rich = await tableOf(0.8);
const lazy = await tableOf(liveGains.max);

describe('the network that learns XOR under a reader’s finger', () => {
  it('learns all four points at either end of the gains', async () => {
    for (const { record } of [rich, lazy, await tableOf(liveGains.min, 2)]) expect(record.status).toBe('converged');
  });

  it('forgets the start where it is rich, and keeps it where it is lazy', () => {
    expect(rich.comparison.pearsonInitial).toBeLessThan(0);
    expect(rich.comparison.pearson).toBeGreaterThan(0.9);
    expect(lazy.comparison.pearsonInitial).toBeGreaterThan(0.98);
  });
});

describe('the matrices of one run', () => {
  const texts = (table: XorRunTable) =>
    [...drawXorRun(table, { document, width: 760, theme: themes.light }).querySelectorAll('text')].map(
      (text) => text.textContent,
    );

  it('are those of the step that is looked at: at the first the start, at the last the comparison', () => {
    expect(describeXorRun({ ...rich, until: 0 })).toMatch(/^At step 0 .* and 1\.00 with the start\.$/);
    const { pearson } = rich.comparison;
    expect(describeXorRun(rich)).toContain(`is ${(Math.floor(pearson! * 100) / 100).toFixed(2)} with the theory’s end`);
    expect(texts({ ...rich, until: 40 })).toEqual(expect.arrayContaining(['start', 'theory, end']));
    expect(texts(rich)).toContain('step 1500');
    expect(texts({ ...rich, until: 40 })).not.toEqual(texts(rich));
  });

  it('are the rows of their table, step by step', () => {
    const rows = figure.rows(rich);
    expect(rows).toHaveLength(6 * rich.record.series.step.length);
    const last = rows.filter(({ step }) => step === 1500);
    expect(
      pearson(
        last.map(({ theory }) => Number(theory)),
        last.map(({ distance }) => Number(distance)),
      ),
    ).toBeCloseTo(rich.comparison.pearson!, 12);
  });

  it('of a run that diverged have no theory, and say so', () => {
    const record = { ...rich.record, status: 'diverged', divergedAt: 7 } as const;
    const lost = { ...rich, record, comparison: experiment.compare(record) };
    expect(describeXorRun(lost)).toBe('Training diverged at step 7.');
    expect(texts(lost).join()).not.toContain('NaN');
    expect(figure.rows(lost).every(({ theory }) => theory === null)).toBe(true);
  });
});
