import type { Command } from 'commander';
import { addJobs, everywhere, idsIn, openQueue, queueOfThisSoftware } from '../queue.ts';
import { linkRedis } from '../redis.ts';
import { readStore } from '../store.ts';
import * as options from './options.ts';
import { selectJobs, type SelectionFlags } from './selection.ts';

interface EnqueueFlags extends SelectionFlags {
  readonly redis: string;
  readonly records: string;
  readonly json?: true;
}

/** `sweep enqueue`: puts what has no record into the queue, the costliest first, and leaves it to `sweep work`. */
async function enqueue(files: readonly string[], flags: EnqueueFlags): Promise<void> {
  const { jobs } = await selectJobs(files, flags);
  const store = readStore(flags.records);
  const left = [];
  for (const job of jobs) if ((await store.read(job)).kind !== 'finished') left.push(job);
  const link = await linkRedis(flags.redis, { patience: 10 });
  try {
    const queue = openQueue(link, queueOfThisSoftware());
    const known = new Set(await idsIn(queue, everywhere));
    const added = left.filter(({ id }) => !known.has(id)).sort((a, b) => b.cost - a.cost);
    await addJobs(queue, added);
    const counts = { jobs: jobs.length, done: jobs.length - left.length, queued: left.length - added.length };
    if (flags.json) process.stdout.write(`${JSON.stringify({ event: 'enqueued', ...counts, added: added.length })}\n`);
    else {
      process.stdout.write(
        `${added.length} of ${counts.jobs} jobs added, ${counts.queued} were in the queue, ${counts.done} have a record.\n` +
          '"sweep work" runs them, "sweep resume --executor redis" brings their records home.\n',
      );
    }
  } finally {
    link.close();
  }
}

export function addEnqueue(program: Command): void {
  program
    .command('enqueue')
    .description('put what has no record yet into the queue in Redis, and leave it to workers')
    .argument('<files...>', 'sweep files (YAML)')
    .addOption(options.onlyOption())
    .addOption(options.shardOption())
    .addOption(options.redisOption())
    .addOption(options.recordsOption())
    .addOption(options.jsonOption())
    .action(enqueue);
}
