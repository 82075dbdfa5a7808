import type { TwoPointsParameters } from '../../lib/experiments/two-points/parameters.ts';
import type { AnyExperimentId } from '../../lib/experiments/index.ts';
import { builtRunAddress, pageAddress } from '../../lib/figures/files/address.ts';
import { figures } from '../../lib/figures/index.ts';
import { hostedRun, type RunHost, type TrainingRequest } from '../../lib/figures/run-host.ts';
import { detailRows, detailTable, seriesOf } from '../../lib/figures/detail-rows.ts';
import type { ComparedRun, FigureSource } from '../../lib/figures/source.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import { parameterCount } from '../../lib/networks/network.ts';
import { findRunWithTables, selectRuns, selectTable } from '../database/runs.ts';
import { runsAddress } from '../links.ts';
import { Problem } from '../problems/problem.ts';
import { pictureKernel } from './kernel.ts';

/** Floating-point operations that a request may cost; about 0.1 s of one core. */
export const computeBudget = 2e9;
/** Weights that a request may hold: a Worker has 128 MB, and the kernel keeps each weight several times. */
export const parameterBudget = 1_000_000;

/** Why a run is too much for a request or for the engine here, or null if it is not. */
function refusal({ workload, cost }: TrainingRequest): string | null {
  if (pictureKernel.supports(workload) !== true) {
    return `networks of kind ${workload.network.kind} are trained in the browser only`;
  }
  const weights = parameterCount(workload.network);
  if (weights > parameterBudget) {
    return `its network has ${weights} parameters, and at most ${parameterBudget} are trained on request`;
  }
  if (cost > computeBudget) {
    const budget = computeBudget.toExponential(0).replace('e+', 'e');
    return `it takes about ${cost.toExponential(1).replace('e+', 'e')} floating-point operations, and at most ${budget} are spent on a request`;
  }
  return null;
}

/** A run that the build has left, or null. */
async function builtRun(assets: Fetcher, id: string): Promise<ComparedRun<AnyExperimentId> | null> {
  const response = await assets.fetch(new URL(builtRunAddress(id), 'https://assets.local'));
  if (response.ok) return response.json();
  await response.body?.cancel();
  return null;
}

/** Thrown in place of training where only the question is asked whether there is an answer. */
export class WouldTrain extends Error {
  override readonly name = 'WouldTrain';
}

interface EdgeOptions {
  /** Whether the data must be of that release; otherwise a small run that it lacks is computed here, by the same kernel. */
  readonly pinned: boolean;
  /** Whether to throw `WouldTrain` instead of training: to learn whether there is a figure at the price of the look-ups. */
  readonly dry?: boolean;
}

/** What the edge's figures are made from: the releases, and what the build has left. */
export type Stores = Pick<Env, 'DB' | 'ASSETS'>;

/** Where the edge's figures get their data: a release in the database. */
export function edgeSource(
  { DB, ASSETS }: Stores,
  release: string,
  { pinned, dry = false }: EdgeOptions,
): FigureSource {
  const host: RunHost = {
    ...{ release, engine: pictureKernel, where: 'edge' },
    find: (id) => findRunWithTables(DB, release, id),
    built: async (request) => (pinned || refusal(request) === null ? null : builtRun(ASSETS, request.id)),
    beforeTraining(request) {
      const reason = pinned ? 'this address is of that release alone' : refusal(request);
      if (reason !== null) throw refused(request, release, reason, pinned);
      if (dry) throw new WouldTrain();
    },
  };
  return {
    release: () => Promise.resolve(release),
    rows: (query) => selectRuns(DB, release, query),
    series: async (ids) => seriesOf(release, ids, await selectTable(DB, release, 'trajectories', ids)),
    details: async (table, ids) => {
      const name = detailTable(release, table);
      return detailRows(ids, await selectTable(DB, release, name, ids));
    },
    run: (experiment, parameters) => hostedRun(experiment, parameters, host),
  };
}

/** The problem of a run that is neither recorded nor computed, with the ways to go on. */
function refused(
  { experiment, parameters, id }: TrainingRequest,
  release: string,
  reason: string,
  pinned: boolean,
): Problem {
  const detail = `Run ${id} of these parameters is not in release ${release}, and ${reason}.`;
  const kind = pinned ? 'not-found' : 'not-recorded';
  if (experiment === 'mnist') {
    const links = { live: pageAddress('two-networks', ''), runs: runsAddress(release) };
    return new Problem(kind, `${detail} The figure’s page trains it in your browser.`, { links });
  }
  if (experiment !== 'two-points') return new Problem(kind, detail, { links: { runs: runsAddress(release) } });
  const figure = figures['two-points'];
  const state = parameters as TwoPointsParameters;
  const links = {
    live: `/?figure=${figure.id}&${stateQuery(figure, state)}#live`,
    runs: runsAddress(release),
    'runs-like-it': likeIt(release, state),
  };
  return new Problem(kind, `${detail} The article trains it in your browser.`, { links });
}

/** The recorded runs of the same activation and size. */
function likeIt(release: string, { activation, width, depth }: TwoPointsParameters): string {
  const query = new URLSearchParams({ activation, depth: String(depth), width: String(width) });
  return `${runsAddress(release)}?${query.toString()}`;
}
