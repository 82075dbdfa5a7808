import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { experimentOf } from '../experiments/any.ts';
import type { ExperimentId } from '../experiments/index.ts';
import { ratesIn, restoreRun, type ReleasedRun } from '../results/released-run.ts';
import { rowCount, type Cell } from '../results/tables.ts';
import { released } from './collect.ts';
import { jobOf, type Job, type JobRecord } from './job.ts';

/**
 * Some of a release's runs, by chance: the same for the same seed and runs.
 * @param count if there are fewer, all of them.
 */
export function sampleRuns(runs: readonly ReleasedRun[], count: number, seed: number): ReleasedRun[] {
  const generator = xoroshiro128plus(seed);
  const left = [...runs];
  return Array.from({ length: Math.min(count, left.length) }, () => {
    const [run] = left.splice(uniformInt(generator, 0, left.length - 1), 1);
    return run!;
  });
}

/**
 * The job that makes a released run again.
 * @throws Error if this software gives these parameters another id, as when it starts networks in another way.
 */
export function jobOfRun(run: ReleasedRun): Job {
  const { id, experiment, sweep, group, engine, engineVersion, initialisation } = run.row;
  const { parameters } = restoreRun(run, experiment as ExperimentId).record;
  const job = jobOf(experiment as ExperimentId, parameters, {
    sweep,
    group,
    engine: { id: engine, version: engineVersion },
  });
  if (job.id !== id) {
    throw new Error(
      `Run ${id} was made by other software: on ${engine} ${engineVersion}, started by ${initialisation}. ` +
        `The same parameters are run ${job.id} here.`,
    );
  }
  return job;
}

/** Analyses that a sweep may ask for besides the experiment's own comparison. */
const furtherAnalyses = ['alternatives'] as const;

/** A run that was made again, as the release has it: the same steps kept, the same analyses, the same rates of other runs. */
export function releasedAgain({ row, tables }: ReleasedRun, record: JobRecord): ReleasedRun {
  const cells = row as unknown as Readonly<Record<string, Cell>>;
  const own = experimentOf(row.experiment as ExperimentId).outcomeShape;
  const also = furtherAnalyses.filter((id) =>
    Object.keys(experimentOf(id).outcomeShape).some((name) => !Object.hasOwn(own, name) && cells[name] !== null),
  );
  const steps = rowCount(tables.trajectories ?? {});
  return released(row, { keep: steps < 2 ? undefined : steps, also }, record, ratesIn(row));
}
