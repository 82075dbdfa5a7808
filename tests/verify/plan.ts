import type { AnyParameters } from '../../lib/experiments/any.ts';
import { centreNetworks, centreRuns } from '../../lib/experiments/centre/index.ts';
import {
  contextSettings,
  paperContextParameters,
  type ContextSettingId,
} from '../../lib/experiments/context/parameters.ts';
import { paperDepthParameters } from '../../lib/experiments/depth/parameters.ts';
import { paperGrid } from '../../lib/experiments/rich-structure/parameters.ts';
import { paperParameters } from '../../lib/experiments/two-points/parameters.ts';
import { paperXorParameters, xorSettings, type XorSettingId } from '../../lib/experiments/xor/parameters.ts';
import { paperSettings, type PaperSetting, type PaperSettingId } from '../../lib/networks/settings.ts';
import { jobOf, type Job } from '../../lib/sweeps/job.ts';
import { engineIdentities } from '../../lib/training/identities.ts';
import type { Part } from './finished.ts';
import { mnistParameters, mnistRunIds } from './mnist-runs.ts';
import { twoPointsReference, xorReference, depthReference, contextReference } from './reference.ts';
import { twinOf, type TwinJob } from './twin.ts';

/** Every setting of the paper. */
export const settingIds = Object.keys(paperSettings) as PaperSettingId[];
export const xorIds = Object.keys(xorSettings) as XorSettingId[];
export const contextIds = Object.keys(contextSettings) as ContextSettingId[];
export const gridIds = ['two_layer', 'shallow', 'narrow', 'default'] as const;
export type GridId = (typeof gridIds)[number];
export const centreIds = Object.keys(centreNetworks) as (keyof typeof centreNetworks)[];

/** The grid of ours whose cells have the seeds of the reference's grid. */
export const referenceGrid = 1;

/** Settings whose run takes half a second at most. */
const fastSettings: readonly PaperSettingId[] = ['shallow', 'narrow', 'two_layer'];

/**
 * Settings in which rounding errors grow: kinks of a deep network's activation, which one point passes a step earlier or
 * later. Their twins are trained from moved starts too, where that does not take minutes.
 */
const sensitive: readonly PaperSettingId[] = settingIds.filter((id) => {
  const { architecture = 'mlp', optimizer = 'sgd', depth, activation }: PaperSetting = paperSettings[id];
  const isKinked = activation === 'leaky_relu' || activation === 'relu';
  return isKinked && depth > 2 && architecture === 'mlp' && optimizer === 'sgd';
});

/**
 * Seeds of the reference whose starts are trained here: those that it has runs of. Of the CNN it says that of five seeds
 * two leave the plateau, and has these two.
 */
export function twinSeeds(key: PaperSettingId): number[] {
  return key === 'cnn' ? [0, 1, 2, 3, 4] : twoPointsReference[key]!.runs.map(({ seed }) => seed);
}

/** Starts of a twin in a sensitive setting: the reference's own, and that moved by rounding errors. */
const roundings = 3;

/** Seeds or grids of each part, from 1. As many as the sweeps of content/sweeps have, where these have the same runs. */
const amounts = {
  slow: 10,
  fast: 20,
  depth: 10,
  xor: 10,
  context: 5,
  mnist: 5,
  centre: 20,
  grids: { two_layer: 5, shallow: 5, narrow: 5, default: 1 } satisfies Record<GridId, number>,
};

/** A run that the verification needs, and where its numbers go. */
export interface PlannedRun {
  readonly job: Job | TwinJob;
  readonly part: Part;
  /** Setting, or network, within the part. */
  readonly key: string;
  /** Number of the grid that a cell belongs to. */
  readonly grid?: number;
}

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

/**
 * How many times longer than a dense network under gradient descent a run takes for the same number of floating-point
 * operations, as measured: Adam's step waits for roots and quotients; a cell of a grid stops long before its last step.
 */
function slowness({ experiment, parameters }: Job): number {
  if (parameters.optimizer === 'adam' && experiment !== 'mnist') return 6;
  return experiment === 'rich-structure' ? 0.25 : 1;
}

/**
 * All runs of a verification, in rounds: the first seed of everything, then the second, so that one that is stopped has
 * seen something of all.
 */
export function planVerification(): PlannedRun[] {
  const rounds: { round: number; run: PlannedRun }[] = [];
  const engine = engineIdentities.kernel;
  const plan = (
    round: number,
    part: Part,
    key: string,
    parameters: AnyParameters,
    more: { twin?: number; grid?: number } = {},
  ) => {
    const experiment = part === 'centre' ? 'two-points' : part;
    const job = jobOf(experiment, parameters, { sweep: 'verification', group: `${part}-${key}`, engine });
    const weighed = { ...job, cost: job.cost * slowness(job) };
    const { twin, grid } = more;
    const run = { job: twin === undefined ? weighed : twinOf(weighed, twin), part, key };
    rounds.push({ round, run: grid === undefined ? run : { ...run, grid } });
  };
  for (const key of settingIds) {
    const isFast = fastSettings.includes(key);
    for (const seed of upTo(isFast ? amounts.fast : amounts.slow)) {
      plan(isFast ? 1 : seed, 'two-points', key, paperParameters(key, seed));
    }
    twinSeeds(key).forEach((seed, n) => {
      for (let twin = 0; twin < (sensitive.includes(key) ? roundings : 1); twin++) {
        // Not with the first seeds what takes minutes.
        const first = key === 'adam' || key === 'cnn' ? 2 : 1;
        plan(isFast ? 1 : first + n + 2 * twin, 'two-points', key, paperParameters(key, seed), { twin });
      }
    });
  }
  for (const seed of upTo(amounts.depth)) plan(seed, 'depth', 'default', paperDepthParameters(seed));
  depthReference.forEach(({ seed }, n) => {
    for (let twin = 0; twin < roundings; twin++) {
      plan(1 + n + 2 * twin, 'depth', 'default', paperDepthParameters(seed), { twin });
    }
  });
  for (const key of xorIds) {
    for (const seed of upTo(amounts.xor)) {
      plan(key === 'shallow' ? 1 : seed, 'xor', key, paperXorParameters(key, seed));
    }
    xorReference
      .filter(({ setting }) => setting === key)
      .forEach(({ seed }, n) => {
        plan(1 + n, 'xor', key, paperXorParameters(key, seed), { twin: 0 });
      });
  }
  for (const key of contextIds) {
    for (const seed of upTo(amounts.context)) plan(seed, 'context', key, paperContextParameters(key, seed));
    contextReference
      .filter(({ setting }) => setting === key)
      .forEach(({ seed }, n) => {
        plan(2 + n, 'context', key, paperContextParameters(key, seed), { twin: 0 });
      });
  }
  for (const key of mnistRunIds) {
    for (const seed of upTo(amounts.mnist)) plan(seed, 'mnist', key, mnistParameters(key, seed));
  }
  for (const key of gridIds) {
    // The grids of 20 x 500 take as long as nearly all the rest: last.
    const last = key === 'default' ? 1000 : 0;
    for (const grid of upTo(amounts.grids[key])) {
      for (const parameters of paperGrid(key, grid)) plan(last + grid, 'rich-structure', key, parameters, { grid });
    }
    if (key === 'default') continue;
    for (const parameters of paperGrid(key, referenceGrid)) {
      plan(2, 'rich-structure', key, parameters, { grid: referenceGrid, twin: 0 });
    }
  }
  for (const key of centreIds) {
    for (const parameters of centreRuns(centreNetworks[key], upTo(amounts.centre))) plan(1, 'centre', key, parameters);
  }
  // Within a round the costliest first, so that no core is left with a long run at the end.
  return rounds.sort((a, b) => a.round - b.round || b.run.job.cost - a.run.job.cost).map(({ run }) => run);
}

/** Floating-point operations per second of one process, with one at work on each core of the machine that was measured. */
const pace = 25e9;

/** The runs of a plan, in its order, that are made within some seconds by that many processes. */
export function within(plan: readonly PlannedRun[], seconds: number, processes: number): PlannedRun[] {
  let left = seconds * processes * pace;
  return plan.filter(({ job: { cost } }) => {
    const fits = cost <= left;
    if (fits) left -= cost;
    return fits;
  });
}
