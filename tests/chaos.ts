/*
 * `npm run test:chaos [-- --seed 1 --jobs 220 --kills 24]`: runs a sweep in processes, over a Redis that forgets everything
 * when it is killed, and over one that writes what it knows to a file; kills processes at random, kills and restarts Redis,
 * cuts a record off; and checks that all three end with exactly one valid record per job, equal to an undisturbed run bit
 * for bit. Ends with 1 if not. The seed decides what happens after which job and to whom.
 */
import { parseArgs } from 'node:util';
import { disturbProcesses, disturbRedis, type ChaosOptions } from './sweeps/chaos/chaos.ts';
import { removeScene, setScene } from './sweeps/chaos/scene.ts';
import { faultsOf } from './sweeps/chaos/verdict.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    jobs: { type: 'string', default: '220' },
    kills: { type: 'string', default: '24' },
  },
});
const number = (name: keyof typeof values): number => {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value > 0) return value;
  throw new RangeError(`--${name} is ${values[name]}; allowed is a whole number from 1.`);
};
const [seed, jobs, kills] = [number('seed'), number('jobs'), number('kills')];

console.log(`chaos: seed ${seed}, ${jobs} jobs, ${kills} kills each`);
const scene = await setScene(jobs);
const options: ChaosOptions = { scene, kills, seed, log: console.log };
let failed = false;
for (const [name, restarts, disturb] of [
  ['processes', 0, () => disturbProcesses(options)],
  ['Redis without a file', 1, () => disturbRedis(options, { appendOnly: false })],
  ['Redis with a file', 1, () => disturbRedis(options, { appendOnly: true })],
] as const) {
  const result = await disturb();
  const faults = await faultsOf(scene, result, { kills, restarts });
  failed ||= faults.length > 0;
  const what = `${result.hits.kill} kills, ${result.starts} starts`;
  console.log(faults.length > 0 ? `✗ ${name}: ${what}\n  ${faults.join('\n  ')}` : `✓ ${name}: ${what}, nothing lost`);
}
await removeScene(scene);
if (failed) {
  console.log(`Repeat it by --seed ${seed}.`);
  process.exitCode = 1;
}
