import { describe, expect, it } from 'vitest';
import { kernelEngine } from '../../training/kernel/index.ts';
import { compiledKernel } from '../../training/kernel/testing/compiled-kernel.ts';
import { runTwoPoints } from '../two-points/run.ts';
import { centreNetworks, centreRuns, fitByCentre, holdsFrom } from './index.ts';

const engine = kernelEngine(compiledKernel());
const seeds = [1, 2, 3, 4, 5, 6];

async function fitsOf(base: (typeof centreNetworks)['lazy' | 'rich']) {
  const records = [];
  for (const parameters of centreRuns(base, seeds)) records.push(await runTwoPoints(parameters, { engine }));
  return fitByCentre(records);
}

describe('the centre of the pair', () => {
  it('decides whether the theory fits a lazy network', { timeout: 30_000 }, async () => {
    const fits = await fitsOf(centreNetworks.lazy);
    expect(fits.map(({ centre }) => centre)).toEqual([-0.5, -0.4, -0.3, -0.2, -0.1, 0]);
    const medians = fits.map(({ r2 }) => r2!.median);
    for (let n = 1; n < medians.length; n++) expect(medians[n]).toBeGreaterThan(medians[n - 1]!);
    expect(medians[0]).toBeLessThan(0.92);
    expect(medians.at(-1)).toBeGreaterThan(0.999);
    // Lazy throughout: it is the centre that changed, not the regime.
    for (const { richness } of fits) expect(richness!.median).toBeGreaterThan(2);
    expect(holdsFrom(fits, 0.99)).toBe(-0.1);
  });

  it('hardly matters to a rich one', { timeout: 30_000 }, async () => {
    const medians = (await fitsOf(centreNetworks.rich)).map(({ r2 }) => r2!.median);
    expect(Math.min(...medians)).toBeGreaterThan(0.98);
    expect(medians.at(-1)).toBeGreaterThan(0.995);
  });

  it('is nowhere good enough for a level that no fit reaches', () => {
    expect(holdsFrom([{ centre: 0, r2: null, richness: null, physical: 0, runs: 1 }], 0.9)).toBeNull();
  });
});
