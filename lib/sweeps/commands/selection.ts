import type { Job } from '../job.ts';
import { loadPlan } from '../places.ts';
import type { SweepPlan } from '../plan.ts';
import { jobsOfShard, type Shard } from '../shard.ts';

/** Which jobs of some sweep files a command is about. */
export interface SelectionFlags {
  readonly only?: readonly string[];
  readonly shard?: Shard;
}

export interface Selection {
  readonly plans: readonly SweepPlan[];
  /** Each run once, though several sweeps may ask for it. */
  readonly jobs: readonly Job[];
}

/** Plans sweep files and selects jobs. @throws RangeError for a group that no file has; otherwise as `loadPlan`. */
export async function selectJobs(files: readonly string[], { only, shard }: SelectionFlags): Promise<Selection> {
  const plans = await Promise.all(files.map(loadPlan));
  const groups = plans.flatMap((plan) => plan.groups.map(({ id }) => id));
  const unknown = only?.find((name) => !groups.includes(name));
  if (unknown !== undefined) {
    const have = plans.length === 1 ? 'has' : 'have';
    throw new RangeError(`${files.join(', ')} ${have} no group "${unknown}". Allowed: ${groups.join(', ')}.`);
  }
  const wanted = plans.flatMap(({ jobs }) => jobs).filter(({ group }) => only?.includes(group) ?? true);
  const jobs = [...new Map(wanted.map((job) => [job.id, job])).values()];
  return { plans, jobs: shard ? jobsOfShard(jobs, shard) : jobs };
}
