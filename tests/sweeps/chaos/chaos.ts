import { join } from 'node:path';
import { startRedis, type RedisServer } from '../../support/redis-server.ts';
import { launch, type JsonLine } from '../command.ts';
import { chanceOf, type Chance } from './chance.ts';
import { killOne, planMishaps, someTime, type Mishap } from './havoc.ts';
import { truncateOne, type Scene } from './scene.ts';

export interface ChaosOptions {
  readonly scene: Scene;
  /** Processes to kill. */
  readonly kills: number;
  readonly seed: number;
  readonly log: (text: string) => void;
}

/** What happened to a sweep until all of its jobs had a record. */
export interface ChaosResult {
  /** Folder of its records. */
  readonly records: string;
  /** Mishaps that hit something. */
  readonly hits: Readonly<Record<Mishap, number>>;
  /** How often the leading command was started. */
  readonly starts: number;
  /** Runs whose record was cut off, and those whose record the sweep found damaged. */
  readonly truncated: readonly string[];
  readonly damaged: readonly string[];
}

/** Starts of the leading command beyond which something else is wrong. */
const mostStarts = 60;

interface Stage {
  readonly scene: Scene;
  readonly name: string;
  /** Options of the leading command. */
  readonly flags: readonly string[];
  readonly mishaps: Readonly<Record<Mishap, number>>;
  readonly chance: Chance;
  readonly log: (text: string) => void;
  /** Processes other than the leader that, or whose children, may be killed. */
  readonly others?: () => readonly (number | undefined)[];
  readonly restart?: () => Promise<void>;
}

/** Runs the sweep through all mishaps, starting its leader again whenever it ended before the end. */
async function perform({ scene, name, flags, mishaps, chance, log, others, restart }: Stage): Promise<ChaosResult> {
  const records = join(scene.folder, name);
  const due = planMishaps({ jobs: scene.undisturbed.size, mishaps, chance });
  const hits = { kill: 0, truncate: 0, 'restart Redis': 0 };
  const truncated: string[] = [];
  const damaged = new Set<string>();
  const happening: Promise<void>[] = [];
  /** Kills that found nobody to kill, as the leader was dead already: due after the next job. */
  let late: Mishap[] = [];
  let finished = 0;
  let leader: number | undefined;

  const happen = async (mishap: Mishap) => {
    await someTime(chance);
    if (mishap === 'truncate') truncated.push(await truncateOne(records, chance));
    else if (mishap === 'restart Redis') await restart?.();
    else if (!(await killOne([leader, ...(others?.() ?? [])], chance))) {
      late.push(mishap);
      return;
    }
    hits[mishap]++;
  };
  const see = (line: string) => {
    const event = JSON.parse(line) as JsonLine;
    if (event.event === 'damaged') damaged.add(String(event.id));
    if (event.event !== 'finished') return;
    const mishapsNow = [...(due.get(++finished) ?? []), ...late];
    late = [];
    for (const mishap of mishapsNow) happening.push(happen(mishap));
  };

  for (let starts = 1; starts <= mostStarts; starts++) {
    const verb = starts === 1 ? 'run' : 'resume';
    const { child, ended } = launch('cli.ts', [verb, scene.file, '--records', records, '--json', ...flags], see);
    leader = child.pid;
    const { code, signal, errors } = await ended;
    leader = undefined;
    await Promise.all(happening);
    log(`${name}: start ${starts} ended by ${signal ?? code}; ${finished} finished, ${hits.kill} killed`);
    // 1: some job was hit so often that it counts as failed.
    if (signal !== 'SIGKILL' && code !== 0 && (code !== 1 || errors !== '')) {
      throw new Error(`The sweep ended with ${code}: ${errors}`);
    }
    // A record that was cut off behind the leader's back is only seen by the next one.
    if (code === 0 && truncated.every((id) => damaged.has(id))) {
      return { records, hits, starts, truncated, damaged: [...damaged] };
    }
  }
  throw new Error(`The sweep was started ${mostStarts} times and has not come to its end.`);
}

/** A sweep in processes of this machine: leader and processes are killed, a record is cut off. */
export function disturbProcesses({ scene, kills, seed, log }: ChaosOptions): Promise<ChaosResult> {
  const flags = ['--executor', 'processes', '--jobs', '2'];
  const mishaps = { kill: kills, truncate: 1, 'restart Redis': 0 };
  return perform({ ...{ scene, flags, mishaps, log }, name: 'processes', chance: chanceOf(seed) });
}

/**
 * A sweep over Redis: leader, workers and their processes are killed, a record is cut off, and Redis, which may or may not
 * write what it knows to a file, is killed and started again.
 */
export async function disturbRedis(
  { scene, kills, seed, log }: ChaosOptions,
  { appendOnly }: { appendOnly: boolean },
): Promise<ChaosResult> {
  const redis = await startRedis({ appendOnly });
  const chance = chanceOf(seed);
  const workers = [keepWorking(redis), keepWorking(redis)];
  try {
    return await perform({
      ...{ scene, chance, log },
      name: appendOnly ? 'redis with a file' : 'redis without a file',
      flags: ['--executor', 'redis', '--redis', redis.url],
      mishaps: { kill: kills, truncate: 1, 'restart Redis': 1 },
      others: () => workers.map(({ pid }) => pid()),
      restart: async () => {
        await redis.kill();
        await someTime(chance);
        await redis.start();
      },
    });
  } finally {
    await Promise.all(workers.map(({ stop }) => stop()));
    await redis.remove();
  }
}

/** Keeps a `sweep work` running, as a supervisor would: a new one whenever it was killed, or began while Redis was away. */
function keepWorking({ url }: RedisServer): { pid: () => number | undefined; stop: () => Promise<void> } {
  let worker: ReturnType<typeof launch> | undefined;
  let isWanted = true;
  const keep = async () => {
    for (;;) {
      worker = launch('cli.ts', ['work', '--redis', url, '--jobs', '1', '--lease', '2', '--json']);
      const { signal, code, errors } = await worker.ended;
      worker = undefined;
      if (!isWanted) return;
      if (signal !== 'SIGKILL' && !errors.startsWith('Redis does not answer'))
        throw new Error(`A worker ended with ${code}: ${errors}`);
    }
  };
  const kept = keep();
  return {
    pid: () => worker?.child.pid,
    stop: async () => {
      isWanted = false;
      worker?.child.kill('SIGTERM');
      await kept;
    },
  };
}
