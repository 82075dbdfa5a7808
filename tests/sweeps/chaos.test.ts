import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disturbProcesses, disturbRedis } from './chaos/chaos.ts';
import { removeScene, setScene, type Scene } from './chaos/scene.ts';
import { faultsOf } from './chaos/verdict.ts';

/* The short form of `npm run test:chaos`. It finds processes by /proc: Linux only. */

const jobs = 40;
const kills = 5;
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
const log = (text: string) => {
  console.log(`chaos ${seed}: ${text}`);
};

let scene: Scene;
beforeAll(async () => {
  scene = await setScene(jobs);
});
afterAll(() => removeScene(scene));

describe.runIf(process.platform === 'linux')('a sweep in chaos', () => {
  it('has every record, bit for bit, though its processes are killed at random', async () => {
    const result = await disturbProcesses({ scene, kills, seed, log });
    expect(await faultsOf(scene, result, { kills, restarts: 0 })).toEqual([]);
  });

  it('has every record, bit for bit, though workers, leader and Redis are killed at random', async () => {
    const result = await disturbRedis({ scene, kills, seed, log }, { appendOnly: false });
    expect(await faultsOf(scene, result, { kills, restarts: 1 })).toEqual([]);
  });
});
