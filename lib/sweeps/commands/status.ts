import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Option, type Command } from 'commander';
import { loadPlan, sweepsRoot } from '../places.ts';
import { countQueue, formatQueue, openQueue, queueOfThisSoftware, type JobQueue } from '../queue.ts';
import { linkRedis } from '../redis.ts';
import { exitCodeOf, stopOnSignals } from '../signals.ts';
import { formatStandings, readStandings } from '../standing.ts';
import { readStore } from '../store.ts';
import * as options from './options.ts';

interface StatusFlags {
  readonly redis?: string;
  readonly watch?: number | true;
  readonly records: string;
  readonly json?: true;
}

/** Seconds between two looks of `--watch`. */
const watchInterval = 5;

async function filesOf(given: readonly string[]): Promise<readonly string[]> {
  if (given.length > 0) return given;
  const names = (await readdir(sweepsRoot)).filter((name) => name.endsWith('.yaml')).sort();
  return names.map((name) => join(sweepsRoot, name));
}

/** `sweep status`: where sweeps stand by their records, and what is in the queue if Redis is named. */
async function status(given: readonly string[], flags: StatusFlags): Promise<void> {
  const plans = await Promise.all((await filesOf(given)).map(loadPlan));
  const store = readStore(flags.records);
  const finished = new Set<string>();
  const look = async (queue?: JobQueue) => {
    const standings = await readStandings(plans, store, finished);
    const counts = queue && (await countQueue(queue));
    if (flags.json) process.stdout.write(`${JSON.stringify({ event: 'status', sweeps: standings, queue: counts })}\n`);
    else {
      if (flags.watch && process.stdout.isTTY) process.stdout.write('\u001b[H\u001b[J');
      process.stdout.write(`${formatStandings(standings)}\n${counts ? `${formatQueue(counts)}\n` : ''}`);
    }
    return standings.every(({ jobs, finished }) => jobs === finished);
  };
  const link = flags.redis === undefined ? undefined : await linkRedis(flags.redis, { patience: 60 });
  const { signal, release } = stopOnSignals();
  try {
    const queue = link && openQueue(link, queueOfThisSoftware());
    const seconds = flags.watch === true ? watchInterval : (flags.watch ?? 0);
    while (!(await look(queue)) && flags.watch) {
      await sleep(seconds * 1000, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) {
        process.exitCode = exitCodeOf(signal);
        return;
      }
    }
  } finally {
    release();
    link?.close();
  }
}

export function addStatus(program: Command): void {
  program
    .command('status')
    .description('say where sweeps stand by their records, and what is in the queue in Redis')
    .argument('[files...]', 'sweep files (YAML); those of content/sweeps if none is given')
    .addOption(new Option('--redis <url>', 'look into the queue there too').env('REDIS_URL'))
    .option('--watch [seconds]', 'again and again, until all is finished', options.seconds)
    .addOption(options.recordsOption())
    .addOption(options.jsonOption())
    .action(status);
}
