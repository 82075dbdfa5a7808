import type { Command } from 'commander';
import { engineIdentities } from '../../training/identities.ts';
import { buildKernel } from '../engines.ts';
import { processesExecutor } from '../processes.ts';
import { workOnQueue } from '../queue-worker.ts';
import { queueOfThisSoftware } from '../queue.ts';
import { linkRedis } from '../redis.ts';
import { jsonReporter, textReporter } from '../reporters.ts';
import { exitCodeOf, stopOnSignals } from '../signals.ts';
import * as options from './options.ts';

interface WorkFlags {
  readonly redis: string;
  readonly jobs: number;
  readonly lease: number;
  readonly patience: number;
  readonly json?: true;
}

/** Milliseconds that the process has to end by itself when its work has. */
const exitTime = 2000;

/** `sweep work`: runs jobs of the queue until it is stopped, and exits with 128 + n by signal n. */
async function work({ redis, jobs, lease, patience, json }: WorkFlags): Promise<void> {
  await buildKernel();
  const { signal, release } = stopOnSignals();
  const reporter = (json ? jsonReporter : textReporter)(process.stdout);
  try {
    const link = await linkRedis(redis, { patience, onNotice: reporter.say.bind(reporter) });
    const executor = await processesExecutor(jobs, [engineIdentities.kernel]).catch((error: unknown) => {
      link.close();
      throw error;
    });
    try {
      const onEvent = reporter.see.bind(reporter);
      await workOnQueue({ link, queue: queueOfThisSoftware(), executor, lease, signal, onEvent });
    } finally {
      await executor.close();
    }
    process.exitCode = exitCodeOf(signal);
  } finally {
    reporter.abandon();
    release();
    // If Redis comes and goes while BullMQ closes, it renews the locks of its jobs for ever. Nothing of ours is left by now.
    setTimeout(() => process.exit(), exitTime).unref();
  }
}

export function addWork(program: Command): void {
  program
    .command('work')
    .description('run jobs of the queue in Redis, on this machine, until it is stopped')
    .addOption(options.redisOption())
    .addOption(options.jobsOption())
    .option(
      '--lease <seconds>',
      'after how long without a sign of life its jobs go to other workers',
      options.seconds,
      30,
    )
    .addOption(options.patienceOption())
    .addOption(options.jsonOption())
    .action(work);
}
