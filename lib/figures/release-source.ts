import type { ReleasedRun } from '../results/release.ts';
import { hostedRun, type RunHost } from './run-host.ts';
import { DataUnavailable, fits, pick, type FigureSource } from './source.ts';

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
  return {
    release: () => Promise.resolve(release),
    rows: ({ where, columns }) =>
      Promise.resolve(runs.filter(({ row }) => fits(row, where)).map(({ row }) => pick(row, columns))),
    series: (ids) =>
      Promise.resolve(
        new Map(
          ids.map((id) => {
            const run = byId.get(id);
            if (!run) throw new DataUnavailable(`Release ${release} has no curves of run ${id}.`);
            return [id, run.series];
          }),
        ),
      ),
    details: (table) => Promise.reject(new DataUnavailable(`Release ${release} has no table ${table}.`)),
    run: (experiment, parameters) =>
      hostedRun(experiment, parameters, { ...host, release, find: (id) => Promise.resolve(byId.get(id) ?? null) }),
  };
}
