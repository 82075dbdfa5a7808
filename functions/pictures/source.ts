import { experiments } from '../../lib/experiments/index.ts';
import { networkOf, type TwoPointsParameters } from '../../lib/experiments/two-points/parameters.ts';
import { figures } from '../../lib/figures/index.ts';
import type { RunSource, TwoPointsTable } from '../../lib/figures/two-points/table.ts';
import { parameterCount } from '../../lib/networks/network.ts';
import { restoreRun } from '../../lib/results/released-run.ts';
import { findRunWithSeries, hasRun } from '../database/runs.ts';
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
  if (pictureKernel.supports(experiment.workload(parameters)) !== true) {
    return `networks of kind ${parameters.architecture} are trained in the browser only`;
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

/** Runs for figures, at the edge. */
export interface EdgeSource extends RunSource {
  /** Whether there is a figure of these parameters. Costs a look into the database's index, and no computation. */
  has(parameters: TwoPointsParameters): Promise<boolean>;
}

/**
 * Where the edge's figures get their runs.
 * @param release the release to look in.
 * @param pinned whether the run must be in that release; otherwise a small one is computed here, by the same kernel.
 */
export function edgeSource(database: D1Database, release: string, pinned: boolean): EdgeSource {
  const idOf = (parameters: TwoPointsParameters) => experiment.runId(parameters, pictureKernel);
  /** Why a run that is not recorded is not computed, or null if it is. */
  const problemOf = (parameters: TwoPointsParameters): Problem | null => {
    const reason = pinned ? 'this address is of that release alone' : refusal(parameters);
    if (reason === null) return null;
    const detail =
      `Run ${idOf(parameters)} of these parameters is not in release ${release}, and ${reason}. ` +
      'The article trains it in your browser: follow `links.live`.';
    const links = {
      live: `/?figure=two-points&${figures['two-points'].query(parameters)}#live`,
      runs: runsAddress(release),
      'runs-like-it': likeIt(release, parameters),
    };
    return new Problem(pinned ? 'not-found' : 'not-recorded', detail, { links });
  };
  return {
    async has(parameters) {
      return problemOf(parameters) === null || (await hasRun(database, release, idOf(parameters)));
    },
    async run(parameters): Promise<TwoPointsTable> {
      const found = await findRunWithSeries(database, release, idOf(parameters));
      if (found) return { ...restoreRun(found), provenance: { kind: 'release', release } };
      const problem = problemOf(parameters);
      if (problem) throw problem;
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
