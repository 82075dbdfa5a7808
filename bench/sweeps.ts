/**
 * Throughput of sweeps on this machine: jobs per second in 2 processes against 1, and in this very process, records written
 * to disk and all. Asked is that 2 processes on 2 idle cores do at least 1.8 times what 1 does.
 *
 * `npm run bench:sweeps` stores what it measures; with `-- --rounds 3 --jobs 10` it only prints. In every round the ways
 * take turns on the same jobs, so that what else the machine does hits all of them; the ratio is taken round by round, and
 * everything is a median over the rounds. Processes are started and have compiled what they run before time is taken.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildKernel, enginesOf } from '../lib/sweeps/engines.ts';
import type { Executor } from '../lib/sweeps/executor.ts';
import { inlineExecutor } from '../lib/sweeps/inline.ts';
import type { Job } from '../lib/sweeps/job.ts';
import { planSweep } from '../lib/sweeps/plan.ts';
import { processesExecutor } from '../lib/sweeps/processes.ts';
import { runSweep } from '../lib/sweeps/run.ts';
import { openStore } from '../lib/sweeps/store.ts';
import { printReport, storeReport, summary, type BenchRow } from './report.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string' }, jobs: { type: 'string' } } });
const rounds = Number(values.rounds ?? 7);
const count = Number(values.jobs ?? 60);

/** What is swept: runs as the largest group of the sweep first-look has them, and such as take a third of their time. */
const loads = {
  '10x100': { width: 100, depth: 10, lr: 0.02, steps: 2500 },
  '8x100': { width: 100, depth: 8, gain: 0.9, lr: 0.02, steps: 960 },
};

const jobsOf = (base: object) => {
  const groups = [{ id: 'nets', note: 'bench', base, seeds: { from: 1, to: count } }];
  return planSweep(JSON.stringify({ id: 'bench', title: 'Bench', experiment: 'two-points', groups }), { file: 'bench' })
    .jobs;
};
const plans = Object.entries(loads).map(([name, base]) => [name, jobsOf(base)] as const);

await buildKernel();
const engines = enginesOf(plans.flatMap(([, jobs]) => jobs));
const executors = {
  inline: inlineExecutor(),
  one: await processesExecutor(1, engines),
  two: await processesExecutor(2, engines),
} satisfies Record<string, Executor>;
type Way = keyof typeof executors;

/** Jobs per second. */
async function throughput(executor: Executor, jobs: readonly Job[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-sweeps-'));
  try {
    const store = await openStore(folder);
    const start = performance.now();
    const { finished } = await runSweep({ jobs, store, executor });
    if (finished !== jobs.length) throw new Error(`Only ${finished} of ${jobs.length} jobs finished.`);
    return finished / ((performance.now() - start) / 1000);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(name: string, jobs: readonly Job[]): Promise<BenchRow[]> {
  const rates: Record<Way, number[]> = { inline: [], one: [], two: [] };
  for (const executor of Object.values(executors)) await throughput(executor, jobs.slice(0, 6));
  for (let round = 0; round < rounds; round++) {
    for (const way of ['one', 'two', 'inline'] as const) rates[way].push(await throughput(executors[way], jobs));
  }
  const speedups = rates.two.map((rate, round) => rate / rates.one[round]!);
  return [
    { metric: `sweeps/${name}/inline`, ...summary(rates.inline), unit: 'jobs/s' },
    { metric: `sweeps/${name}/processes-1`, ...summary(rates.one), unit: 'jobs/s' },
    { metric: `sweeps/${name}/processes-2`, ...summary(rates.two), unit: 'jobs/s' },
    { metric: `sweeps/${name}/speedup-2`, ...summary(speedups), unit: '1' },
  ];
}

const rows: BenchRow[] = [];
try {
  for (const [name, jobs] of plans) rows.push(...(await measure(name, jobs)));
} finally {
  for (const executor of Object.values(executors)) await executor.close();
}

const notes = {
  ...Object.fromEntries(Object.entries(loads).map(([name, { steps }]) => [name, `${count} runs of ${steps} steps`])),
  'speedup-2': 'processes-2 over processes-1, round by round; asked is 1.8 on 2 idle cores',
};
printReport('sweeps', rows, notes);
if (values.rounds === undefined && values.jobs === undefined) storeReport('sweeps', rows, notes);
