import { experiments } from '../../lib/experiments/index.ts';
import type { RunSource } from '../../lib/figures/two-points/table.ts';
import { restoreRun } from '../../lib/results/released-run.ts';
import { buildKernel } from './kernel.ts';
import { latestRelease } from './release.ts';

/** Runs for pages: from the latest release, or trained while the page is built if the release does not hold them. */
export const buildSource: RunSource = {
  async run(parameters) {
    const engine = await buildKernel();
    const experiment = experiments['two-points'];
    const { manifest, runs } = await latestRelease();
    const id = experiment.runId(parameters, engine);
    const released = runs.find(({ row }) => row.id === id);
    if (released) return { ...restoreRun(released), provenance: { kind: 'release', release: manifest.release } };
    const record = await experiment.run(parameters, { engine });
    return { record, comparison: experiment.compare(record), provenance: { kind: 'computed', where: 'page build' } };
  },
};
