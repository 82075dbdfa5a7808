import type { CollapsedRun } from '../collapse/collapsed-run.ts';
import { collapseNumbers, collapseRecord, type CollapseNumbers } from '../collapse/numbers.ts';
import { predictedRise } from '../collapse/prediction.ts';
import type { RunRecord } from '../run-record.ts';
import { spread, type Spread } from '../statistics.ts';
import { compareTwoPoints, type TwoPointsComparison } from '../two-points/compare.ts';
import type { TwoPointsParameters } from '../two-points/parameters.ts';

/** A two-point run with the theory beside it. */
export interface ComparedRun {
  readonly record: RunRecord<TwoPointsParameters>;
  readonly comparison: TwoPointsComparison;
}

/** Runs of one network, over seeds. */
export interface NetworkRuns {
  /** Of a network, `architectureNetworks` or any other. */
  readonly id: string;
  readonly runs: readonly ComparedRun[];
}

/** One panel: what the seeds of a network have in common. Plain JSON. */
export interface ArchitecturePanel {
  readonly id: string;
  readonly runs: number;
  /** Runs that learnt both targets, and runs whose fit is meaningful. */
  readonly learnt: number;
  readonly physical: number;
  /** Pooled R^2 over the runs that have a fit at all, meaningful or not; null if none has. */
  readonly r2: Spread | null;
  /** Rates (1/step) and the shape gauge C over the runs whose fit is meaningful. */
  readonly etaH: Spread | null;
  readonly etaY: Spread | null;
  readonly richness: Spread | null;
  /** Dimensionless rise `(t75 - t25) s` of those runs that rise, and what the theory says it is at their median C. */
  readonly rise: Spread | null;
  readonly predictedRise: number | null;
}

/** All architectures side by side. Plain JSON. */
export interface ArchitecturesComparison {
  readonly panels: readonly ArchitecturePanel[];
  /** The collapse of the runs of all panels; null if fewer than 2 have a meaningful fit. */
  readonly collapse: CollapseNumbers | null;
}

/** Sets the theory beside a run. */
export const compared = (record: RunRecord<TwoPointsParameters>): ComparedRun => ({
  record,
  comparison: compareTwoPoints(record),
});

/**
 * Compares the fits of networks, and how far one curve describes them all.
 * @param perNetwork runs of each network that the collapse counts at most, in their order, so that networks of which there
 *   are many runs do not outweigh the rest.
 */
export function compareArchitectures(networks: readonly NetworkRuns[], perNetwork = Infinity): ArchitecturesComparison {
  const collapsed = networks.map(({ runs }) => collapsedRuns(runs));
  return {
    panels: networks.map((network, n) => panelOf(network, collapsed[n]!)),
    collapse: collapseNumbers(collapsed.flatMap((runs) => runs.slice(0, perNetwork))),
  };
}

/** The runs without units, of those that the theory describes. */
export function collapsedRuns(runs: readonly ComparedRun[]): CollapsedRun[] {
  return runs.flatMap(({ record, comparison }) => collapseRecord(record, comparison) ?? []);
}

function panelOf({ id, runs }: NetworkRuns, collapsed: readonly CollapsedRun[]): ArchitecturePanel {
  const physical = runs.filter(({ comparison }) => comparison.fit?.physical);
  const spreadOf = (values: readonly (number | null | undefined)[]) => {
    const known = values.filter((value) => value !== null && value !== undefined);
    return known.length > 0 ? spread(known) : null;
  };
  const richness = spreadOf(physical.map(({ comparison }) => comparison.richness));
  return {
    id,
    runs: runs.length,
    learnt: runs.filter(({ record }) => record.status === 'converged').length,
    physical: physical.length,
    r2: spreadOf(runs.map(({ comparison }) => comparison.fit?.r2)),
    etaH: spreadOf(physical.map(({ comparison }) => comparison.fit?.etaH)),
    etaY: spreadOf(physical.map(({ comparison }) => comparison.fit?.etaY)),
    richness,
    rise: spreadOf(collapsed.map(({ rise }) => rise)),
    predictedRise: richness && collapsed.length > 0 ? predictedRise(richness.median) : null,
  };
}
