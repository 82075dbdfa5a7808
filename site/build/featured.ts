import { paperParameters } from '../../lib/experiments/two-points/parameters.ts';
import { twoPointsExperiment } from '../../lib/experiments/two-points/index.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import { twoPoints } from '../../lib/figures/two-points/definition.ts';
import { recordedRun } from '../../lib/figures/two-points/recorded.ts';
import type { TwoPointsTable } from '../../lib/figures/two-points/table.ts';
import { restoreRun } from '../../lib/results/released-run.ts';
import { buildKernel } from './kernel.ts';
import { everyRelease } from './release.ts';

/** What the article shows of the releases: the paper's own setting at full size. */
const parameters = paperParameters('default', 1);

/** The featured run's query, without its release. */
export const featuredQuery = stateQuery(twoPoints, parameters);

/**
 * The featured run in the newest release that holds it, which need not be the latest.
 * @throws Error if no release holds it: the article's text would not be true.
 */
export async function featuredRun(): Promise<{ release: string; table: TwoPointsTable }> {
  const id = twoPointsExperiment.runId(parameters, await buildKernel());
  for (const { manifest, runs } of await everyRelease()) {
    const found = runs.find(({ row }) => row.id === id);
    const { release } = manifest;
    if (found) {
      const run = { ...restoreRun(found, 'two-points'), provenance: { kind: 'release', release } } as const;
      const recorded = await recordedRun(parameters);
      return { release, table: recorded ? { ...run, recorded } : run };
    }
  }
  throw new Error(
    `The article shows run ${id}, the paper's default, from a release; no release in content/releases has it.`,
  );
}
