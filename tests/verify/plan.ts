import { centreNetworks, centreRuns } from '../../lib/experiments/centre/index.ts';
import type { ContextSettingId } from '../../lib/experiments/context/parameters.ts';
import { paperDepthParameters } from '../../lib/experiments/depth/parameters.ts';
import { paperGrid } from '../../lib/experiments/rich-structure/parameters.ts';
import { paperParameters } from '../../lib/experiments/two-points/parameters.ts';
import { paperXorParameters, xorSettings, type XorSettingId } from '../../lib/experiments/xor/parameters.ts';
import { paperSettings, type PaperSettingId } from '../../lib/networks/settings.ts';
import type { EngineIdentity } from '../../lib/training/identities.ts';
import { contextPlan } from '../reproduction/context.ts';
import { jobOf, type VerifyJob } from './job.ts';

/** Every setting of the paper that the networks know. */
export const settingIds = Object.keys(paperSettings) as PaperSettingId[];
export const xorIds = Object.keys(xorSettings) as XorSettingId[];
export const gridIds = ['two_layer', 'shallow', 'narrow', 'default'] as const;
export type GridId = (typeof gridIds)[number];

/** Settings whose run takes a second or so. */
export const fastSettings: readonly PaperSettingId[] = ['shallow', 'narrow', 'two_layer'];

/** A run that the verification needs, and where its numbers go. */
export type PlannedJob = VerifyJob &
  (
    | { readonly part: 'two-points'; readonly key: PaperSettingId }
    | { readonly part: 'depth'; readonly key: 'default' }
    | { readonly part: 'xor'; readonly key: XorSettingId }
    | { readonly part: 'context'; readonly key: ContextSettingId }
    | { readonly part: 'rich-structure'; readonly key: GridId; readonly grid: number }
    | { readonly part: 'centre'; readonly key: keyof typeof centreNetworks }
  );

/** Seeds or grids of each part, from 1. */
interface Amounts {
  readonly slow: number;
  readonly fast: number;
  readonly depth: number;
  readonly xor: number;
  readonly xorShallow: number;
  readonly centre: number;
  readonly context: number;
  readonly grids: Readonly<Record<GridId, number>>;
}

/** What makes a verification: at least five seeds of what is slow, ten and more of what is fast. */
const full: Amounts = {
  slow: 5,
  fast: 20,
  depth: 5,
  xor: 5,
  xorShallow: 10,
  centre: 20,
  context: 5,
  grids: { two_layer: 5, shallow: 5, narrow: 5, default: 1 },
};

/** What fits into ten minutes on two cores. */
const quick: Amounts = {
  slow: 1,
  fast: 10,
  depth: 1,
  xor: 1,
  xorShallow: 5,
  centre: 10,
  context: 1,
  grids: { two_layer: 2, shallow: 1, narrow: 2, default: 0 },
};

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

/**
 * All runs of a verification, in rounds: the first seed of everything, then the second, so that one that is stopped has
 * seen something of all. The runs of `quick` are among those of the full verification.
 */
export function planVerification(isQuick: boolean, engine: EngineIdentity): PlannedJob[] {
  const amounts = isQuick ? quick : full;
  const rounds: { round: number; job: PlannedJob }[] = [];
  const add = (round: number, job: PlannedJob) => {
    rounds.push({ round, job });
  };
  for (const key of settingIds) {
    const isFast = fastSettings.includes(key);
    for (const seed of upTo(isFast ? amounts.fast : amounts.slow)) {
      add(isFast ? 1 : seed, { part: 'two-points', key, ...jobOf('two-points', paperParameters(key, seed), engine) });
    }
  }
  for (const seed of upTo(amounts.depth)) {
    add(seed, { part: 'depth', key: 'default', ...jobOf('depth', paperDepthParameters(seed), engine) });
  }
  for (const key of xorIds) {
    for (const seed of upTo(key === 'shallow' ? amounts.xorShallow : amounts.xor)) {
      add(key === 'shallow' ? 1 : seed, { part: 'xor', key, ...jobOf('xor', paperXorParameters(key, seed), engine) });
    }
  }
  for (const { setting: key, parameters } of contextPlan(upTo(amounts.context))) {
    add(parameters.seed, { part: 'context', key, ...jobOf('context', parameters, engine) });
  }
  for (const key of gridIds) {
    for (const grid of upTo(amounts.grids[key])) {
      // One grid with the first round, the others after the seeds of everything else. A grid of 20 x 500 takes as long as
      // everything else together: last.
      const round = key === 'default' ? 1000 : grid === 1 ? 1 : 100 + grid;
      for (const parameters of paperGrid(key, grid)) {
        add(round, { part: 'rich-structure', key, grid, ...jobOf('rich-structure', parameters, engine) });
      }
    }
  }
  for (const key of Object.keys(centreNetworks) as (keyof typeof centreNetworks)[]) {
    for (const parameters of centreRuns(centreNetworks[key], upTo(amounts.centre))) {
      add(1, { part: 'centre', key, ...jobOf('two-points', parameters, engine) });
    }
  }
  // Within a round the costliest first, so that no core is left with a long run at the end.
  return rounds.sort((a, b) => a.round - b.round || b.job.cost - a.job.cost).map(({ job }) => job);
}
