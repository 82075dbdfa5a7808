import { experiments } from '../../lib/experiments/index.ts';
import { networkOf, type TwoPointsParameters } from '../../lib/experiments/two-points/parameters.ts';
import type { RunSource, TwoPointsTable } from '../../lib/figures/two-points/table.ts';
import { parameterCount } from '../../lib/networks/network.ts';
import { restoreRun } from '../../lib/results/released-run.ts';
import { findRunWithSeries } from '../database/runs.ts';
import { runsAddress } from '../links.ts';
import { Problem } from '../problems/problem.ts';
import { pictureKernel } from './kernel.ts';

/** Floating-point operations that a request may cost; about 0.1 s of one core. */
export const computeBudget = 2e9;
/** Weights that a request may hold: a Worker has 128 MB, and the kernel keeps each weight several times. */
export const parameterBudget = 1_000_000;

const experiment = experiments['two-points'];

/** Why these parameters are too much for a request or for the engine here, or null if they are not. */
function refusal(parameters: TwoPointsParameters): string | null {
  const { architecture, optimizer } = parameters;
  if (pictureKernel.supports({ network: networkOf(parameters), points: { size: 2 }, optimizer }) !== true) {
    return `networks of kind ${architecture} are trained in the browser only`;
  }
  const operations = experiment.cost(parameters);
  const weights = parameterCount(networkOf(parameters));
  if (weights > parameterBudget) {
    return `its network has ${weights} parameters, and at most ${parameterBudget} are trained on request`;
  }
  if (operations > computeBudget) {
    const budget = computeBudget.toExponential(0).replace('e+', 'e');
    return `it takes about ${operations.toExponential(1).replace('e+', 'e')} floating-point operations, and at most ${budget} are spent on a request`;
  }
  return null;
}

/**
 * Where the edge's figures get their runs.
 * @param release the release to look in.
 * @param pinned whether the run must be in that release; otherwise a small one is computed here, by the same kernel.
 */
export function edgeSource(database: D1Database, release: string, pinned: boolean): RunSource {
  return {
    async run(parameters): Promise<TwoPointsTable> {
      const id = experiment.runId(parameters, pictureKernel);
      const found = await findRunWithSeries(database, release, id);
      if (found) return { ...restoreRun(found), provenance: { kind: 'release', release } };
      const links = { runs: runsAddress(release), 'runs-like-it': likeIt(release, parameters) };
      if (pinned) {
        throw new Problem('not-found', `Run ${id} of these parameters is not in release ${release}.`, { links });
      }
      const reason = refusal(parameters);
      if (reason !== null) {
        throw new Problem('not-recorded', `Run ${id} is not in release ${release}, and ${reason}.`, { links });
      }
      const record = await experiment.run(parameters, { engine: pictureKernel });
      return { record, comparison: experiment.compare(record), provenance: { kind: 'computed', where: 'edge' } };
    },
  };
}

/** The recorded runs of the same activation and size. */
function likeIt(release: string, { activation, width, depth }: TwoPointsParameters): string {
  const query = new URLSearchParams({ activation, depth: String(depth), width: String(width) });
  return `${runsAddress(release)}?${query.toString()}`;
}
