import { z } from 'zod';
import { experimentOf, type AnyOutcome } from '../experiments/any.ts';
import { releaseRun, type ReleasedRun } from '../results/released-run.ts';
import type { Job, JobRecord } from './job.ts';
import { networkRates } from './network-rates.ts';
import type { SweepPlan } from './plan.ts';
import { reasonOf, type OutcomeStore } from './store.ts';

/** A job that a release cannot have, and why. */
export interface Gap {
  readonly job: Job;
  readonly reason: string;
}

export interface Collected {
  readonly runs: readonly ReleasedRun[];
  readonly gaps: readonly Gap[];
}

/** What a release wants of a job: its group's wishes. */
type Group = SweepPlan['groups'][number];
type Wanted = readonly [job: Job, group: Group];

/** @throws RangeError if a run belongs to two of the sweeps: a release holds each run once. */
function* wantedRuns(plans: readonly SweepPlan[]): Generator<Wanted> {
  const owner = new Map<string, SweepPlan>();
  for (const plan of plans) {
    const groups = new Map(plan.groups.map((group) => [group.id, group]));
    for (const job of plan.jobs) {
      const first = owner.get(job.id);
      if (first)
        throw new RangeError(`Run ${job.id} is in ${first.file} and in ${plan.file}; a release holds it once.`);
      owner.set(job.id, plan);
      yield [job, groups.get(job.group)!];
    }
  }
}

/**
 * Sets the theory beside every run of the sweeps and makes the rows of a release; those whose comparison takes the rates of
 * other runs last.
 * @throws RangeError if a run belongs to two of the sweeps, or a group names a sweep for its rates that is not one of them.
 */
export async function collectRuns(plans: readonly SweepPlan[], store: Pick<OutcomeStore, 'read'>): Promise<Collected> {
  const runs: ReleasedRun[] = [];
  const gaps: Gap[] = [];
  const wanted = [...wantedRuns(plans)];
  const collect = async ([job, group]: Wanted, knownOf: (record: JobRecord) => unknown) => {
    const stored = await store.read(job);
    if (stored.kind === 'finished') runs.push(released(job, group, stored.record, knownOf(stored.record)));
    else gaps.push({ job, reason: reasonOf(stored) });
  };
  for (const run of wanted) if (run[1].rates === undefined) await collect(run, () => undefined);
  const rates = networkRates(runs, plans);
  for (const run of wanted) {
    const source = run[1].rates;
    if (source !== undefined) await collect(run, ({ parameters }) => rates(source, parameters));
  }
  return { runs, gaps };
}

/**
 * A job's record as a release has it, by the wishes of its group.
 * @throws Error naming the run if it has no row, as one that is not finite from the start.
 */
export function released(
  job: Pick<Job, 'id' | 'sweep' | 'group'>,
  { keep, also = [] }: Pick<Group, 'keep' | 'also'>,
  record: JobRecord,
  known: unknown,
): ReleasedRun {
  const { sweep, group } = job;
  const further = also.map((id): AnyOutcome => {
    const analysis = experimentOf(id);
    return analysis.summarise(record, analysis.compare(record));
  });
  try {
    return releaseRun(record, { sweep, group, known, keep, also: Object.assign({}, ...further) as AnyOutcome });
  } catch (cause) {
    if (!(cause instanceof z.ZodError)) throw cause;
    const columns = cause.issues.map(({ path }) => path.join('.')).join(', ');
    const what = `Run ${job.id} (${sweep}/${group}, ${record.status})`;
    throw new Error(`${what} does not fit the table of runs in the columns ${columns}.`, { cause });
  }
}
