import type { Job } from './job.ts';
import type { SweepPlan } from './plan.ts';
import { reasonOf, type OutcomeStore, type StoredOutcome } from './store.ts';
import { alignTable } from './text-table.ts';

/** Where a sweep stands, by what is on disk. */
export interface Standing extends Readonly<Record<StoredOutcome['kind'], number>> {
  readonly sweep: string;
  readonly jobs: number;
  /** How much of the sweep's floating-point operations is done, 0 to 1. */
  readonly share: number;
  /** Jobs that will be run again, and why. */
  readonly troubles: readonly { readonly job: Job; readonly reason: string }[];
}

/** Troubles beyond this number are counted, not named. */
const mostNamed = 10;

/**
 * Counts the jobs of sweeps by what is on disk of them.
 * @param finished ids of runs that were seen to be finished: they are not read again, and those that now are are added.
 */
export async function readStandings(
  plans: readonly Pick<SweepPlan, 'id' | 'jobs'>[],
  store: Pick<OutcomeStore, 'read'>,
  finished = new Set<string>(),
): Promise<Standing[]> {
  return Promise.all(plans.map((plan) => readStanding(plan, store, finished)));
}

async function readStanding(
  { id, jobs }: Pick<SweepPlan, 'id' | 'jobs'>,
  store: Pick<OutcomeStore, 'read'>,
  seen: Set<string>,
): Promise<Standing> {
  const counts = { finished: 0, missing: 0, damaged: 0, failed: 0 };
  const troubles: { job: Job; reason: string }[] = [];
  let cost = 0;
  let done = 0;
  for (const job of jobs) {
    const stored = seen.has(job.id) ? undefined : await store.read(job);
    const kind = stored?.kind ?? 'finished';
    counts[kind]++;
    cost += job.cost;
    if (kind === 'finished') {
      seen.add(job.id);
      done += job.cost;
    }
    if (stored?.kind === 'failed' || stored?.kind === 'damaged') troubles.push({ job, reason: reasonOf(stored) });
  }
  return { sweep: id, jobs: jobs.length, ...counts, share: done / cost, troubles };
}

/** Standings as a table, and what is wrong with single jobs below it. */
export function formatStandings(standings: readonly Standing[]): string {
  const header = ['sweep', 'jobs', 'finished', 'missing', 'failed', 'damaged', 'done'];
  const rows = standings.map((s) => [
    s.sweep,
    ...[s.jobs, s.finished, s.missing, s.failed, s.damaged].map(String),
    `${Math.floor(100 * s.share)} %`,
  ]);
  const troubles = standings.flatMap((standing) => standing.troubles);
  const named = troubles.slice(0, mostNamed).map(({ job, reason }) => `${job.sweep}/${job.group}/${job.id} ${reason}`);
  if (troubles.length > named.length) named.push(`and ${troubles.length - named.length} more`);
  return [alignTable(header, rows, 1), ...named].join('\n');
}
