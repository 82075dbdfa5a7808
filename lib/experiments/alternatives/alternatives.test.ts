import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kernelEngine } from '../../training/kernel/index.ts';
import { compiledKernel } from '../../training/kernel/testing/compiled-kernel.ts';
import { alternatives, integrate } from '../../theory/index.ts';
import { identify } from '../run-head.ts';
import type { RunRecord } from '../run-record.ts';
import { twoPointsExperiment } from '../two-points/index.ts';
import type { TwoPointsParameters } from '../two-points/parameters.ts';
import { alternativesExperiment as experiment } from './index.ts';

const engine = kernelEngine(compiledKernel());
const parameters = experiment.parameters.parse({ steps: 600 });

/** A record whose curves are those of a system, so that the answer is known. */
function madeBy(system?: (typeof alternatives)['doubled-dy']): RunRecord<TwoPointsParameters> {
  const step = Array.from({ length: 201 }, (_, n) => 3 * n);
  const initial = { h: 0.05, y: 0.002, w: 0.002 - Math.sqrt(0.002 * 0.5) };
  const rates = { etaH: 0.02, etaY: 0.04 };
  const { h, y, w } = integrate(initial, rates, parameters, step, system ? { system } : {});
  const series = {
    step,
    h: Array.from(h),
    y: Array.from(y),
    w: Array.from(w),
    loss: step.map((t) => Math.exp(-t / 50)),
  };
  return { ...identify('two-points', parameters, engine), status: 'converged', divergedAt: null, series };
}

interface ReferenceRun {
  seed: number;
  epoch_index: number[];
  h2: number[];
  y2: number[];
  w: number[];
  loss: number[];
  fit: { physical: boolean };
}
const reference = JSON.parse(readFileSync('tests/reference/two_points.json', 'utf8')) as {
  settings: Record<string, { runs: ReferenceRun[] }>;
};

/** The comparisons of the reference's runs of a setting that the theory describes. */
function comparisonsOf(setting: string) {
  const described = reference.settings[setting]!.runs.filter(({ fit }) => fit.physical);
  return described.map(({ epoch_index: step, h2: h, y2: y, w, loss }) => {
    const identity = identify('two-points', experiment.parameters.parse({ steps: 6000 }), engine);
    const series = { step, h, y, w, loss };
    return experiment.compare({ ...identity, status: 'converged', divergedAt: null, series });
  });
}

describe('the comparison of alternatives', () => {
  it("finds the theory best on the reference's default, as the paper shows", () => {
    const comparisons = comparisonsOf('default');
    expect(comparisons.map(({ best }) => best)).toEqual(['theory', 'theory']);
    const factors = comparisons.map(({ altered }) => altered.map(({ factor }) => Number(factor!.toPrecision(3))));
    // dy/dt doubled, dh/dt doubled, dw/dt flipped, dy/dt cut.
    expect(factors).toEqual([
      [2.19, 1.53, 1.86, 4.74],
      [3.43, 1.66, 3.16, 5.96],
    ]);
  });

  it('does not find it best everywhere: docs/theory.md has these counts', { timeout: 60_000 }, () => {
    const winners = Object.keys(reference.settings).flatMap((setting) =>
      comparisonsOf(setting).map(({ best }) => best),
    );
    expect(winners).toHaveLength(30);
    expect(winners.filter((best) => best === 'theory')).toHaveLength(9);
    expect(winners.filter((best) => best === 'doubled-dy')).toHaveLength(14);
  });

  it('finds the theory best on curves of the theory', () => {
    const comparison = experiment.compare(madeBy());
    expect(comparison.best).toBe('theory');
    for (const { factor } of comparison.altered) expect(factor).toBeGreaterThan(100);
  });

  it.each(Object.values(alternatives))('finds the altered system best on its own curves: $id', (system) => {
    const comparison = experiment.compare(madeBy(system));
    expect(comparison.best).toBe(system.id);
    expect(comparison.altered.find(({ id }) => id === system.id)!.factor).toBeLessThan(0.01);
  });

  it('takes the very runs of two-points and the same residual of the theory', async () => {
    const record = await experiment.run(parameters, { engine });
    expect(record).toEqual(await twoPointsExperiment.run(parameters, { engine }));
    const comparison = experiment.compare(record);
    expect(comparison.theory).toEqual(twoPointsExperiment.compare(record));
    const outcome = experiment.summarise(record, comparison);
    expect(outcome.residual).toBe(comparison.theory.fit!.residual);
    expect(outcome.truncatedDy).toBeGreaterThan(1);
    expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
    for (const { curves } of comparison.altered) expect(curves!.h).toHaveLength(record.series.step.length);
  });

  it('has reasons instead of fits for a run that diverged', async () => {
    const record = await experiment.run(experiment.parameters.parse({ width: 32, lr: 10, gain: 3 }), { engine });
    const comparison = experiment.compare(record);
    expect(comparison.best).toBeNull();
    for (const { residual, reason } of comparison.altered) {
      expect(residual).toBeNull();
      expect(reason).toContain('no fit');
    }
  });
});
