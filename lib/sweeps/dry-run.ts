import type { Job } from './job.ts';
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

/** Lists jobs, whether they are done, and what is left, in the order of the file. */
export async function printPlan(
  jobs: readonly Job[],
  { store, output, json }: { store: Pick<OutcomeStore, 'read'>; output: Output; json: boolean },
): Promise<void> {
  let left = 0;
  let cost = 0;
  for (const job of jobs) {
    const { kind } = await store.read(job);
    if (kind !== 'finished') {
      left++;
      cost += job.cost;
    }
    if (json) output.write(`${JSON.stringify({ event: 'job', stored: kind, ...job })}\n`);
    else output.write(`${job.group}/${job.id}  ${gigaflop(job.cost)}  ${states[kind]}\n`);
  }
  if (json) output.write(`${JSON.stringify({ event: 'plan', jobs: jobs.length, left, cost })}\n`);
  else output.write(`${jobs.length} jobs, ${left} to run, ${gigaflop(cost)}\n`);
}
