import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { printPlan } from './dry-run.ts';
import { enginesOf } from './engines.ts';
import { executorIds, type Executor, type ExecutorId } from './executor.ts';
import { inlineExecutor } from './inline.ts';
import type { Job } from './job.ts';
import { leadSweep } from './lead.ts';
import { loadPlan, recordsRoot } from './places.ts';
import type { SweepPlan } from './plan.ts';
import { processesExecutor } from './processes.ts';
import { jsonReporter, textReporter } from './reporters.ts';
import { readStore } from './store.ts';

interface RunFlags {
  readonly executor: ExecutorId;
  readonly jobs: number;
  readonly only?: readonly string[];
  readonly dryRun?: true;
  readonly json?: true;
  readonly records: string;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Allowed is a whole number from 1.');
  return value;
}

/** The jobs of the groups asked for. @throws RangeError for a group that the sweep does not have. */
function chosenJobs({ jobs, groups, file }: SweepPlan, only: readonly string[] | undefined): readonly Job[] {
  for (const name of only ?? []) {
    if (!groups.some(({ id }) => id === name)) {
      throw new RangeError(`${file} has no group "${name}". Allowed: ${groups.map(({ id }) => id).join(', ')}.`);
    }
  }
  return only ? jobs.filter(({ group }) => only.includes(group)) : jobs;
}

function makeExecutor({ executor, jobs }: RunFlags, planned: readonly Job[]): Promise<Executor> {
  return executor === 'inline' ? Promise.resolve(inlineExecutor()) : processesExecutor(jobs, enginesOf(planned));
}

/** `sweep run`: see `leadSweep` for the exit code. */
async function run(file: string, flags: RunFlags): Promise<void> {
  const jobs = chosenJobs(await loadPlan(file), flags.only);
  if (flags.dryRun) {
    await printPlan(jobs, { store: readStore(flags.records), output: process.stdout, json: flags.json === true });
    return;
  }
  process.exitCode = await leadSweep(jobs, {
    records: flags.records,
    makeExecutor: () => makeExecutor(flags, jobs),
    reporter: (flags.json ? jsonReporter : textReporter)(process.stdout),
  });
}

const program = new Command('sweep').description('Runs the sweeps of content/sweeps.');
program
  .command('run')
  .description('run what has no record yet; stop it at any time, the same command continues')
  .argument('<file>', 'a sweep file (YAML)')
  .addOption(
    new Option('--executor <id>', 'how jobs are run')
      .choices([...executorIds])
      .default('processes' satisfies ExecutorId),
  )
  .option('--jobs <n>', 'processes at the same time', wholeNumber, availableParallelism())
  .option('--only <groups...>', 'these groups only')
  .option('--dry-run', 'list the jobs, run nothing')
  .option('--json', 'one JSON object a line')
  .option('--records <folder>', 'where the records of all runs are', recordsRoot)
  .action(run);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
