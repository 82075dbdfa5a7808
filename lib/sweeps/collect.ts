import { z } from 'zod';
import type { RunRecord } from '../experiments/run-record.ts';
import { twoPointsExperiment } from '../experiments/two-points/index.ts';
import type { TwoPointsParameters } from '../experiments/two-points/parameters.ts';
import { runRow } from '../results/run-row.ts';
import type { ReleasedRun } from '../results/release.ts';
import type { Job, JobRecord } from './job.ts';
import type { SweepPlan } from './plan.ts';
import type { OutcomeStore, StoredOutcome } from './store.ts';

/** A job that a release cannot have, and why. */
export interface Gap {
  readonly job: Job;
  readonly reason: string;
}

export interface Collected {
  readonly runs: readonly ReleasedRun[];
  readonly gaps: readonly Gap[];
}

const reasonOf = (stored: Exclude<StoredOutcome, { kind: 'finished' }>): string => {
  if (stored.kind === 'missing') return 'has not been run';
  return stored.kind === 'damaged' ? `its record is damaged: ${stored.reason}` : `failed: ${stored.error}`;
};

/**
 * Sets the theory beside every run of the sweeps and makes the rows of a release, in the order of the plans.
 * @throws RangeError if a run belongs to two of the sweeps: a release holds each run once.
 */
export async function collectRuns(plans: readonly SweepPlan[], store: Pick<OutcomeStore, 'read'>): Promise<Collected> {
  const owner = new Map<string, SweepPlan>();
  const runs: ReleasedRun[] = [];
  const gaps: Gap[] = [];
  for (const plan of plans) {
    for (const job of plan.jobs) {
      const first = owner.get(job.id);
      if (first)
        throw new RangeError(`Run ${job.id} is in ${first.file} and in ${plan.file}; a release holds it once.`);
      owner.set(job.id, plan);
      const stored = await store.read(job);
      if (stored.kind === 'finished') runs.push(released(job, stored.record));
      else gaps.push({ job, reason: reasonOf(stored) });
    }
  }
  return { runs, gaps };
}

/**
 * The row of a run: the same comparison and summary that every other host makes.
 * @throws Error naming the run if it has no row, as one that is not finite from the start.
 */
function released(job: Job, { experiment, ...head }: JobRecord): ReleasedRun {
  if (experiment !== 'two-points') throw new RangeError(`Run ${job.id} is of ${experiment}; releases hold two-points.`);
  const record = { experiment, ...head } as RunRecord<TwoPointsParameters>;
  const outcome = twoPointsExperiment.summarise(record, twoPointsExperiment.compare(record));
  try {
    return { row: runRow(record, outcome, job), series: record.series };
  } catch (cause) {
    if (!(cause instanceof z.ZodError)) throw cause;
    const columns = cause.issues.map(({ path }) => path.join('.')).join(', ');
    const what = `Run ${job.id} (${job.sweep}/${job.group}, ${record.status}, ${record.series.step.length} observations)`;
    throw new Error(`${what} does not fit the table of runs in the columns ${columns}.`, { cause });
  }
}
