import type { ReleasedRun } from '../results/released-run.ts';
import type { Columns, TableName } from '../results/tables.ts';
import { detailRows, detailTable, seriesOf } from './detail-rows.ts';
import { hostedRun, type RunHost } from './run-host.ts';
import { fits, pick, type FigureSource } from './source.ts';

/** A release in memory, as figures need it. */
export interface ReleaseData {
  readonly release: string;
  readonly runs: readonly ReleasedRun[];
}

/**
 * Figures' data from a release that is at hand.
 * @param host the engine for runs that the release does not have, and what may be trained on it.
 */
export function releaseSource({ release, runs }: ReleaseData, host: Omit<RunHost, 'find' | 'release'>): FigureSource {
  const byId = new Map(runs.map((run) => [run.row.id, run]));
  const tablesOf = (name: TableName, ids: readonly string[]): Map<string, Columns> =>
    new Map(
      ids.flatMap((id) => {
        const columns = byId.get(id)?.tables[name];
        return columns ? [[id, columns] as const] : [];
      }),
    );
  return {
    release: () => Promise.resolve(release),
    rows: ({ where, columns }) =>
      Promise.resolve(runs.filter(({ row }) => fits(row, where)).map(({ row }) => pick(row, columns))),
    series: async (ids) => Promise.resolve(seriesOf(release, ids, tablesOf('trajectories', ids))),
    details: async (table, ids) => Promise.resolve(detailRows(ids, tablesOf(detailTable(release, table), ids))),
    run: (experiment, parameters) =>
      hostedRun(experiment, parameters, { ...host, release, find: (id) => Promise.resolve(byId.get(id) ?? null) }),
  };
}
