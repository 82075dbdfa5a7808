import type { RunRow } from '../results/run-row.ts';
import { runRowSchema } from '../results/run-row.ts';
import { restoreRun } from '../results/released-run.ts';
import type { ComparedRun, FigureSource } from './source.ts';

const everyColumn = Object.keys(runRowSchema.shape) as (keyof RunRow)[];

/**
 * Two-point runs of the source's release with their released fits, in the order of the ids.
 * @throws DataUnavailable if the release lacks the curves of one.
 */
export async function releasedRuns(source: FigureSource, ids: readonly string[]): Promise<ComparedRun<'two-points'>[]> {
  const [release, rows, series] = await Promise.all([
    source.release(),
    source.rows({ where: { id: ids }, columns: everyColumn }),
    source.series(ids),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const { step, h, y, w, loss } = series.get(id)!;
    const run = restoreRun({ row: byId.get(id)!, tables: { trajectories: { step, h, y, w, loss } } }, 'two-points');
    return { ...run, provenance: { kind: 'release', release } };
  });
}
