import { describe, expect, it } from 'vitest';
import { experimentOf, type AnyRecord } from '../experiments/any.ts';
import type { DepthComparison } from '../experiments/depth/compare.ts';
import { keptSteps } from './kept-steps.ts';
import { restoreRun } from './released-run.ts';
import { experimentIds, rates, released, smallRecord } from './testing/runs.ts';

/** What the record of any experiment has. */
type Seen = AnyRecord & { readonly series: { readonly step: readonly number[] } };

describe('restoreRun', () => {
  it.each(experimentIds.filter((id) => id !== 'mnist'))(
    'gives the record of a run of %s as the experiment first gave it, and the same comparison',
    async (id) => {
      const record = await smallRecord(id);
      const known = id === 'xor' || id === 'rich-structure' ? rates : undefined;
      expect(restoreRun(released(record), id)).toEqual({ record, comparison: experimentOf(id).compare(record, known) });
    },
  );

  it('gives the record of a run of mnist, its matrix above the diagonal and on it', async () => {
    const record = await smallRecord('mnist', { epochs: 3 });
    const { record: restored, comparison } = restoreRun(released(record), 'mnist');
    const { predicted, ...rest } = record as typeof restored;
    expect(restored).toEqual({ ...rest, predicted: restored.predicted });
    const size = restored.labels.length;
    predicted.forEach((value, n) => {
      const [row, column] = [Math.floor(n / size), n % size];
      if (column >= row) expect(restored.predicted[n]).toBe(value);
      // The other half is the same but for rounding.
      else expect(restored.predicted[n]! / value).toBeCloseTo(1, 12);
    });
    expect(comparison).toEqual(experimentOf('mnist').compare(record));
  });

  it.each(experimentIds)('keeps the first, the last and as many steps of a run of %s as are asked for', async (id) => {
    const record = (await smallRecord(id)) as Seen;
    const { record: thin } = restoreRun(released(record, { keep: 8 }), id);
    const kept = keptSteps(record.series.step.length, 8);
    expect(thin.series.step).toEqual(kept.map((n) => record.series.step[n]));
    expect(thin.series.loss).toHaveLength(kept.length);
  });

  it('has the released fit, which was made on all steps, of a run of which a few are kept', async () => {
    const record = await smallRecord('two-points');
    const whole = restoreRun(released(record), 'two-points').comparison;
    const thin = restoreRun(released(record, { keep: 8 }), 'two-points').comparison;
    for (const name of ['fit', 'etaMean', 'hTheory', 'richness', 'endpointRatio'] as const) {
      expect(thin[name]).toEqual(whole[name]);
    }
    const depth = await smallRecord('depth');
    const { layers } = restoreRun(released(depth, { keep: 8 }), 'depth').comparison;
    const expected = experimentOf('depth').compare(depth) as DepthComparison;
    expect(layers.map(({ fit }) => fit)).toEqual(expected.layers.map(({ fit }) => fit));
  });

  it('looks for no fit where the release says that there is none', async () => {
    const diverged = await smallRecord('two-points', { lr: 10, gain: 3 });
    const run = released(diverged);
    expect(run.row).toMatchObject({ status: 'diverged', etaH: null });
    expect(restoreRun(run, 'two-points')).toMatchObject({
      record: diverged,
      comparison: { fit: null, reason: run.row.reason },
    });
    const finite = released(await smallRecord('two-points'));
    const unfitted = { ...finite, row: { ...finite.row, etaH: null, etaY: null, reason: 'No.' } };
    expect(restoreRun(unfitted, 'two-points').comparison).toMatchObject({ fit: null, reason: 'No.' });
  });

  it('refuses a run of another experiment', async () => {
    const run = released(await smallRecord('xor'));
    expect(() => restoreRun(run, 'two-points')).toThrow(`Run ${run.row.id} is of xor, not of two-points.`);
  });
});
