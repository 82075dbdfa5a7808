import { readStore } from '../../../lib/sweeps/store.ts';
import { contents } from '../command.ts';
import type { ChaosResult } from './chaos.ts';
import type { Scene } from './scene.ts';

/** What the mishaps were to be. */
export interface Expected {
  readonly kills: number;
  readonly restarts: number;
}

/**
 * What is wrong with how a disturbed sweep ended, in words: a record that is missing, too many, not valid, or other than the
 * undisturbed one by one bit; any other file that was left behind; a mishap that hit nothing or was not noticed.
 */
export async function faultsOf(
  { undisturbed }: Scene,
  { records, hits, truncated, damaged }: ChaosResult,
  { kills, restarts }: Expected,
): Promise<string[]> {
  const found = await contents(records);
  const faults = [...found.keys()].filter((name) => !undisturbed.has(name)).map((name) => `${name} is too many`);
  const store = readStore(records);
  for (const [name, text] of undisturbed) {
    const { kind } = await store.read({ id: name.replace('.json', '') });
    if (kind !== 'finished') faults.push(`${name} is ${kind}`);
    else if (found.get(name) !== text) faults.push(`${name} has other bytes`);
  }
  if (hits.kill < kills) faults.push(`only ${hits.kill} of ${kills} kills hit`);
  if (hits['restart Redis'] !== restarts) faults.push(`Redis was restarted ${hits['restart Redis']} times`);
  if (truncated.length !== 1 || damaged.join() !== truncated.join()) {
    faults.push(`cut off: ${truncated.join() || 'none'}; found damaged: ${damaged.join() || 'none'}`);
  }
  return faults;
}
