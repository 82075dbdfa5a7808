import { calibrate, estimate } from './calibrate.ts';
import { buildKernel } from './engines.ts';
import type { Job } from './job.ts';
import { formatDuration } from './progress.ts';
import type { Output } from './reporters.ts';
import type { OutcomeStore, StoredOutcome } from './store.ts';

/** What a job would mean for `sweep run`. */
const states: Readonly<Record<StoredOutcome['kind'], string>> = {
  finished: 'done',
  missing: 'to run',
  damaged: 'to run again (damaged)',
  failed: 'to run again (failed)',
};

const gigaflop = (cost: number) => `${(cost / 1e9).toPrecision(3)} Gflop`;

export interface DryRunOptions {
  readonly store: Pick<OutcomeStore, 'read'>;
  readonly output: Output;
  /** Processes that the jobs would run in. */
  readonly processes: number;
  readonly json: boolean;
}

/**
 * Lists jobs in the order of the file, whether they are done, what is left, and how long that would take here, by running
 * some of it for a few seconds.
 */
export async function printPlan(
  jobs: readonly Job[],
  { store, output, processes, json }: DryRunOptions,
): Promise<void> {
  const print = (event: object, text: string) => output.write(`${json ? JSON.stringify(event) : text}\n`);
  const left: Job[] = [];
  for (const job of jobs) {
    const { kind } = await store.read(job);
    if (kind !== 'finished') left.push(job);
    print({ event: 'job', stored: kind, ...job }, `${job.group}/${job.id}  ${gigaflop(job.cost)}  ${states[kind]}`);
  }
  const cost = left.reduce((sum, job) => sum + job.cost, 0);
  const counts = { jobs: jobs.length, left: left.length, cost };
  print({ event: 'plan', ...counts }, `${jobs.length} jobs, ${left.length} to run, ${gigaflop(cost)}`);
  if (left.length === 0) return;

  await buildKernel();
  const start = performance.now();
  const measured = await calibrate(left);
  const took = (performance.now() - start) / 1000;
  const { seconds, coreSeconds } = estimate(left, measured, processes);
  const samples = measured.map(({ job, seconds }) => ({ id: job.id, seconds }));
  print(
    { event: 'estimate', seconds, coreSeconds, processes, took, samples },
    `about ${formatDuration(seconds)} in ${processes} processes on idle cores, ${formatDuration(coreSeconds)} of one core` +
      ` (measured in ${formatDuration(took)} on ${measured.length} of them)`,
  );
}
