import type { Command } from 'commander';
import { printPlan } from '../dry-run.ts';
import { enginesOf } from '../engines.ts';
import type { Executor, ExecutorId } from '../executor.ts';
import { inlineExecutor } from '../inline.ts';
import type { Job } from '../job.ts';
import { leadSweep } from '../lead.ts';
import { processesExecutor } from '../processes.ts';
import { queueExecutor } from '../queue-executor.ts';
import { queueOfThisSoftware } from '../queue.ts';
import { linkRedis } from '../redis.ts';
import { jsonReporter, textReporter, type Reporter } from '../reporters.ts';
import { readStore } from '../store.ts';
import * as options from './options.ts';
import { selectJobs, type SelectionFlags } from './selection.ts';

interface RunFlags extends SelectionFlags {
  readonly executor: ExecutorId;
  readonly jobs: number;
  readonly redis: string;
  readonly patience: number;
  readonly dryRun?: true;
  readonly json?: true;
  readonly records: string;
}

async function makeExecutor(
  { executor, jobs, redis, patience }: RunFlags,
  planned: readonly Job[],
  reporter: Reporter,
): Promise<Executor> {
  if (executor === 'inline') return inlineExecutor();
  if (executor === 'processes') return processesExecutor(jobs, enginesOf(planned));
  const onNotice = reporter.say.bind(reporter);
  return queueExecutor(await linkRedis(redis, { patience, onNotice }), queueOfThisSoftware());
}

async function lead(jobs: readonly Job[], flags: RunFlags): Promise<void> {
  const reporter = (flags.json ? jsonReporter : textReporter)(process.stdout);
  process.exitCode = await leadSweep(jobs, {
    records: flags.records,
    makeExecutor: () => makeExecutor(flags, jobs, reporter),
    reporter,
  });
}

/** `sweep run`: see `leadSweep` for the exit code. */
async function run(files: readonly string[], flags: RunFlags): Promise<void> {
  const { jobs } = await selectJobs(files, flags);
  if (!flags.dryRun) await lead(jobs, flags);
  else {
    const store = readStore(flags.records);
    await printPlan(jobs, { store, output: process.stdout, processes: flags.jobs, json: flags.json === true });
  }
}

/** `sweep resume`: as `run`, of what was begun. */
async function resume(files: readonly string[], flags: RunFlags): Promise<void> {
  const { jobs } = await selectJobs(files, flags);
  if (flags.executor !== 'redis') await requireBegun(jobs, flags);
  await lead(jobs, flags);
}

/** @throws Error if no job has left anything: a slip in the file's or the folder's name would start it all over. */
async function requireBegun(jobs: readonly Job[], { records }: RunFlags): Promise<void> {
  const store = readStore(records);
  for (const job of jobs) if ((await store.read(job)).kind !== 'missing') return;
  throw new Error(
    `None of the ${jobs.length} jobs has a record in ${records}: there is nothing to resume. Start it by "run".`,
  );
}

const withOptions = (command: Command) =>
  command
    .argument('<files...>', 'sweep files (YAML)')
    .addOption(options.executorOption())
    .addOption(options.jobsOption())
    .addOption(options.onlyOption())
    .addOption(options.shardOption())
    .addOption(options.redisOption())
    .addOption(options.patienceOption())
    .addOption(options.recordsOption())
    .addOption(options.jsonOption());

export function addRun(program: Command): void {
  const command = program.command('run');
  command.description('run what has no record yet; stop it at any time, the same command continues');
  withOptions(command)
    .option('--dry-run', 'list the jobs and measure how long they would take, run nothing')
    .action(run);
}

export function addResume(program: Command): void {
  const command = program.command('resume');
  command.description(
    'go on with what was begun: as run, but never from nothing; with redis, collect what is finished',
  );
  withOptions(command).action(resume);
}
