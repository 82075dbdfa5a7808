import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startRedis, type RedisServer } from '../support/redis-server.ts';
import { contents, events, launch, start, type Ended } from './command.ts';

const jobs = 8;
const sweep = `
id: far
title: Runs elsewhere
experiment: two-points
groups:
  - id: nets
    note: small
    base: { width: 32, depth: 3, steps: 2000 }
    seeds: { from: 1, to: ${jobs} }
`;

let folder: string;
let file: string;
let undisturbed: Map<string, string>;
let redis: RedisServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'far-'));
  file = join(folder, 'far.yaml');
  await writeFile(file, sweep);
  const records = join(folder, 'undisturbed');
  await start('cli.ts', ['run', file, '--records', records, '--executor', 'inline']);
  undisturbed = await contents(records);
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  redis = await startRedis({ appendOnly: true });
});
afterEach(() => redis.remove());

const far = (...args: string[]) => [...args, '--redis', redis.url, '--json'];
const at = (records: string) => ['--records', join(folder, records)];
const lead = (records: string, ...flags: string[]) =>
  start('cli.ts', far('resume', file, '--executor', 'redis', ...at(records), ...flags));

async function work<T>(during: () => Promise<T>): Promise<{ during: T; worker: Ended }> {
  const { child, ended } = launch('cli.ts', far('work', '--jobs', '1', '--lease', '2'));
  try {
    return { during: await during(), worker: (child.kill('SIGTERM'), await ended) };
  } finally {
    child.kill('SIGKILL');
  }
}

async function statusOf(records: string) {
  return events(await start('cli.ts', far('status', file, ...at(records))))[0]!;
}

describe('sweep enqueue, work, status and resume', () => {
  it('bring home what an undisturbed sweep would have left', async () => {
    const records = 'home';
    const added = events(await start('cli.ts', far('enqueue', file, ...at(records))));
    expect(added).toEqual([{ event: 'enqueued', jobs, done: 0, queued: 0, added: jobs }]);
    const again = events(await start('cli.ts', far('enqueue', file, ...at(records))));
    expect(again).toEqual([{ event: 'enqueued', jobs, done: 0, queued: jobs, added: 0 }]);
    const nothing = { waiting: 0, running: 0, finished: 0, failed: 0, workers: 0 };
    expect(await statusOf(records)).toMatchObject({
      sweeps: [{ sweep: 'far', jobs, finished: 0, missing: jobs }],
      queue: { ...nothing, waiting: jobs },
    });

    const watched = start('cli.ts', far('status', file, ...at(records), '--watch', '0.2'));
    const { during, worker } = await work(async () => {
      while (!((await statusOf(records)).queue as { finished: number }).finished) await sleep(100);
      return lead(records);
    });
    expect(during).toMatchObject({ code: 0, errors: '' });
    expect(events(during).at(-1)).toEqual({ event: 'end', already: 0, finished: jobs, failed: [], stopped: false });
    expect(await contents(join(folder, records))).toEqual(undisturbed);
    expect(worker).toMatchObject({ code: 143, errors: '' });
    expect(events(worker).filter(({ event }) => event === 'finished')).toHaveLength(jobs);
    expect(await statusOf(records)).toMatchObject({ sweeps: [{ finished: jobs, share: 1 }], queue: nothing });
    const looks = events(await watched) as unknown as { sweeps: [{ finished: number }] }[];
    expect(looks[0]!.sweeps[0].finished).toBe(0);
    expect(looks.at(-1)!.sweeps[0].finished).toBe(jobs);
  });

  it('say that there is no Redis', async () => {
    await redis.kill();
    for (const args of [['enqueue', file], ['work'], ['run', file, '--executor', 'redis', ...at('none')]]) {
      const ended = await start('cli.ts', far(...args));
      expect(ended.code).toBe(1);
      expect(ended.errors).toBe(
        `Redis does not answer at ${redis.url}: connect ECONNREFUSED ${redis.url.slice(8)}. ` +
          'Start it, or say where it is by --redis.\n',
      );
    }
  });

  it('end clearly when Redis goes away for good, and go on when it is back', async () => {
    const records = 'away';
    await start('cli.ts', far('enqueue', file, ...at(records)));
    const leader = launch(
      'cli.ts',
      far('run', file, '--executor', 'redis', ...at(records), '--patience', '1'),
      (line) => {
        if (line.includes('"event":"start"')) void redis.kill();
      },
    );
    const ended = await leader.ended;
    expect(ended.code).toBe(1);
    expect(ended.errors).toMatch(/^Redis at \S+ has been away for 1 s: connect ECONNREFUSED/);
    expect(events(ended).at(-1)).toEqual({
      ...{ event: 'notice', text: `Redis at ${redis.url} has gone away; waiting for it up to 1 s.` },
    });

    await redis.start();
    const { during } = await work(() => lead(records));
    expect(during).toMatchObject({ code: 0, errors: '' });
    expect(await contents(join(folder, records))).toEqual(undisturbed);
  });

  it('stop a worker, though Redis is away', async () => {
    const { ended } = launch('cli.ts', far('work', '--jobs', '1'), (line, child) => {
      if (line.includes('has gone away')) child.kill('SIGTERM');
    });
    while (!((await statusOf('none')).queue as { workers: number }).workers) await sleep(100);
    await redis.kill();
    const { code, errors } = await ended;
    expect({ code, errors }).toEqual({ code: 143, errors: '' });
  });

  it('stop at Ctrl-C', async () => {
    const ended = await launch('cli.ts', far('run', file, '--executor', 'redis', ...at('stopped')), (line, child) => {
      if (line.includes('"event":"start"')) child.kill('SIGINT');
    }).ended;
    expect(ended).toMatchObject({ code: 130, errors: '' });
    expect(events(ended).at(-1)).toMatchObject({ event: 'end', finished: 0, stopped: true });
  });
});
