import type { ReleasedRun } from '../results/released-run.ts';
import { runStatuses } from '../experiments/run-record.ts';
import { alignTable } from './text-table.ts';

/** What a release says of one group of a sweep. */
export interface GroupSummary {
  readonly sweep: string;
  readonly group: string;
  readonly runs: number;
  readonly converged: number;
  readonly unfinished: number;
  readonly diverged: number;
  /** Runs whose fit is meaningful. */
  readonly physical: number;
  /** Medians over the runs that have the number; null if none has. */
  readonly medianR2: number | null;
  readonly medianEtaH: number | null;
  readonly medianEtaY: number | null;
}

/** The middle value, or the mean of the two middle ones; null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** One summary for each group, in the order in which groups first occur. */
export function summariseGroups(runs: readonly ReleasedRun[]): GroupSummary[] {
  const groups = Map.groupBy(runs, ({ row }) => JSON.stringify([row.sweep, row.group]));
  return [...groups.values()].map((members) => {
    const rows = members.map(({ row }) => row);
    const middle = (name: 'r2' | 'etaH' | 'etaY') =>
      median(rows.map((row) => row[name]).filter((value) => value !== null));
    const [converged, unfinished, diverged] = runStatuses.map(
      (status) => rows.filter((row) => row.status === status).length,
    ) as [number, number, number];
    return {
      ...{ sweep: rows[0]!.sweep, group: rows[0]!.group, runs: rows.length },
      ...{ converged, unfinished, diverged, physical: rows.filter((row) => row.physical).length },
      ...{ medianR2: middle('r2'), medianEtaH: middle('etaH'), medianEtaY: middle('etaY') },
    };
  });
}

const shown = (value: string | number | null) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value);

/** Summaries as aligned text with a header; a missing number is a dash. */
export function formatSummaries(summaries: readonly GroupSummary[]): string {
  const header = [
    'sweep',
    'group',
    'runs',
    'converged',
    'unfinished',
    'diverged',
    'physical',
    'median r2',
    'etaH',
    'etaY',
  ];
  const cells = summaries.map((summary) =>
    Object.values(summary).map((value) => String(shown(value as number) ?? '–')),
  );
  return alignTable(header, cells, 2);
}
