import type { RunRecord } from '../experiments/run-record.ts';
import { twoPointsExperiment } from '../experiments/two-points/index.ts';
import type { TwoPointsComparison } from '../experiments/two-points/compare.ts';
import { twoPointsParameters, type TwoPointsParameters } from '../experiments/two-points/parameters.ts';
import type { ReleasedRun } from './release.ts';

/** The record of a released run, as the experiment first gave it, with the released fit beside it. */
export function restoreRun({ row, series }: ReleasedRun): {
  record: RunRecord<TwoPointsParameters>;
  comparison: TwoPointsComparison;
} {
  const given = Object.fromEntries(
    Object.keys(twoPointsExperiment.shape).map((name) => [name, row[name as keyof typeof row]]),
  );
  const record: RunRecord<TwoPointsParameters> = {
    id: row.id,
    experiment: row.experiment,
    parameters: twoPointsParameters.parse(given),
    engine: { id: row.engine, version: row.engineVersion },
    initialisation: row.initialisation,
    status: row.status,
    divergedAt: row.divergedAt,
    series,
  };
  return { record, comparison: twoPointsExperiment.compare(record, row) };
}
