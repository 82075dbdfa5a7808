import { beforeAll, describe, expect, it } from 'vitest';
import { kernelEngine } from '../../training/kernel/index.ts';
import { compiledKernel } from '../../training/kernel/testing/compiled-kernel.ts';
import { tfjsWasm } from '../../training/testing/engines.ts';
import type { Engine } from '../../training/trainer.ts';
import { twoPointsExperiment } from '../two-points/index.ts';
import { paperParameters, twoPointsParameters } from '../two-points/parameters.ts';
import { compareArchitectures, compared, type ArchitecturesComparison, type NetworkRuns } from './compare.ts';
import { architectureNetworks, modernNetworks, optimiserNetworks } from './networks.ts';

const kernel = kernelEngine(compiledKernel());

/** Runs of a network on the first of the engines that has it. */
async function runsOf(id: string, seeds: readonly number[], engines: readonly Engine[]): Promise<NetworkRuns> {
  const given = architectureNetworks.find((network) => network.id === id)!;
  const runs = [];
  for (const seed of seeds) {
    const parameters = twoPointsParameters.parse({ ...given.parameters, seed });
    const workload = twoPointsExperiment.workload(parameters);
    const engine = engines.find((candidate) => candidate.supports(workload) === true)!;
    runs.push(compared(await twoPointsExperiment.run(parameters, { engine })));
  }
  return { id, runs };
}

describe('the networks', () => {
  it('have ids of their own, and parameters that the experiment takes', () => {
    const ids = architectureNetworks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { parameters } of architectureNetworks) {
      expect(twoPointsParameters.parse(parameters)).toMatchObject(parameters);
    }
  });

  it('are the settings of the paper as its trajectory figures train them, and ours', () => {
    const cnn = architectureNetworks.find(({ id }) => id === 'paper-cnn')!;
    expect(twoPointsParameters.parse({ ...cnn.parameters, seed: 3 })).toEqual(paperParameters('cnn', 3));
    expect(architectureNetworks).toHaveLength(19 + modernNetworks.length + optimiserNetworks.length);
  });
});

describe('networks beyond the paper', () => {
  let comparison: ArchitecturesComparison;
  beforeAll(async () => {
    const engines = [kernel, await tfjsWasm()];
    const networks = [];
    for (const { id } of modernNetworks) networks.push(await runsOf(id, [1], engines));
    comparison = compareArchitectures(networks);
  }, 120_000);

  it('all learn, and follow the two equations', () => {
    for (const { learnt, physical, r2 } of comparison.panels) {
      expect([learnt, physical]).toEqual([1, 1]);
      expect(r2!.median).toBeGreaterThan(0.95);
    }
  });

  it('are nearly one curve without units: twice closer together in y, half as much again in h and w', () => {
    const { runs, spreads } = comparison.collapse!;
    expect(runs).toBe(5);
    const gain = (curve: 'y' | 'h' | 'w') => spreads.steps[curve].mean / spreads.collapse[curve].mean;
    expect(gain('y')).toBeGreaterThan(2);
    expect(gain('w')).toBeGreaterThan(1.5);
    // Where h begins is a matter of the richness C, and the normalised networks are not rich.
    expect(gain('h')).toBeGreaterThan(1.5);
    const { richness } = comparison.panels.find(({ id }) => id === 'layer-norm')!;
    expect(richness!.median).toBeGreaterThan(0.5);
  });
});

describe('optimisers', { timeout: 30_000 }, () => {
  it('with momentum follow the theory the less, the shorter the rise; Adam does not at all', async () => {
    const networks = [];
    for (const { id } of optimiserNetworks.slice(0, 5)) networks.push(await runsOf(id, [1, 2, 3, 4], [kernel]));
    const { panels, collapse } = compareArchitectures(networks, 2);
    const r2 = Object.fromEntries(panels.map((panel) => [panel.id, panel.r2!.median]));
    for (const { learnt } of panels) expect(learnt).toBe(4);
    expect(r2.sgd).toBeGreaterThan(0.99);
    expect(r2.momentum).toBeGreaterThan(0.97);
    expect(r2['momentum-fast']).toBeLessThan(r2.momentum!);
    expect(r2.adam).toBeLessThan(0.4);
    expect(r2['adam-slow']).toBeLessThan(0.7);
    expect(panels.map(({ physical }) => physical)).toEqual([4, 4, 4, 0, 0]);
    // Two of each network that has a fit.
    expect(collapse!.runs).toBe(6);
  });

  it('says nothing of runs that there are not', () => {
    const { panels, collapse } = compareArchitectures([{ id: 'sgd', runs: [] }]);
    expect(panels[0]).toMatchObject({ runs: 0, learnt: 0, r2: null, etaH: null, rise: null, predictedRise: null });
    expect(collapse).toBeNull();
  });
});
