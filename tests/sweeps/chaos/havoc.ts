import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from './chance.ts';

/** Something that happens to a sweep. */
export type Mishap = 'kill' | 'truncate' | 'restart Redis';

export interface HavocOptions {
  readonly jobs: number;
  /** Mishaps of each kind. */
  readonly mishaps: Readonly<Record<Mishap, number>>;
  readonly chance: Chance;
}

/** Milliseconds within which a mishap follows the job after which it is due: it may hit a job, a write or a pause. */
const mostDelay = 150;

/** Mishaps, each after some finished job of the first half: though word of it comes late, all have something to hit. */
export function planMishaps({ jobs, mishaps, chance }: HavocOptions): Map<number, Mishap[]> {
  const plan = new Map<number, Mishap[]>();
  for (const [mishap, times] of Object.entries(mishaps) as [Mishap, number][]) {
    for (let n = 0; n < times; n++) {
      const after = 1 + chance.below(Math.floor(0.5 * jobs));
      plan.set(after, [...(plan.get(after) ?? []), mishap]);
    }
  }
  return plan;
}

export const someTime = (chance: Chance): Promise<void> => sleep(chance.below(mostDelay));

/** Processes that a process started and that still run. */
export async function childrenOf(pid: number): Promise<number[]> {
  try {
    const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    // The process is gone.
    return [];
  }
}

/** Kills one of some processes as the kernel would that has no memory left. @returns whether one was there to be killed. */
export async function killOne(leaders: readonly (number | undefined)[], chance: Chance): Promise<boolean> {
  const living = leaders.filter((pid) => pid !== undefined);
  const all = [...living, ...(await Promise.all(living.map(childrenOf))).flat()];
  while (all.length > 0) {
    const [victim] = all.splice(chance.below(all.length), 1);
    try {
      process.kill(victim!, 'SIGKILL');
      return true;
    } catch {
      // It ended by itself meanwhile.
    }
  }
  return false;
}
